import { leavesKnownYears } from "../rules/calendar.js";
import type { CaseRecord } from "../rules/case-record.js";
import { isOpen } from "../rules/case-record.js";
import type { Duty } from "../rules/duty.js";
import { nextNudge } from "../rules/duty-clock.js";
import type { EstateDirectory } from "../rules/estate-directory.js";
import { settledBy } from "../rules/sop.js";
import type { DeskDeps } from "./desk-deps.js";
import type { Stores } from "./ports.js";

/** Duties looked at in one audit; the next goes on where it ended, so that its cost never grows. */
const RANGE = 5_000;
/** A duty that has been due for so long has been passed over by the sweeps. */
const STUCK_MILLIS = 5 * 60_000;
/** A nudge that waits for its message for so long was left by a sweep that broke off, and by those after it. */
const LEFT_MILLIS = 2 * 60_000;

/** What an audit has found, as sentences for an operator, without personal data. */
export interface AuditReport {
  readonly repaired: number;
  /** The clocks do not do their work. */
  readonly problems: readonly string[];
  /** Something of the past does not match; a person should look. */
  readonly warnings: readonly string[];
}

/** Entries that end a record, by the state they leave it in. */
const ENDED_BY = { handled: "handled", closed: "closed", unresolvable: "closed" } as const;

/** Settles a duty that the end of its record should have settled; null when nothing is wrong. */
async function settleLeftOver(stores: Stores, duty: Duty, record: CaseRecord): Promise<boolean> {
  if (isOpen(record)) return false;
  const ended = ENDED_BY[record.status as keyof typeof ENDED_BY];
  if (!settledBy(ended).includes(duty.kind)) return false;
  const at = record.handledAt ?? record.closedAt ?? record.updatedAt;
  return (await stores.duties.settle(record.id, [duty.kind], at)) > 0;
}

/**
 * Compares duties with ledger and outbox (design §2): a clock that rests although something is to come, one
 * set later than its own rules say, one that runs although its matter has ended, are mended; due duties no
 * sweep has taken, nudges without a message, numbers that do not match, are reported. Never sends anything
 * itself: what it mends the next sweep finds.
 */
export function createAuditEngine(deps: Pick<DeskDeps, "unitOfWork" | "clock" | "directory" | "log">) {
  const { unitOfWork, clock, directory, log } = deps;
  let from = 0;

  async function mend(duty: Duty, now: Date): Promise<boolean> {
    const estate = directory.byId(duty.estateId);
    if (!estate) return false;
    return unitOfWork.run(async (stores) => {
      const record = duty.caseId === null ? null : await stores.cases.find(duty.caseId);
      if (record && (await settleLeftOver(stores, duty, record))) return true;
      const expected = nextNudge(duty, estate, now)?.at ?? null;
      if (!expected || (duty.nextNudgeAt && duty.nextNudgeAt <= expected)) return false;
      return stores.duties.advance(duty, { nextNudgeAt: expected });
    });
  }

  /** Nudges the duties count against those that are written down, and their messages against the outbox. */
  async function missing(duties: readonly Duty[]): Promise<string[]> {
    const nudged = duties.filter((duty) => duty.nudges > 0);
    const { nudges: store } = unitOfWork.stores;
    const nudges = await store.ofDuties(nudged.map(({ id }) => id));
    const numbers = new Map<number, Set<number>>();
    for (const { dutyId, number } of nudges) {
      numbers.set(dutyId, (numbers.get(dutyId) ?? new Set()).add(number));
    }
    const short = nudged.filter(({ id, nudges: count }) => (numbers.get(id)?.size ?? 0) < count);
    const keys = [...new Set(nudges.flatMap(({ messageKey }) => (messageKey ? [messageKey] : [])))].filter(
      (key) => key !== "void",
    );
    const found = await store.deliveries(keys);
    const lost = keys.filter((key) => !found.has(key));
    return [
      ...(short.length ? [`duties with nudges that are not written down: ${ids(short)}`] : []),
      ...(lost.length ? [`nudges whose message is not in the outbox: ${lost.length}`] : []),
    ];
  }

  return async function auditEngine(): Promise<AuditReport> {
    const now = clock.now();
    const { duties: store, nudges } = unitOfWork.stores;
    const { duties, next } = await store.openAfter(from, RANGE);
    from = next;
    let repaired = 0;
    for (const duty of duties) if (await mend(duty, now)) repaired += 1;
    const warnings = [...(await missing(duties)), ...beyondHolidays(duties, directory)];
    const problems: string[] = [];
    const stuck = await store.dueIds(new Date(now.getTime() - STUCK_MILLIS), { limit: 100, except: [] });
    if (stuck.length) problems.push(`duties due for more than five minutes: ${stuck.length}`);
    const left = await nudges.countWaiting(new Date(now.getTime() - LEFT_MILLIS));
    if (left > 0) problems.push(`nudges without a message: ${left}`);
    if (repaired > 0) log.warn({ repaired }, "clocks_mended");
    const found = [...problems, ...warnings];
    if (found.length > 0) log.error({ found }, "audit_found_problems");
    return { repaired, problems, warnings };
  };
}

/** Working days of a year whose holidays nobody has announced are a guess; a newer program knows more. */
function beyondHolidays(duties: readonly Duty[], directory: EstateDirectory): string[] {
  const guessed = duties.filter((duty) => {
    const estate = directory.byId(duty.estateId);
    const end = duty.ladder.reduce((last, { until }) => (until && until > last ? until : last), duty.dueAt);
    return duty.calendar === "workingDays" && estate && leavesKnownYears(duty.startedAt, end, estate);
  });
  return guessed.length ? [`deadlines in a year without holiday data: ${guessed.length}`] : [];
}

function ids(duties: readonly Duty[]): string {
  return duties
    .slice(0, 10)
    .map(({ id }) => id)
    .join(", ");
}
