import type { Callback } from "../../rules/callback.js";
import { mayPlanCallbacks } from "../../rules/callback-permissions.js";
import { planCallback, type Settlement } from "../../rules/callback-plan.js";
import { type ReadVisits, readVisits } from "../../rules/visit-round.js";
import { visitMatter, visitsPlanned } from "../../rules/wording/visit-wording.js";
import { askForCallbacks } from "../ask-for-callbacks.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import { eventRecord } from "./event-record.js";
import { refused, type StaffAnswer } from "./run-staff-command.js";
import { noteStep } from "./step-notes.js";

/** Visits are no callbacks of settled matters: the share of home visits among those does not bear on them. */
const NO_SHARE = { all: 0, visits: 0 };

async function planAll(stores: Stores, settlement: Settlement, { households, dueAt }: ReadVisits) {
  const planned: Callback[] = [];
  for (let round = 1; round <= households; round += 1) {
    const choice = { kind: "visit", round, dueAt, share: NO_SHARE } as const;
    planned.push(await stores.callbacks.plan(planCallback(settlement, choice)));
  }
  await askForCallbacks(stores, settlement, planned);
  return stores.callbacks.ofCase(settlement.record.id);
}

/**
 * 回访计划 走访 3栋 24户 到2026-12-31: owners are visited, called or written to without anything having happened, to
 * learn how satisfied they are and what they need (CBK-28). One record, one duty, each household recorded by itself.
 */
export async function planVisits(stores: Stores, context: StaffContext, words: string): Promise<StaffAnswer> {
  const { estate, member, now } = context;
  if (!mayPlanCallbacks(member)) return refused("走访由客服主管来安排（CBK-01）。");
  const visits = readVisits(words, { estate, now });
  if (visits.kind === "problem") return refused(visits.words);
  const { title, households, dueAt } = visits;
  const matter = visitMatter(title, households);
  const record = await stores.cases.open(eventRecord({ matter, handling: "按计划走访住户" }, context), now);
  await noteStep(stores, context, { record, type: "received", data: { words: matter } });
  await noteStep(stores, context, { record, type: "handled", data: { handling: record.handling } });
  const planned = await planAll(stores, { record, estate, now }, visits);
  await noteStep(stores, context, {
    record,
    type: "callbackPlanned",
    data: {
      callback: "visit",
      form: "homeVisit",
      until: dueAt.toISOString(),
      requirement: "CBK-28",
      households,
    },
  });
  return { words: visitsPlanned(record, planned, { estate, now }), done: true, caseId: record.id };
}
