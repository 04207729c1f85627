import type { Period } from "../../rules/periods.js";
import type { PeriodKind } from "../../rules/sop-periods.js";
import { sayPeriod } from "../../rules/wording/period-wording.js";
import { periodExplanation } from "../../rules/wording/why-wording.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import { refused, type StaffAnswer } from "./run-staff-command.js";

/** 审核 昨日 为什么: from when to when the clock of a period runs, and who was told when (design §1.8). */
export async function explainPeriod(
  stores: Stores,
  { estate, now }: StaffContext,
  of: { kind: PeriodKind; period: Period },
): Promise<StaffAnswer> {
  const duty = await stores.periods.find({ estateId: estate.id, kind: of.kind, subject: of.period.id });
  if (!duty)
    return refused(
      `${sayPeriod(of.period, { estate, now })}没有单独的审核任务：没有新的或变动的记录，或者并入了下一次。`,
    );
  const nudges = await stores.nudges.ofDuties([duty.id]);
  const keys = [...new Set(nudges.flatMap(({ messageKey }) => (messageKey ? [messageKey] : [])))];
  const deliveries = await stores.nudges.deliveries(keys);
  return { words: periodExplanation(duty, { estate, nudges, deliveries, now }), done: true, caseId: null };
}
