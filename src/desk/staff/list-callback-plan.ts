import { monthAround } from "../../rules/callback-draw.js";
import { mayReadPlan } from "../../rules/callback-permissions.js";
import { shareOf } from "../../rules/callback-plan.js";
import { isDesk, seesAllDepartments } from "../../rules/permissions.js";
import { weekPlan } from "../../rules/wording/callback-plan-wording.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import { refused, type StaffAnswer } from "./run-staff-command.js";

const WEEK_MILLIS = 7 * 86_400_000;
/** Callbacks looked through; the list itself shows fewer. */
const MOST = 1000;

/**
 * 回访计划: who calls whom by when in the week to come, in which form, and whether home visits are short (CBK-01,
 * CBK-17). A department head sees those of the own department's complaints.
 */
export async function listCallbackPlan(stores: Stores, context: StaffContext): Promise<StaffAnswer> {
  const { estate, member, now } = context;
  if (!mayReadPlan(member)) return refused("回访计划由客服主管安排。您的回访任务我会单独发给您。");
  const before = new Date(now.getTime() + WEEK_MILLIS);
  const all = await stores.callbacks.planned(estate.id, before, MOST);
  const sees = isDesk(member) || seesAllDepartments(member);
  // Households of a round of visits share its line.
  const matters = all.filter(({ kind }) => kind !== "visit");
  const own = sees ? matters : matters.filter(({ caller }) => caller === member.userid);
  const rounds = sees ? await stores.callbacks.openRounds(estate.id) : [];
  const shown = [...own, ...rounds].map(({ caseId }) => caseId);
  const records = await stores.cases.findAll([...new Set(shown)]);
  const month = monthAround(now, estate.timezone);
  const share = shareOf(await stores.callbacks.ofSettlements(estate.id, month));
  const words = weekPlan({ callbacks: own, records, rounds, share, before, estate, now });
  return { words, done: true, caseId: null };
}
