import { instantAt, wallClock } from "../../rules/estate-time.js";
import { departmentScope } from "../../rules/permissions.js";
import { listLine } from "../../rules/wording/staff-wording.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import type { StaffAnswer } from "./run-staff-command.js";

/** Oldest matters a summary names. */
const NAMED = 3;
const MOST_RECORDS = 500;

/** 汇总: how today stands right now, of the own department or, for the desk, of all. */
export async function summariseNow(stores: Stores, context: StaffContext): Promise<StaffAnswer> {
  const { estate, member, now } = context;
  const scope = departmentScope(member);
  if (scope === "none") {
    return { words: "您还没有归到部门，请联系主管。", done: false, caseId: null };
  }
  const filter = scope === null ? {} : { department: scope };
  const dayStart = instantAt({ ...wallClock(now, estate.timezone), hour: 0, minute: 0 }, estate.timezone);
  const counts = await stores.cases.countsSince(estate.id, { ...filter, since: dayStart });
  const open = await stores.cases.listOpen(estate.id, filter, MOST_RECORDS);
  let late = 0;
  const lines: string[] = [];
  for (const record of open) {
    const dues = (await stores.duties.openOfCase(record.id)).map(({ dueAt }) => dueAt.getTime());
    const dueAt = dues.length > 0 ? new Date(Math.min(...dues)) : null;
    if (dueAt && dueAt <= now) late += 1;
    if (lines.length < NAMED) lines.push(listLine(record, estate, { dueAt, now }));
  }
  const waiting = open.filter(({ assignee }) => !assignee).length;
  const head = `今天到现在：新到${counts.received}件，办结${counts.handled}件。在办${open.length}件，其中没人接${waiting}件、已超时${late}件。`;
  const oldest = lines.length > 0 ? ["等得最久的：", ...lines] : [];
  return { words: [head, ...oldest].join("\n"), done: true, caseId: null };
}
