import type { CaseRecord } from "../../rules/case-record.js";
import { departmentScope } from "../../rules/permissions.js";
import { maskPhonesIn } from "../../rules/privacy.js";
import type { StaffCommand } from "../../rules/staff-commands.js";
import { auditTrail } from "../../rules/wording/audit-wording.js";
import { chatLine, missingWords } from "../../rules/wording/callback-wording.js";
import { noteLines } from "../../rules/wording/note-wording.js";
import { caseDetails, listLine } from "../../rules/wording/staff-wording.js";
import { callbackLines } from "../../rules/wording/visit-wording.js";
import { chatAnswer } from "../ask-for-callbacks.js";
import { auditOfCase } from "../audits/changes-after-sign-off.js";
import { missingFor } from "../close-when-complete.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import { callbacksOf } from "./run-callback-command.js";
import type { CaseCommand, StaffAnswer } from "./run-staff-command.js";
import { type PageAsked, todoPage } from "./todo-page.js";

/** Lines of a list that still read well on a phone. */
const LIST_LINES = 10;

/** 查: one matter, phones masked unless the one who accepted it asks 1:1 (design §5). */
export async function showCase(
  stores: Stores,
  show: CaseCommand<{ verb: "show"; number: number | null }>,
): Promise<StaffAnswer> {
  const { record, estate, member, message, now } = show;
  const duties = await stores.duties.openOfCase(record.id);
  const photos = await stores.attachments.countOfCase(record.id);
  const fullPhone = !message.inGroup && record.assignee === member.userid;
  const words = caseDetails({ record, estate, duties, dueAt: null, danger: null, photos, now, fullPhone });
  const notes = noteLines(await stores.ledger.ofCase(record.id), { estate, now, fullPhone });
  const trail = auditTrail(await auditOfCase(stores, record.id), { estate, now });
  const after = await afterwards(stores, show);
  return { words: [words, ...notes, ...after, ...trail].join("\n"), done: true, caseId: record.id };
}

/** What was called back, what is planned, and what the matter still lacks before it is closed (GEN-06). */
async function afterwards(
  stores: Stores,
  { record, estate, now }: Pick<CaseCommand<StaffCommand>, "record" | "estate" | "now">,
): Promise<string[]> {
  const callbacks = await stores.callbacks.ofCase(record.id);
  const lines = callbackLines(callbacks, record, { estate, now }).map(maskPhonesIn);
  const answer = await chatAnswer(stores, record);
  // An answer that was taken for the callback is said there.
  if (answer && !callbacks.some(({ form }) => form === "chat")) lines.unshift(maskPhonesIn(chatLine(answer)));
  const missing = await missingFor(stores, record, estate);
  return missing.length > 0 ? [...lines, `关闭前还差：${missingWords(missing)}`] : lines;
}

async function nextLimit(stores: Stores, record: CaseRecord): Promise<Date | null> {
  const duties = (await stores.duties.openOfCase(record.id)).filter((duty) => duty.pausedAt === null);
  return duties.length ? new Date(Math.min(...duties.map((duty) => duty.dueAt.getTime()))) : null;
}

async function list(
  stores: Stores,
  context: StaffContext,
  of: {
    title: string;
    filter: { department?: string; assignee?: string };
    empty: string;
    page?: number;
  },
): Promise<StaffAnswer> {
  const { estate, now } = context;
  const total = await stores.cases.countOpen(estate.id, of.filter);
  if (total === 0) return { words: of.empty, done: true, caseId: null };
  const { page = 1 } = of;
  const pages = Math.ceil(total / LIST_LINES);
  if (page > pages) {
    const last = pages === 1 ? "只有一页" : `一共${pages}页`;
    return {
      words: `${of.title}${last}，没有第${page}页了。看单件请回复「查 编号」。`,
      done: true,
      caseId: null,
    };
  }
  const before = (page - 1) * LIST_LINES;
  const records = (await stores.cases.listOpen(estate.id, of.filter, before + LIST_LINES)).slice(before);
  const lines: string[] = [];
  for (const record of records) {
    lines.push(listLine(record, estate, { dueAt: await nextLimit(stores, record), now }));
  }
  const rest = total - before - records.length;
  const next = of.page === undefined ? "回复「查 编号」看单件" : `回复「${of.title} ${page + 1}」看下一页`;
  const more = rest > 0 ? [`另有${rest}件，${next}。`] : [];
  const count = page > 1 ? `${total}件，第${page}页` : `${total}件`;
  return { words: [`${of.title}（${count}）`, ...lines, ...more].join("\n"), done: true, caseId: null };
}

/** 待办: what the member's department has not finished, oldest first, a page at a time; the desk sees all departments. */
export async function listTodo(
  stores: Stores,
  { asked, ...context }: StaffContext & { readonly asked: PageAsked | undefined },
): Promise<StaffAnswer> {
  const scope = departmentScope(context.member);
  if (scope === "none") {
    return { words: "您还没有归到部门，请联系主管。回复「我的」看您接的事。", done: false, caseId: null };
  }
  const filter = scope === null ? {} : { department: scope };
  const page = await todoPage(stores, context, asked);
  return list(stores, context, { title: "待办", filter, empty: "没有未办完的事。", page });
}

/** 我的: what the member accepted and has not finished, and whom they are to call back. */
export async function listMine(stores: Stores, context: StaffContext): Promise<StaffAnswer> {
  const filter = { assignee: context.member.userid };
  const calls = await callbacksOf(stores, context);
  const numbers = calls.map(({ number }) => `#${number}`).join("、");
  const owed = calls.length > 0 ? `要您回访的：${numbers}。单独回复「回访 编号」。` : "";
  const mine = await list(stores, context, { title: "我接的", filter, empty: "您手上没有未办完的事。" });
  return owed ? { ...mine, words: `${mine.words}\n${owed}` } : mine;
}
