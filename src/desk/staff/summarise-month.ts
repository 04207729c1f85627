import { maySummarise } from "../../rules/audit-permissions.js";
import { periodAt, readPeriod } from "../../rules/periods.js";
import { COMMAND_FORMS } from "../../rules/staff-commands.js";
import { sayPeriod, summaryKnown, summaryNoted, whoHolds } from "../../rules/wording/period-wording.js";
import { LostRace } from "../errors.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import { refused, type StaffAnswer } from "./run-staff-command.js";

/** 小结: the summary of a month was handed in, to whom; its clock ends (DL-67). Without a month, the last one. */
export async function summariseMonth(
  stores: Stores,
  { estate, member, message, now, words }: StaffContext & { readonly words: string },
): Promise<StaffAnswer> {
  const place = { estate, now };
  if (!maySummarise(member))
    return refused(`部门小结由${whoHolds(["archivist", "supervisor"], estate)}来交。`);
  const [first = "", ...others] = words.trim().split(/[\s,，]+/);
  const named = readPeriod(first, now, estate.timezone);
  const period = named ?? periodAt("month", now, { timezone: estate.timezone, later: -1 });
  if (period.kind !== "month") return refused(`小结按月来交，例如「${COMMAND_FORMS.monthSummary}」。`);
  if (now < period.to) return refused(`${sayPeriod(period, place)}还没有结束，月底以后再交。`);
  const of = { estateId: estate.id, kind: "summary", period: period.id } as const;
  const known = await stores.audits.find(of);
  if (known) return refused(summaryKnown(period, known, place));
  const remark = (named ? others.join(" ") : words.trim()) || null;
  const signed = await stores.audits.sign({ ...of, userid: member.userid, at: now, remark, lastEntryId: 0 });
  if (!signed) throw new LostRace(`summary of ${period.id}`);
  await stores.periods.settle({ estateId: estate.id, kind: "report.summary", subject: period.id }, now);
  await stores.acts.note({
    estateId: estate.id,
    userid: member.userid,
    verb: "monthSummary",
    inboundId: message.id,
    caseId: null,
    noticeId: null,
    subject: `summary:${period.id}`,
    records: [],
    clocks: [],
    at: now,
  });
  return { words: summaryNoted(period, place), done: true, caseId: null };
}
