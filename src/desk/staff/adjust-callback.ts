import { type Callback, FORM_NAMES } from "../../rules/callback.js";
import { type PlanChange, readPlanChange } from "../../rules/callback-change.js";
import type { CallbackWordsCommand } from "../../rules/callback-commands.js";
import { assignmentRefusal, mayPlanCallbacks, mayReadPlan } from "../../rules/callback-permissions.js";
import { callbackDuty, callbackRule } from "../../rules/callback-table.js";
import { sayLimit } from "../../rules/estate-time.js";
import { matterPlan } from "../../rules/wording/callback-plan-wording.js";
import { callbackLine, callbackName } from "../../rules/wording/callback-wording.js";
import { staffName } from "../../rules/wording/case-words.js";
import { askForCallbacks } from "../ask-for-callbacks.js";
import { LostRace } from "../errors.js";
import type { Stores } from "../ports.js";
import { dropCallback } from "./drop-callback.js";
import { planFirstAid, planSecond, planSpecial } from "./plan-service.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";
import { noteStep } from "./step-notes.js";

export type Adjust = CaseCommand<CallbackWordsCommand>;
type Change = Extract<PlanChange, { kind: "change" }>;

/** The planned callback a change is about: that of the form, else the one that is due first. */
function meant(planned: readonly Callback[], form: Callback["form"] | null): Callback | undefined {
  const sorted = [...planned].sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || a.id - b.id);
  const named = form ? sorted.find(({ kind }) => callbackRule(kind).forms.includes(form)) : undefined;
  return named ?? sorted[0];
}

/** Why the change cannot be, or null: nobody later than the SOP says, nobody without the right to call. */
function changeRefusal(adjust: Adjust, callback: Callback, change: Change): string | null {
  const { record, estate, now } = adjust;
  const { dueAt, caller } = change;
  const name = callbackName(callback);
  if (dueAt && dueAt > callback.dueAt) {
    return `${name}最晚${sayLimit(callback.dueAt, now, estate.timezone)}前（${callback.requirement}），不能再往后。`;
  }
  if (dueAt && (dueAt <= now || dueAt <= callback.startsAt)) {
    return `这个时间太早，${name}还来不及做，请写一个以后的时间。`;
  }
  const member = caller ? estate.staff.find(({ userid }) => userid === caller) : undefined;
  return member ? assignmentRefusal(member, { callback, record, estate }) : null;
}

async function change(stores: Stores, adjust: Adjust, wanted: Change): Promise<StaffAnswer> {
  const { record, estate, now } = adjust;
  const { number } = record;
  const planned = (await stores.callbacks.ofCase(record.id)).filter(({ state }) => state === "planned");
  const callback = meant(planned, wanted.form);
  if (!callback) {
    return refused(`#${number} 没有待做的回访可以改。要加一次请写「回访计划 ${number} 第二次」。`, record);
  }
  const refusal = changeRefusal(adjust, callback, wanted);
  if (refusal) return refused(refusal, record);
  const form = wanted.form ?? callback.form;
  const named = callbackRule(callback.kind).forms.includes(form);
  const changed = await stores.callbacks.update(callback, {
    form,
    formRemark: named ? wanted.remark : (wanted.remark ?? callback.formRemark ?? "主管安排"),
    caller: wanted.caller ?? callback.caller,
    dueAt: wanted.dueAt ?? callback.dueAt,
    dutyId: null,
  });
  if (!changed) throw new LostRace(`callback ${callback.id}`);
  await stores.duties.cancel(record.id, [callbackDuty(callback.kind)], now);
  await noteStep(stores, adjust, {
    record,
    type: "callbackPlanned",
    data: {
      callback: changed.kind,
      form,
      caller: changed.caller,
      until: changed.dueAt.toISOString(),
      remark: changed.formRemark,
    },
  });
  await askForCallbacks(stores, { record, estate, now }, [changed]);
  const after = (await stores.callbacks.find(changed.id)) ?? changed;
  const told = after.dutyId !== null && after.caller ? `，已通知${staffName(estate, after.caller)}` : "";
  return {
    words: `#${number} 已改：${callbackLine(after, { estate, now })}${told}。`,
    done: true,
    caseId: record.id,
  };
}

/**
 * 回访计划 42 …: the supervisor looks at the callbacks of a matter and changes form, caller or day, adds a second
 * one, marks a service of its own, or takes one off (CBK-01, CBK-05…07, CBK-13).
 */
export async function adjustCallback(stores: Stores, adjust: Adjust): Promise<StaffAnswer> {
  const { record, estate, member, command, now } = adjust;
  const wanted = readPlanChange(command.words, { estate, now });
  if (wanted.kind === "show") {
    if (!mayReadPlan(member)) return refused("回访计划由客服主管安排。", record);
    const callbacks = await stores.callbacks.ofCase(record.id);
    return { words: matterPlan(record, callbacks, { estate, now }), done: true, caseId: record.id };
  }
  if (!mayPlanCallbacks(member)) {
    return refused(
      `回访计划由客服主管来改（CBK-01）。您的建议请写「备注 ${record.number} 建议${FORM_NAMES.homeVisit}」。`,
      record,
    );
  }
  switch (wanted.kind) {
    case "problem":
      return refused(`${wanted.words}。还没有改动。`.replace("。。", "。"), record);
    case "cancel":
      return dropCallback(stores, adjust, wanted.reason);
    case "second":
      return planSecond(stores, adjust);
    case "firstAid":
      return planFirstAid(stores, adjust);
    case "special":
      return planSpecial(stores, adjust, wanted);
    case "change":
      return change(stores, adjust, wanted);
  }
}
