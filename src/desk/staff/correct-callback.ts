import { SATISFACTION_NAMES } from "../../rules/callback.js";
import type { CallbackWordsCommand } from "../../rules/callback-commands.js";
import { readCallbackWords } from "../../rules/callback-words.js";
import { callbackName } from "../../rules/wording/callback-wording.js";
import type { DeskDeps } from "../desk-deps.js";
import { LostRace } from "../errors.js";
import type { Stores } from "../ports.js";
import { actOnBadAnswer } from "./act-on-bad-answer.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";

/**
 * 回访 … 更正: whoever wrote a record corrects it until it is reviewed. The old words stay in the ledger, and the
 * correction names them (GEN-05). An assessment that turns out bad opens the matter again.
 */
export async function correctCallback(
  deps: DeskDeps,
  stores: Stores,
  { hold, words }: { hold: CaseCommand<CallbackWordsCommand>; words: string },
): Promise<StaffAnswer> {
  const { record, member, message, now } = hold;
  const { number } = record;
  const own = (await stores.callbacks.ofCase(record.id)).filter(
    ({ state, enteredBy }) => state === "done" && enteredBy === member.userid,
  );
  const callback = own.at(-1);
  if (!callback) return refused(`#${number} 没有您记的回访可以更正。`, record);
  if (callback.reviewedAt) {
    return refused(`#${number} 的回访主管已写意见，不能再改。请写「备注 ${number} …」说明。`, record);
  }
  const read = readCallbackWords(words);
  if (read.satisfaction === null) {
    return refused(`请写更正后的结果，例如「回访 ${number} 更正 不满意 电话 住户的原话」。`, record);
  }
  const told = {
    satisfaction: read.satisfaction,
    form: read.form ?? callback.form,
    remark: read.remark ?? callback.formRemark,
    contents: callback.contents,
    words: read.words || (callback.words ?? ""),
  };
  const { satisfaction, form, remark: formRemark } = told;
  const changes = { satisfaction, form, formRemark, words: told.words, confirmedBy: null, confirmedAt: null };
  const corrected = await stores.callbacks.update(callback, changes);
  if (!corrected) throw new LostRace(`callback ${callback.id}`);
  const entries = await stores.ledger.ofCase(record.id);
  const wrong = entries.findLast(
    ({ type, actor, data }) =>
      type === "callbackHeld" && actor === member.userid && data.callback === callback.kind,
  );
  await stores.ledger.append(record.id, {
    at: now,
    type: "callbackHeld",
    actor: member.userid,
    data: { callback: callback.kind, form, satisfaction, words: told.words, remark: formRemark },
    inboundId: message.id,
    correctsId: wrong?.id ?? null,
  });
  const turnedBad = satisfaction === "dissatisfied" && callback.satisfaction !== "dissatisfied";
  if (turnedBad) await actOnBadAnswer(deps, stores, { callback: corrected, record, context: hold, told });
  const bad = turnedBad ? "住户不满意，已报管理处主任，按规定重新处理。" : "";
  return {
    words: `#${number} ${callbackName(callback)}已更正为${SATISFACTION_NAMES[satisfaction]}，原来写的也留着。${bad}`,
    done: true,
    caseId: record.id,
  };
}
