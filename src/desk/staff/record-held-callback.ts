import type { Callback, CallbackContents, CallbackForm, Satisfaction } from "../../rules/callback.js";
import { secondCallbackReason } from "../../rules/callback-plan.js";
import { callbackDuty } from "../../rules/callback-table.js";
import type { CaseRecord } from "../../rules/case-record.js";
import { confirmAsked, heldAnswer, secondProposed } from "../../rules/wording/callback-news.js";
import { closeWhenComplete } from "../close-when-complete.js";
import type { DeskDeps } from "../desk-deps.js";
import { endQuestion } from "../end-question.js";
import { LostRace } from "../errors.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import { plainText, queueMessage } from "../queue-message.js";
import { startDuties } from "../start-duties.js";
import { startReview } from "../start-review.js";
import { tellSupervisors } from "../tell-supervisors.js";
import { actOnBadAnswer } from "./act-on-bad-answer.js";
import type { StaffAnswer } from "./run-staff-command.js";

/** A callback that was held, as the caller tells it. */
export interface HeldCallback {
  readonly callback: Callback;
  readonly record: CaseRecord;
  readonly context: StaffContext;
  readonly told: {
    readonly satisfaction: Satisfaction;
    readonly form: CallbackForm;
    readonly remark: string | null;
    readonly contents: CallbackContents | null;
    readonly words: string;
  };
}

/** The photo of the signature, when it came with the same message. */
function photoIn({ message }: StaffContext): number | null {
  const { content } = message;
  return content.type === "text" && content.media.some(({ kind }) => kind === "image") ? message.id : null;
}

async function save(stores: Stores, { callback, context, told }: HeldCallback): Promise<Callback> {
  const { member, now } = context;
  const held = await stores.callbacks.update(callback, {
    state: "done",
    doneAt: now,
    // The planned caller stays where two vouch for the record: the other one confirms it.
    caller: callback.confirmerRole === null ? member.userid : callback.caller,
    enteredBy: member.userid,
    form: told.form,
    formRemark: told.remark ?? (told.form === callback.form ? callback.formRemark : null),
    satisfaction: told.satisfaction,
    contents: told.contents,
    words: told.words,
    evidenceInboundId: callback.needsEvidence ? photoIn(context) : null,
    guidedBy: null,
    guide: null,
  });
  if (!held) throw new LostRace(`callback ${callback.id}`);
  return held;
}

/** What follows a record: the second confirmation first (CBK-15), then the supervisor's review (CBK-23). */
async function startNextDuty(stores: Stores, held: HeldCallback, callback: Callback): Promise<void> {
  const { record, context } = held;
  const { estate, now } = context;
  if (callback.confirmerRole === null) return startReview(stores, { record, estate, now });
  const kind = "callback.confirm";
  const open = await stores.duties.openOfCase(record.id);
  if (open.some((duty) => duty.kind === kind)) return;
  const isCallers = callback.caller !== null && callback.caller !== callback.enteredBy;
  const [duty] = await startDuties(stores, {
    record,
    estate,
    trigger: "callbackHeld",
    happenedAt: now,
    now,
    given: { kind, limit: null, owner: isCallers ? callback.caller : null },
  });
  if (!duty?.ownerUserid) return;
  await queueMessage(
    stores,
    {
      estateId: estate.id,
      key: `callbackConfirm:${callback.id}:${callback.version}`,
      target: { channel: "app", userid: duty.ownerUserid },
      content: plainText(confirmAsked({ record, callback, estate, now })),
      record,
    },
    now,
  );
}

/** A repair worth a second look is proposed to the supervisor, who decides (GAP-04). */
async function proposeSecond(stores: Stores, held: HeldCallback): Promise<void> {
  const { callback, record, context, told } = held;
  if (callback.kind !== "repair") return;
  const reason = secondCallbackReason(record, told.satisfaction);
  const planned = (await stores.callbacks.ofCase(record.id)).some(({ kind }) => kind === "repairSecond");
  if (reason !== "fault" || planned) return;
  await tellSupervisors(stores, {
    estate: context.estate,
    record,
    words: secondProposed(record),
    key: `callbackSecond:${callback.id}`,
    now: context.now,
  });
}

/**
 * Takes down a callback that was held (CBK-19…22), ends its clock, starts what follows, and acts on a bad answer
 * (CBK-24). Closes the matter when nothing is missing any more.
 */
export async function recordHeld(deps: DeskDeps, stores: Stores, held: HeldCallback): Promise<StaffAnswer> {
  const { record, context, told } = held;
  const { estate, member, message, now } = context;
  const callback = await save(stores, held);
  if (callback.evidenceInboundId !== null) await stores.attachments.linkToCase(message.id, record.id);
  await stores.ledger.append(record.id, {
    at: now,
    type: "callbackHeld",
    actor: member.userid,
    data: {
      callback: callback.kind,
      form: told.form,
      satisfaction: told.satisfaction,
      ...told.contents,
      words: told.words,
      remark: told.remark,
      onTime: now <= callback.dueAt,
    },
    inboundId: message.id,
    correctsId: null,
  });
  // Whoever was asked in person is not reminded in chat.
  await endQuestion(stores, record, { because: "calledBack" });
  const rest = (await stores.callbacks.ofCase(record.id)).filter(
    ({ kind, state }) => state === "planned" && kind === callback.kind,
  );
  if (rest.length === 0) await stores.duties.settle(record.id, [callbackDuty(callback.kind)], now);
  await startNextDuty(stores, held, callback);
  await proposeSecond(stores, held);
  const bad = told.satisfaction === "dissatisfied";
  if (bad) await actOnBadAnswer(deps, stores, { ...held, callback });
  // A bad answer has opened it again, unless it hangs on a contract or an event.
  const latest = (await stores.cases.find(record.id)) ?? record;
  const after = await closeWhenComplete(stores, { record: latest, estate, now });
  return { words: heldAnswer(after, callback, { bad }), done: true, caseId: record.id };
}
