import { AUDITED_TYPES } from "../../rules/audit-list.js";
import { type Period, periodAt, periodNamed } from "../../rules/periods.js";
import { weekBrief } from "../../rules/wording/week-wording.js";
import type { Stores } from "../ports.js";
import { changesAfterSignOff } from "./changes-after-sign-off.js";
import type { AskedAudit } from "./read-audit.js";

/** More than an estate has open; beyond that the counts are of the oldest. */
const OPEN_AT_MOST = 2_000;

/** Daily audits of a week: those nobody signed, and those signed after their limit. */
async function dailyAudits(
  stores: Stores,
  { estate, period, now }: AskedAudit,
): Promise<{ missed: Period[]; late: Period[] }> {
  const day = (at: Date) => periodAt("day", at, { timezone: estate.timezone }).id;
  const ends = { first: day(period.from), last: day(new Date(period.to.getTime() - 1)) };
  const duties = await stores.periods.between({ estateId: estate.id, kind: "audit.daily" }, ends);
  const named = (subject: string | null) => periodNamed(subject ?? "", estate.timezone) ?? [];
  const missed = duties.filter(({ settledAt, dueAt }) => !settledAt && dueAt <= now);
  const late = duties.filter(({ settledAt, dueAt }) => settledAt && settledAt > dueAt);
  return {
    missed: missed.flatMap(({ subject }) => named(subject)),
    late: late.flatMap(({ subject }) => named(subject)),
  };
}

/** The manager's week before the list of its matters (REC-13): what came, how often it climbed, what was not audited. */
export async function weekInBrief(stores: Stores, asked: AskedAudit): Promise<readonly string[]> {
  const { estate, period, now } = asked;
  const entries = await stores.audits.entriesBetween(estate.id, period, [
    ...AUDITED_TYPES,
    "climbed",
    "noOneReached",
  ]);
  const of = (type: string) => entries.filter((entry) => entry.type === type);
  const received = await stores.cases.findAll([...new Set(of("received").map(({ caseId }) => caseId))]);
  const open = await stores.cases.listOpen(estate.id, {}, OPEN_AT_MOST);
  const late = await stores.duties.lateCases(
    open.map(({ id }) => id),
    now,
  );
  const changes = await changesAfterSignOff(stores, { estateId: estate.id, ...period });
  return weekBrief({
    received,
    climbed: of("climbed").length,
    unreached: of("noOneReached").length,
    open: open.length,
    late: late.size,
    audits: await dailyAudits(stores, asked),
    changed: await stores.cases.findAll([...new Set(changes.map(({ entry }) => entry.caseId))]),
    estate,
    now,
  });
}
