import { readAskedSpan } from "../../rules/figures/asked-span.js";
import { dayOf, soFar } from "../../rules/figures/report-span.js";
import { departmentScope } from "../../rules/permissions.js";
import { saySpan } from "../../rules/wording/figure-words.js";
import { reportMessages } from "../../rules/wording/report-lines.js";
import { askForReport } from "../answer-asked-report.js";
import { composeDay } from "../compose-day.js";
import { composePastDay } from "../compose-period.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import { refused, type StaffAnswer } from "./run-staff-command.js";

const FORMS = "汇总、汇总 昨天、汇总 上周、汇总 10月、汇总 2026年";

/**
 * 汇总: a day is answered at once, with the figures and words of the digest; longer periods are counted by the
 * sweep and sent 1:1, because a month may take seconds and a command holds the ledger.
 */
export async function summarise(
  stores: Stores,
  context: StaffContext & { readonly words: string },
): Promise<StaffAnswer> {
  const { estate, member, message, now, words } = context;
  const department = departmentScope(member);
  if (department === "none") return refused("您还没有归到部门，请联系主管。");
  const span = readAskedSpan(words, now, estate.timezone);
  if (!span) return refused(`没看懂要汇总哪一段。可以写：${FORMS}。`);
  const scope = { estateId: estate.id, department };
  if (span.kind !== "day") {
    const asked = { estateId: estate.id, userid: member.userid, department, spanId: span.id };
    await askForReport(stores, { ...asked, inboundId: message.id }, now);
    const period = saySpan(span, estate.timezone);
    return { words: `正在统计${period}，算好马上单独发给您。`, done: true, caseId: null };
  }
  const isToday = span.id === dayOf(now, estate.timezone).id;
  const request = { estate, scope, now, late: null, problems: [], asked: true };
  const { parts } = isToday
    ? await composeDay(stores, { ...request, span: soFar(span, now) })
    : await composePastDay(stores, { estate, scope, span, late: false, now });
  const [first = ""] = reportMessages(parts.flat(), "app");
  return { words: first, done: true, caseId: null };
}
