import { AUDITED_TYPES, type AuditItem, doubtsOf, inAuditOrder } from "../../rules/audit-list.js";
import type { Estate } from "../../rules/estate.js";
import type { LedgerEntry } from "../../rules/ledger-entry.js";
import { type Period, periodNamed } from "../../rules/periods.js";
import type { AuditedPeriod, KeptMark, SignOff } from "../audit-ports.js";
import type { Stores } from "../ports.js";
import { outstandingMarks } from "./outstanding-marks.js";

/** Audits of the reception record; the month's summary is none. */
export type AuditKind = "daily" | "weekly";

/** The row of the table that asks for an audit. */
export const AUDIT_DUTY = { daily: "audit.daily", weekly: "audit.weekly" } as const;

/** Which audit of which estate. */
export interface AskedAudit {
  readonly estate: Estate;
  readonly kind: AuditKind;
  readonly period: Period;
  readonly now: Date;
}

/** What there is to audit in a period, the doubtful first. */
export interface ReadAudit {
  readonly items: readonly AuditItem[];
  readonly signOff: SignOff | null;
  /** Where it begins: earlier than the period when days before it were left to it. */
  readonly from: Date;
}

const DAY_MILLIS = 86_400_000;
/** Nobody audits what is older: the desk stood still, or audits were off. */
const LOOKBACK_MILLIS = { daily: 20 * DAY_MILLIS, weekly: 42 * DAY_MILLIS } as const;
/** Work that began before a sign-off may end after it; what was seen is told by the marks, not by the clock. */
const UNDER_WAY_MILLIS = 10 * 60_000;

/** As stores name it. */
export function auditedPeriod({ estate, kind, period }: AskedAudit): AuditedPeriod {
  return { estateId: estate.id, kind, period: period.id };
}

/**
 * Where an audit begins: after the latest period before it that has one of its own; what came after that one
 * was signed off belongs to this.
 */
async function beginOf(stores: Stores, asked: AskedAudit): Promise<Date> {
  const { estate, kind, period } = asked;
  const earliest = new Date(period.from.getTime() - LOOKBACK_MILLIS[kind]);
  const duty = await stores.periods.latestBefore({
    estateId: estate.id,
    kind: AUDIT_DUTY[kind],
    subject: period.id,
  });
  const signOff = await stores.audits.latestBefore(auditedPeriod(asked));
  const name = [duty?.subject ?? "", signOff?.period ?? ""].sort().at(-1) ?? "";
  const before = periodNamed(name, estate.timezone);
  if (!before) return earliest;
  const signedAt = signOff?.period === name ? signOff.at : null;
  const begin =
    signedAt && signedAt < before.to ? new Date(signedAt.getTime() - UNDER_WAY_MILLIS) : before.to;
  return begin > earliest ? begin : earliest;
}

function byCase(entries: readonly LedgerEntry[]): Map<number, LedgerEntry[]> {
  const grouped = new Map<number, LedgerEntry[]>();
  for (const entry of entries) grouped.set(entry.caseId, [...(grouped.get(entry.caseId) ?? []), entry]);
  return grouped;
}

/** Highest entry of each matter that a signed audit of this kind has seen. */
function seenSoFar(marks: readonly KeptMark[], { kind, period }: AskedAudit): Map<number, number> {
  const seen = new Map<number, number>();
  for (const mark of marks) {
    if (!mark.signed || mark.kind !== kind || mark.period === period.id) continue;
    seen.set(mark.caseId, Math.max(seen.get(mark.caseId) ?? 0, mark.entryId));
  }
  return seen;
}

/** Reads what there is to audit; with `until`, only what had happened by then. */
export async function readAudit(
  stores: Stores,
  asked: AskedAudit,
  until: Date = asked.period.to,
): Promise<ReadAudit> {
  const { estate, kind, now } = asked;
  const from = await beginOf(stores, asked);
  const entries = await stores.audits.entriesBetween(estate.id, { from, to: until }, AUDITED_TYPES);
  const asking = await outstandingMarks(stores, { estateId: estate.id, kind, now });
  const grouped = byCase(entries);
  const ids = [...new Set([...grouped.keys(), ...asking.keys()])];
  const marks = await stores.audits.marksOn(ids);
  const seen = seenSoFar(marks, asked);
  const late = await stores.duties.lateCases(ids, now);
  const items = (await stores.cases.findAll(ids)).flatMap((record): AuditItem[] => {
    const fresh = (grouped.get(record.id) ?? []).filter(({ id }) => id > (seen.get(record.id) ?? 0));
    const own = marks.filter((mark) => mark.caseId === record.id && mark.kind === kind);
    const toCorrect = asking.has(record.id);
    if (fresh.length === 0 && !toCorrect) return [];
    const doubts = doubtsOf({
      record,
      entries: fresh,
      isOverdue: late.has(record.id),
      wasSigned: seen.has(record.id),
      toCorrect,
    });
    const latest = own.at(-1);
    const newest = fresh.at(-1)?.id ?? 0;
    // What was said before something new happened says nothing of that.
    const mark = latest && latest.entryId >= newest ? latest.mark : null;
    return [{ record, entries: fresh, doubts, mark }];
  });
  return {
    items: inAuditOrder(items),
    signOff: await stores.audits.find(auditedPeriod(asked)),
    from,
  };
}
