import type { Estate } from "../rules/estate.js";
import { periodDuty } from "../rules/period-duty.js";
import {
  latestOpening,
  nextOpening,
  type Opening,
  PERIOD_TABLE,
  type PeriodRule,
} from "../rules/sop-periods.js";
import { announcePeriod } from "./audits/announce-period.js";
import { AUDIT_DUTY, type AuditKind, readAudit } from "./audits/read-audit.js";
import type { DeskDeps } from "./desk-deps.js";
import { errorCode, LostRace } from "./errors.js";
import type { Stores } from "./ports.js";
import type { TimedSweep } from "./timed-sweep.js";

/** What the sweep needs of the desk. */
export type PeriodDeps = Pick<DeskDeps, "unitOfWork" | "clock" | "directory" | "log">;

interface Due {
  readonly opening: Opening;
  readonly estate: Estate;
  readonly now: Date;
}

const MINUTE = 60_000;

const auditKindOf = ({ kind }: PeriodRule): AuditKind | undefined =>
  (Object.keys(AUDIT_DUTY) as AuditKind[]).find((one) => AUDIT_DUTY[one] === kind);

/** Whether there is anything to do for the period: nobody is asked to sign off an empty day. */
async function isWanted(stores: Stores, { opening, estate, now }: Due): Promise<boolean> {
  const { rule, period, startsAt } = opening;
  const audited = auditKindOf(rule);
  if (audited) {
    // What comes in after the hour is left to the next audit, whenever this one is looked at.
    const until = startsAt < period.to ? startsAt : period.to;
    const audit = await readAudit(stores, { estate, kind: audited, period, now }, until);
    return audit.signOff === null && audit.items.length > 0;
  }
  if (rule.kind === "callback.file") {
    return (await stores.periods.countUnfiledCallbacks(estate.id, period.to)) > 0;
  }
  const signed = await stores.audits.find({ estateId: estate.id, kind: "summary", period: period.id });
  return signed === null && (await stores.periods.countReceived(estate.id, period)) > 0;
}

/** Starts the duty of a period once, and tells whoever owes it; false = it was there, or nothing is to be done. */
async function start(stores: Stores, due: Due): Promise<boolean> {
  const { opening, estate, now } = due;
  const subject = opening.period.id;
  const known = await stores.periods.find({ estateId: estate.id, kind: opening.rule.kind, subject });
  if (known || !(await isWanted(stores, due))) return false;
  const absences = await stores.absences.current(estate.id, now);
  const duty = await stores.periods.start(periodDuty(opening, { estate, absences, now }));
  if (!duty) return false;
  await announcePeriod(stores, duty, due);
  return true;
}

/** What was reckoned for one row and estate, good until the next hour comes. */
interface Reckoned {
  readonly at: Date;
  readonly latest: Opening | null;
  readonly next: Date | null;
  /** Not looked at again before; null = never: the period has its duty, or was found to need none. */
  againAt: Date | null;
}

/** Reckoning dozens of days in a zone is dear; an hour that was reckoned stays. */
function createReckoning() {
  const known = new Map<string, Reckoned>();
  return function reckon(rule: PeriodRule, estate: Estate, now: Date): Reckoned {
    const key = `${estate.id} ${rule.kind}`;
    const before = known.get(key);
    if (before && now >= before.at && (before.next === null || now < before.next)) return before;
    const latest = latestOpening(rule, estate, now);
    const reckoned = { at: now, latest, next: nextOpening(rule, estate, now), againAt: now };
    known.set(key, reckoned);
    return reckoned;
  };
}

/**
 * The duties that recur (requirements §32): each starts once per estate, kind and period, whatever number of
 * programs look. A period whose hour passed while none ran gets its duty when one comes back; of several only
 * the latest does, and takes over what the others left.
 */
export function createStartPeriods({ unitOfWork, clock, directory, log }: PeriodDeps): TimedSweep {
  const reckon = createReckoning();
  const all = directory.estates.flatMap((estate) => PERIOD_TABLE.map((rule) => ({ rule, estate })));

  async function attempt({ rule, estate }: (typeof all)[number], now: Date): Promise<boolean> {
    const reckoned = reckon(rule, estate, now);
    const { latest: opening } = reckoned;
    if (!opening || !reckoned.againAt || now < reckoned.againAt) return false;
    try {
      const started = await unitOfWork.run((stores) => start(stores, { opening, estate, now }));
      // A callback may be entered late; all else is settled by what had happened at the hour.
      const mayCome = !started && rule.kind === "callback.file";
      reckoned.againAt = mayCome ? new Date(now.getTime() + 60 * MINUTE) : null;
      if (started) log.info({ duty: rule.kind, period: opening.period.id }, "period_started");
      return started;
    } catch (error) {
      if (!(error instanceof LostRace))
        log.error({ duty: rule.kind, error: errorCode(error) }, "period_failed");
      return false;
    }
  }

  return {
    name: "periods",
    cron: "23 * * * * *",
    maxAgeMillis: 5 * MINUTE,
    async look() {
      const now = clock.now();
      let started = 0;
      for (const one of all) if (await attempt(one, now)) started += 1;
      return started;
    },
    async nextDueAt() {
      const now = clock.now();
      const moments = all.flatMap(({ rule, estate }) => reckon(rule, estate, now).next ?? []);
      return moments.length ? new Date(Math.min(...moments.map((moment) => moment.getTime()))) : null;
    },
  };
}
