import type { CallbackCommand } from "../../rules/callback-commands.js";
import type { CaseRecord } from "../../rules/case-record.js";
import type { StaffCommand } from "../../rules/staff-commands.js";
import type { DeskDeps } from "../desk-deps.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import { adjustCallback } from "./adjust-callback.js";
import { confirmCallback } from "./confirm-callback.js";
import { holdCallback } from "./hold-callback.js";
import { listCallbackPlan } from "./list-callback-plan.js";
import { planActivity } from "./plan-activity.js";
import { planVisits } from "./plan-visits.js";
import { reviewCallback } from "./review-callback.js";
import type { CaseCommand, StaffAnswer } from "./run-staff-command.js";

type OnRecord = Exclude<CallbackCommand, { verb: "fileCallbacks" }>;

/** The commands about callbacks of one matter. */
export function runCallbackCommand(
  deps: DeskDeps,
  stores: Stores,
  asked: CaseCommand<OnRecord>,
): Promise<StaffAnswer> {
  const { command } = asked;
  switch (command.verb) {
    case "holdCallback":
      return holdCallback(deps, stores, { ...asked, command });
    case "planCallbacks":
      return adjustCallback(stores, { ...asked, command });
    case "reviewCallback":
      return reviewCallback(stores, { ...asked, command });
    case "confirmCallback":
      return confirmCallback(stores, { ...asked, command });
  }
}

/** 回访计划 without a number: the week's plan, an event or a round of visits; null for everything else. */
export function runCallbackList(
  stores: Stores,
  context: StaffContext,
  command: StaffCommand,
): Promise<StaffAnswer> | null {
  if (command.verb !== "planCallbacks" || command.number !== null) return null;
  const words = command.words.trim();
  if (words.startsWith("走访")) return planVisits(stores, context, words);
  return /^(?:活动|刊物)/.test(words)
    ? planActivity(stores, context, words)
    : listCallbackPlan(stores, context);
}

/** Callbacks looked through for those of one member. */
const MOST = 200;
const HORIZON_MILLIS = 60 * 86_400_000;

/** The matters a member has to call back on: what is meant when they leave the number out. */
export async function callbacksOf(stores: Stores, context: StaffContext): Promise<readonly CaseRecord[]> {
  const { estate, member, now } = context;
  const before = new Date(now.getTime() + HORIZON_MILLIS);
  const own = (await stores.callbacks.planned(estate.id, before, MOST)).filter(
    ({ caller, startsAt }) => caller === member.userid && startsAt <= now,
  );
  return stores.cases.findAll([...new Set(own.map(({ caseId }) => caseId))]);
}
