import type { Estate } from "../estate.js";
import type { ReportSpan } from "../figures/report-span.js";
import type { FormId } from "../forms/form-list.js";
import { sayMonth } from "../forms/form-span.js";

/** Sheets beside the forms themselves. */
export const SHEET_TITLES = { statistics: "客户投诉统计", ledger: "台账明细" } as const;

/** Below the last row, for whoever signs the print. */
export const CLOSING_LINE = "制表：　　　　　　　　审核：　　　　　　　　负责人：　　　　　　　　日期：";

const COUNTED: Readonly<Record<FormId, string>> = {
  reception: "按接待时间统计；投诉、报修另有记录表",
  complaint: "按投诉时间统计",
  repair: "按报修时间统计",
  callback: "已回访的按回访时间、未回访的按回访时限统计",
};

/** What the rows of a form are, and from when to when: both ends are said, because the second is not included. */
export function formNote(
  form: FormId,
  month: ReportSpan,
  { name, timezone }: Pick<Estate, "name" | "timezone">,
): string {
  const zone = timezone === "Asia/Shanghai" ? "北京时间" : `${timezone} 当地时间`;
  return `${name}　${sayMonth(month)}　${COUNTED[form]}（1日0点起，次月1日0点前，${zone}）`;
}
