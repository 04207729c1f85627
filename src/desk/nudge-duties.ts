import type { CaseRecord } from "../rules/case-record.js";
import type { Duty, DutyChanges } from "../rules/duty.js";
import { afterNudge, type NextNudge } from "../rules/duty-clock.js";
import { afterResumeNudge, dueStep } from "../rules/duty-pause.js";
import type { Estate } from "../rules/estate.js";
import { type Absence, type Reached, reach } from "../rules/ladder.js";
import { nudgeRecipients } from "../rules/nudge-recipients.js";
import { MONTH_RULE } from "../rules/sop-rule.js";
import { errorCode, LostRace } from "./errors.js";
import { createGatherNudges, type SweepDeps } from "./gather-nudges.js";
import { makeMajor } from "./make-major.js";
import type { Stores } from "./ports.js";

/** Duties looked at between two looks at the index. */
const BATCH = 100;
/** Duties that cannot be moved; beyond that something else is wrong than single duties. */
const MOST_LEFT = 1_000;
const DAY_MILLIS = 86_400_000;

/** One due duty with what its nudge needs to know. */
interface DueDuty {
  readonly duty: Duty;
  /** Null for a duty that hangs on a period: what became of it is in its nudges, not in a ledger. */
  readonly record: CaseRecord | null;
  readonly estate: Estate;
  /** Read once per sweep and estate. */
  readonly absences: readonly Absence[];
  readonly now: Date;
}

/** What one sweep reads once: the clock, and who is away by estate. */
interface Sweep {
  readonly now: Date;
  readonly absences: ReadonlyMap<string, readonly Absence[]>;
}

/** The owner, where the owner is who stands on that rung; a superior who was merely told does not own it. */
function holderKnown(duty: Duty, step: number): string | null {
  const rung = duty.ladder[step];
  return step === duty.step && rung?.role === duty.ownerRole ? duty.ownerUserid : null;
}

function findReached({ duty, ...facts }: DueDuty, nudge: NextNudge): Reached {
  // Whoever did not answer is not asked again about that: the rung above is.
  const step = nudge.kind === "silent" ? Math.min(duty.step + 1, duty.ladder.length - 1) : nudge.step;
  return reach({ ladder: duty.ladder, step, ownerUserid: holderKnown(duty, step) }, facts);
}

async function writeLedger(
  stores: Stores,
  { duty, record, now }: DueDuty,
  done: { nudge: NextNudge; reached: Reached; recipients: readonly string[] },
): Promise<void> {
  const { nudge, reached, recipients } = done;
  if (!record) return;
  const entry = { at: now, actor: "guanjia", inboundId: null, correctsId: null };
  const data = {
    duty: duty.kind,
    dutyId: duty.id,
    kind: nudge.kind,
    number: duty.nudges + 1,
    step: reached.step,
    to: recipients.join(","),
  };
  await stores.ledger.append(record.id, {
    ...entry,
    type: nudge.kind === "limit" ? "climbed" : nudge.kind === "resumed" ? "resumed" : "nudged",
    data,
  });
  if (!reached.missedRung) return;
  const missed = reached.misses.map((miss) => `${miss.role}:${miss.userid ?? ""}:${miss.why}`).join(",");
  await stores.ledger.append(record.id, {
    ...entry,
    type: "noOneReached",
    data: { duty: duty.kind, missed, instead: reached.userid },
  });
}

/** The step itself: claim, ledger entry, one row per person; all of it or nothing. */
async function take(
  stores: Stores,
  due: DueDuty,
  { nudge, lifted }: { nudge: NextNudge; lifted: DutyChanges },
): Promise<void> {
  const { duty, record, estate, now } = due;
  const reached = findReached(due, nudge);
  const changes =
    nudge.kind === "resumed"
      ? afterResumeNudge(duty, estate, now)
      : { ...lifted, ...afterNudge(duty, nudge, { outcome: reached, hours: estate, now }) };
  // Another process was first: normal.
  if (!(await stores.duties.advance(duty, changes))) throw new LostRace(`duty ${duty.id}`);
  const given = nudgeRecipients({ duty, facts: due, assignee: record?.assignee ?? null, nudge, reached });
  if (record && lifted.pausedAt === null) {
    await stores.ledger.append(record.id, {
      at: now,
      type: "resumed",
      actor: "guanjia",
      data: { duty: duty.kind, dutyId: duty.id },
      inboundId: null,
      correctsId: null,
    });
  }
  await writeLedger(stores, due, { nudge, reached, recipients: given.map(({ recipient }) => recipient) });
  for (const { recipient, word } of given) {
    await stores.nudges.add({
      dutyId: duty.id,
      estateId: estate.id,
      number: duty.nudges + 1,
      kind: word,
      step: reached.step,
      recipient,
      at: now,
    });
  }
  if (record && duty.kind === MONTH_RULE) await makeMajor(stores, { record, estate, now });
}

/**
 * Asks for what is due (design §2 "One deadline"). Per duty one transaction: the claim names the next moment
 * and the number it has read, then ledger entry and nudge. What one person is nudged about then becomes one
 * message. A missed tick, a restart or a second instance loses and doubles nothing; a duty that cannot be
 * read does not stop the others. Returns how many clocks moved.
 */
export function createNudgeDuties(deps: SweepDeps) {
  const { unitOfWork, clock, directory, log } = deps;
  const gather = createGatherNudges(deps);

  async function readAbsences(now: Date): Promise<Sweep["absences"]> {
    const absences = new Map<string, readonly Absence[]>();
    for (const { id } of directory.estates) {
      absences.set(id, await unitOfWork.stores.absences.current(id, now));
    }
    return absences;
  }

  async function nudgeOne(stores: Stores, id: number, sweep: Sweep): Promise<boolean> {
    const { now } = sweep;
    const duty = await stores.duties.find(id);
    if (!duty?.nextNudgeAt || duty.nextNudgeAt > now) return false;
    const estate = directory.byId(duty.estateId);
    const record = duty.caseId === null ? null : await stores.cases.find(duty.caseId);
    if (!estate || (duty.caseId !== null && !record)) {
      log.warn({ dutyId: id }, "duty_without_estate_or_record");
      return stores.duties.advance(duty, { nextNudgeAt: new Date(now.getTime() + DAY_MILLIS) });
    }
    const { nudge, duty: ready, lifted } = dueStep(duty, estate, now);
    if (!nudge || nudge.at > now) return stores.duties.advance(duty, { nextNudgeAt: nudge?.at ?? null });
    const absences = sweep.absences.get(estate.id) ?? [];
    await take(stores, { duty: ready, record, estate, absences, now }, { nudge, lifted });
    return true;
  }

  async function attempt(id: number, sweep: Sweep): Promise<boolean> {
    try {
      return await unitOfWork.run((stores) => nudgeOne(stores, id, sweep));
    } catch (error) {
      if (!(error instanceof LostRace)) log.error({ dutyId: id, error: errorCode(error) }, "nudge_failed");
      return false;
    }
  }

  return async function nudgeDuties(): Promise<number> {
    const now = clock.now();
    const sweep = { now, absences: await readAbsences(now) };
    const seen = new Set<number>();
    /** Still due after a look: they wait for the next sweep, the others go on. */
    const left = new Set<number>();
    let moved = 0;
    while (left.size < MOST_LEFT) {
      const ids = await unitOfWork.stores.duties.dueIds(now, { limit: BATCH, except: [...left] });
      if (ids.length === 0) break;
      for (const id of ids) {
        if (seen.has(id)) left.add(id);
        else if (await attempt(id, sweep)) moved += 1;
        seen.add(id);
      }
    }
    const messages = await gather(now);
    if (moved > 0 || messages > 0) log.info({ moved, messages }, "duties_nudged");
    return moved;
  };
}
