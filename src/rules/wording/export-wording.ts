import type { ReportSpan } from "../figures/report-span.js";
import { FORM_TITLES, type FormId } from "../forms/form-list.js";
import { sayMonth } from "../forms/form-span.js";

type Month = Pick<ReportSpan, "id">;

const formName = (form: FormId | null) => (form ? FORM_TITLES[form] : "各类记录表");

/** Answer to 导出: what is being made; `aside` when it was asked in a group, which gets no file. */
export function exportBegun(month: Month, form: FormId | null, aside: boolean): string {
  const how = aside ? "做好后单独发给您，不发在群里。" : "做好后发给您。";
  return `好的，正在导出${sayMonth(month)}的${formName(form)}，${how}`;
}

/** Before the files of a department head, whose telephones are masked. */
export function limitedExport(department: string): string {
  return `只含${department}的记录，电话已打码。`;
}

/** Said with the files. */
export function exportReady(files: number, month: Month): string {
  return `${sayMonth(month)}的记录表做好了，共${files}个文件。内有住户信息，请妥善保管，不要转发。`;
}

/** A month, or a form of it, without a single record. */
export function nothingToExport(month: Month, form: FormId | null): string {
  return `${sayMonth(month)}没有${form ? `${FORM_TITLES[form]}的内容` : "任何记录"}，所以没有文件。`;
}

/** The platform takes 20 MB: where the file lies instead. */
export function exportTooLarge(file: { readonly name: string; readonly path: string }, days: number): string {
  return `「${file.name}」超过20MB，企业微信发不了。文件在服务器的 ${file.path}，请管理员在${days}天内取出。`;
}

/** Nothing could be made, several times over: what the asker can do, in words that work when they are sent. */
export function exportFailed(month: Month, form: FormId | null): string {
  const again = ["导出", month.id, ...(form ? [FORM_TITLES[form]] : [])].join(" ");
  return `抱歉，${sayMonth(month)}的${formName(form)}试了几次都没有导出来，这次先停下了。请过一会儿再发「${again}」，我重新做；如果还是不行，请联系系统管理员查看。`;
}

/** Who may ask. */
export const EXPORT_REFUSED =
  "导出由主管、经理、档案管理员来做，部门负责人可以导出本部门的。请向主管要这份记录。";

/** What may be asked. */
export const EXPORT_FORMS =
  "请写月份，可以加表名，例如「导出 上月」「导出 10月 投诉」「导出 2026-10 报修」。表名有：接待、投诉、报修、回访。";
