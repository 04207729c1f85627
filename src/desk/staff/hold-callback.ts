import { type Callback, type CallbackForm, FORM_NAMES } from "../../rules/callback.js";
import type { CallbackWordsCommand } from "../../rules/callback-commands.js";
import { callbackRefusal } from "../../rules/callback-permissions.js";
import { sampledKind } from "../../rules/callback-plan.js";
import { callbackRule } from "../../rules/callback-table.js";
import { type ReadCallback, readCallbackWords } from "../../rules/callback-words.js";
import { isOpen } from "../../rules/case-record.js";
import { sayMoment } from "../../rules/estate-time.js";
import { callbackName } from "../../rules/wording/callback-wording.js";
import { visitExample } from "../../rules/wording/visit-wording.js";
import { planOne } from "../arrange-callbacks.js";
import type { DeskDeps } from "../desk-deps.js";
import type { Stores } from "../ports.js";
import { correctCallback } from "./correct-callback.js";
import { startGuide } from "./guide-callback.js";
import { recordHeld } from "./record-held-callback.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";

type Hold = CaseCommand<CallbackWordsCommand>;

const fits = (callback: Callback, form: CallbackForm) =>
  callback.form === form || callbackRule(callback.kind).forms.includes(form);

/** Which of several planned callbacks is meant: the one of that form, else the one that is due first. */
function meant(planned: readonly Callback[], form: CallbackForm | null): Callback | null {
  const sorted = [...planned].sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || a.id - b.id);
  return (form && sorted.find((callback) => fits(callback, form))) || (sorted[0] ?? null);
}

/** A callback nobody had planned: somebody asked all the same, and it counts. */
async function unplanned(stores: Stores, { record, estate, now }: Hold, callbacks: readonly Callback[]) {
  if (callbacks.some(({ state }) => state === "done")) return null;
  const kind = record.kind === "complaint" ? "complaintCall" : sampledKind(record);
  return planOne(stores, { record, estate, now }, { kind });
}

/** Why the form may not be used, or null: another than the rule names needs a remark (CBK-18). */
function formRefusal(callback: Callback, read: ReadCallback, number: number): string | null {
  if (read.form === null || read.remark !== null || fits(callback, read.form)) return null;
  const named = callbackRule(callback.kind)
    .forms.map((form) => FORM_NAMES[form])
    .join("或");
  return `${callbackName(callback)}规定的方式是${named}（CBK-18）。改用${FORM_NAMES[read.form]}请写原因，例如「回访 ${number} 满意 ${FORM_NAMES[read.form]} 备注住户要求 住户的原话」。`;
}

async function findCallback(stores: Stores, hold: Hold, form: CallbackForm | null) {
  const { record, now } = hold;
  const callbacks = await stores.callbacks.ofCase(record.id);
  const planned = callbacks.filter(({ state }) => state === "planned");
  const begun = planned.filter(({ startsAt }) => startsAt <= now);
  const [later] = planned;
  if (begun.length > 0) return { callback: meant(begun, form), later: null };
  if (later) return { callback: null, later };
  return { callback: await unplanned(stores, hold, callbacks), later: null };
}

/**
 * 回访: what the resident said when they were called back (CBK-19…22). With an assessment it is taken down at
 * once; without, the app asks step by step, 1:1 only because the number stands there.
 */
export async function holdCallback(deps: DeskDeps, stores: Stores, hold: Hold): Promise<StaffAnswer> {
  const { record, estate, member, message, command, now } = hold;
  const { number } = record;
  if (isOpen(record)) {
    return refused(`#${number} 还没有办结，办结以后再回访。进展请用「备注 ${number} …」。`, record);
  }
  const correction = /^更正[\s:：,，]*(.*)$/su.exec(command.words.trim());
  if (correction) return correctCallback(deps, stores, { hold, words: correction[1] ?? "" });
  const read = readCallbackWords(command.words);
  const { callback, later } = await findCallback(stores, hold, read.form);
  if (later) {
    const from = sayMoment(later.startsAt, now, estate.timezone);
    return refused(`#${number} 的${callbackName(later)}${from}才开始，到时我会请您。`, record);
  }
  if (!callback) {
    return refused(
      `#${number} 已经回访过，「查 ${number}」可以看。记错了请写「回访 ${number} 更正 …」。`,
      record,
    );
  }
  const refusal = callbackRefusal(member, { callback, record, estate });
  if (refusal) return refused(refusal, record);
  const wrongForm = formRefusal(callback, read, number);
  if (wrongForm) return refused(wrongForm, record);
  if (read.satisfaction === null) {
    if (callback.kind === "visit") return refused(visitExample(number), record);
    if (!message.inGroup) return startGuide(stores, { hold, callback, read });
    return refused(
      `请写住户满不满意，例如「回访 ${number} 满意 ${FORM_NAMES[callback.form]} 住户的原话」；要电话和一步步问，请单独给我回复「回访 ${number}」。`,
      record,
    );
  }
  const { satisfaction, remark, words } = read;
  const told = { satisfaction, form: read.form ?? callback.form, remark, contents: null, words };
  return recordHeld(deps, stores, { callback, record, context: hold, told });
}
