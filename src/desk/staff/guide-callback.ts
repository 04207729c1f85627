import { type Callback, FORM_NAMES } from "../../rules/callback.js";
import type { CallbackWordsCommand } from "../../rules/callback-commands.js";
import { isCommandAmidAnswers, readGuideAnswer, stepOf, toldBy } from "../../rules/callback-guide.js";
import type { ReadCallback } from "../../rules/callback-words.js";
import { callbackTask, guideQuestion, notReached } from "../../rules/wording/callback-wording.js";
import { chatAnswer } from "../ask-for-callbacks.js";
import type { DeskDeps } from "../desk-deps.js";
import { LostRace } from "../errors.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import { recordHeld } from "./record-held-callback.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";

/** Ends whatever the member was being led through before: one record at a time. */
async function stopOther(stores: Stores, userid: string, callback: Callback): Promise<void> {
  const other = await stores.callbacks.guidedBy(userid);
  if (!other || other.id === callback.id) return;
  if (!(await stores.callbacks.update(other, { guidedBy: null, guide: null }))) {
    throw new LostRace(`callback ${other.id}`);
  }
}

/** 回访 42 alone, 1:1: number, what happened and what to say, then the first question (CBK-19). */
export async function startGuide(
  stores: Stores,
  at: { hold: CaseCommand<CallbackWordsCommand>; callback: Callback; read: ReadCallback },
): Promise<StaffAnswer> {
  const { hold, callback, read } = at;
  const { record, estate, member, now } = hold;
  await stopOther(stores, member.userid, callback);
  const form = read.form ?? callback.form;
  const guide = { form, remark: read.remark, answers: [] };
  if (!(await stores.callbacks.update(callback, { guidedBy: member.userid, guide }))) {
    throw new LostRace(`callback ${callback.id}`);
  }
  const task = callbackTask({
    record,
    callbacks: [{ ...callback, form, caller: member.userid }],
    answer: await chatAnswer(stores, record),
    estate,
    now,
  });
  const words = [
    task.split("\n").slice(0, -1).join("\n"),
    `按${FORM_NAMES[form]}记，问完一步步回我；不记了回复「取消」。`,
    guideQuestion("quality", record.number),
  ].join("\n\n");
  return { words, done: true, caseId: record.id };
}

/** A short answer to a question is no command, a command with its number is one. */
function answerIn({ message }: StaffContext): string | null {
  if (message.inGroup || message.content.type !== "text") return null;
  return isCommandAmidAnswers(message.content.text) ? null : message.content.text;
}

/**
 * Takes what a member writes 1:1 as the answer to the question of a record they are being led through; null when
 * there is none, or when it is a command. 取消 leaves everything as it was; the last answer takes the record down.
 */
export async function continueGuide(
  deps: DeskDeps,
  stores: Stores,
  context: StaffContext,
): Promise<StaffAnswer | null> {
  const text = answerIn(context);
  const callback = text === null ? null : await stores.callbacks.guidedBy(context.member.userid);
  if (text === null || !callback?.guide || callback.estateId !== context.estate.id) return null;
  const record = await stores.cases.find(callback.caseId);
  const step = stepOf(callback.guide);
  if (!record || !step) return null;
  const reading = readGuideAnswer(step, text);
  if (reading.kind === "unclear") {
    return refused(`这一步要选一个。\n${guideQuestion(step, record.number)}`, record);
  }
  if (reading.kind === "unreached") return refused(notReached(step, record.number), record);
  const stops = reading.kind === "stop";
  const guide = stops ? null : { ...callback.guide, answers: [...callback.guide.answers, reading.value] };
  const led = await stores.callbacks.update(callback, stops ? { guidedBy: null, guide } : { guide });
  if (!led) throw new LostRace(`callback ${callback.id}`);
  if (!guide) {
    const words = `好，#${record.number} 的回访没有记。要记再回复「回访 ${record.number}」。`;
    return { words, done: true, caseId: record.id };
  }
  const next = stepOf(guide);
  if (next) return { words: guideQuestion(next, record.number), done: true, caseId: record.id };
  const told = toldBy(guide);
  if (!told) return null;
  const { form, remark } = guide;
  return recordHeld(deps, stores, { callback: led, record, context, told: { ...told, form, remark } });
}
