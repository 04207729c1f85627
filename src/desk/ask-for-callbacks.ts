import { afterQuietHours } from "../rules/calendar.js";
import type { Callback } from "../rules/callback.js";
import type { Settlement } from "../rules/callback-plan.js";
import { callbackDuty } from "../rules/callback-table.js";
import type { CaseRecord } from "../rules/case-record.js";
import { callbackTask } from "../rules/wording/callback-wording.js";
import { visitTask } from "../rules/wording/visit-wording.js";
import { LostRace } from "./errors.js";
import type { Stores } from "./ports.js";
import { plainText, queueMessage } from "./queue-message.js";
import { startDuties } from "./start-duties.js";

/** A complaint is called back by the department it is about, whoever had to act (CBK-15). */
function asCalled(record: CaseRecord): CaseRecord {
  return record.respondentDepartment === null
    ? record
    : { ...record, responsibleDepartment: record.respondentDepartment };
}

/** The clock of callbacks of one kind; several participants of an event share one. */
async function startClock(
  stores: Stores,
  { record, estate, now }: Settlement,
  callback: Callback,
): Promise<{ id: number; userid: string | null } | null> {
  const [duty] = await startDuties(stores, {
    record: asCalled(record),
    estate,
    trigger: "callbackPlanned",
    happenedAt: callback.startsAt,
    now,
    given: { kind: callbackDuty(callback.kind), limit: callback.dueAt, owner: callback.caller },
  });
  return duty ? { id: duty.id, userid: duty.ownerUserid } : null;
}

/** What chat has answered so far, for whoever calls: the same is not asked as if nobody had said anything. */
export async function chatAnswer(stores: Stores, record: CaseRecord) {
  const questions = await stores.questions.ofCase(record.id);
  const latest = questions.findLast(({ round }) => round === record.round);
  return latest ?? null;
}

/** One message per caller with everything at hand: number, what happened, what chat answered, what to say. */
async function giveTasks(
  stores: Stores,
  { record, estate, now }: Settlement,
  callbacks: readonly Callback[],
): Promise<void> {
  const answer = await chatAnswer(stores, record);
  for (const caller of new Set(callbacks.map((callback) => callback.caller))) {
    const own = callbacks.filter((callback) => callback.caller === caller);
    const [first] = own;
    if (!caller || !first) continue;
    const task =
      first.kind === "visit"
        ? visitTask(record, own, { estate, now })
        : callbackTask({ record, callbacks: own, answer, estate, now });
    await queueMessage(
      stores,
      {
        estateId: estate.id,
        key: `callbackTask:${first.id}:${first.version}`,
        target: { channel: "app", userid: caller },
        content: plainText(task),
        record,
        notBefore: afterQuietHours(now, estate),
      },
      now,
    );
  }
}

/** Starts the clocks of callbacks whose time has come and tells whoever calls; the others wait for the sweep. */
export async function askForCallbacks(
  stores: Stores,
  settlement: Settlement,
  callbacks: readonly Callback[],
): Promise<void> {
  const { now } = settlement;
  const clocks = new Map<string, { id: number; userid: string | null }>();
  const asked: Callback[] = [];
  for (const callback of callbacks) {
    if (callback.startsAt > now || callback.dutyId !== null) continue;
    const clock = clocks.get(callback.kind) ?? (await startClock(stores, settlement, callback));
    if (!clock) continue;
    clocks.set(callback.kind, clock);
    const changes = { dutyId: clock.id, caller: clock.userid };
    const claimed = await stores.callbacks.update(callback, changes);
    if (!claimed) throw new LostRace(`callback ${callback.id}`);
    asked.push(claimed);
  }
  await giveTasks(stores, settlement, asked);
}
