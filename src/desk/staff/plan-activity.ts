import type { Callback } from "../../rules/callback.js";
import { type ReadActivity, readActivity } from "../../rules/callback-change.js";
import { ACTIVITY_PERCENT, wanted } from "../../rules/callback-draw.js";
import { mayPlanCallbacks } from "../../rules/callback-permissions.js";
import type { Settlement } from "../../rules/callback-plan.js";
import { sayLimit } from "../../rules/estate-time.js";
import { callerName } from "../../rules/wording/callback-wording.js";
import { planOne } from "../arrange-callbacks.js";
import { askForCallbacks } from "../ask-for-callbacks.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import { eventRecord } from "./event-record.js";
import { refused, type StaffAnswer } from "./run-staff-command.js";
import { noteStep } from "./step-notes.js";

/** The event as the record says it. */
function eventWords({ what, title, people }: ReadActivity) {
  const count = `${people}${what === "刊物" ? "份" : "人参加"}`;
  return { matter: `${what}「${title}」，${count}`, handling: `${what}已完成` };
}

async function planAll(stores: Stores, settlement: Settlement, people: number) {
  const { record } = settlement;
  const planned: Callback[] = [];
  for (let round = 1; round <= wanted(people, ACTIVITY_PERCENT); round += 1) {
    planned.push(await planOne(stores, settlement, { kind: "activity", round }));
  }
  await askForCallbacks(stores, settlement, planned);
  return stores.callbacks.ofCase(record.id);
}

/**
 * 回访计划 活动 中秋晚会 60人: an event that was held or a publication that went out is called back within a month,
 * one in ten of the participants (CBK-08, CBK-12, ACT-09, NOT-07).
 */
export async function planActivity(
  stores: Stores,
  context: StaffContext,
  words: string,
): Promise<StaffAnswer> {
  const { estate, member, now } = context;
  if (!mayPlanCallbacks(member)) return refused("活动和刊物的回访由客服主管来安排（CBK-01）。");
  const activity = readActivity(words);
  if (!activity) {
    return refused(
      "请写活动或刊物的名称和人数，例如「回访计划 活动 中秋晚会 60人」「回访计划 刊物 社区报 300份」。",
    );
  }
  const record = await stores.cases.open(eventRecord(eventWords(activity), context), now);
  await noteStep(stores, context, { record, type: "received", data: { words: record.matter } });
  await noteStep(stores, context, { record, type: "handled", data: { handling: record.handling } });
  const [first, ...others] = await planAll(stores, { record, estate, now }, activity.people);
  const by = first ? sayLimit(first.dueAt, now, estate.timezone) : "";
  const who = first ? callerName(first, estate) : "";
  return {
    words: `#${record.number} ${record.matter}：${who}在${by}前回访${others.length + 1}户（一成），每问一户回复「回访 ${record.number} 满意 信访 住户的原话」。`,
    done: true,
    caseId: record.id,
  };
}
