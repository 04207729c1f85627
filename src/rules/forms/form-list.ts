import type { CaseRecord } from "../case-record.js";
import type { CaseColumn } from "./case-forms.js";
import { COMPLAINT_COLUMNS, RECEPTION_COLUMNS, REPAIR_COLUMNS } from "./case-forms.js";

/** The forms of requirements §34 that a month is printed on. */
export const FORM_IDS = ["reception", "complaint", "repair", "callback"] as const;
/** One of them. */
export type FormId = (typeof FORM_IDS)[number];
/** Those whose rows are matters; each matter is on just one of them. */
export type CaseFormId = Exclude<FormId, "callback">;

/** As the SOP calls them. */
export const FORM_TITLES: Readonly<Record<FormId, string>> = {
  reception: "接待业主情况记录",
  complaint: "投诉登记处理记录",
  repair: "住户报修记录表",
  callback: "回访记录表",
};

/** Columns of the forms of matters. */
export const CASE_FORMS: Readonly<Record<CaseFormId, readonly CaseColumn[]>> = {
  reception: RECEPTION_COLUMNS,
  complaint: COMPLAINT_COLUMNS,
  repair: REPAIR_COLUMNS,
};

/** Form a matter is on: complaints and repairs have their own, everything else is a reception. */
export function formOf({ kind }: Pick<CaseRecord, "kind">): CaseFormId {
  return kind === "complaint" || kind === "repair" ? kind : "reception";
}

const SPOKEN: readonly (readonly [RegExp, FormId])[] = [
  [/^(?:客户)?投诉/, "complaint"],
  [/^(?:业主|住户)?(?:接待)/, "reception"],
  [/^(?:住户|业主)?(?:报修|维修)/, "repair"],
  [/^回访/, "callback"],
];

/** The form somebody names (投诉, 报修记录表 …); null for all (`全部` or nothing), undefined when it is none. */
export function readForm(words: string): FormId | null | undefined {
  const plain = words.replace(/[\s。，,.]+/g, "").replace(/^的/, "");
  if (/^(?:全部|所有|都要)?(?:的?(?:表格?|记录|报表))?$/.test(plain)) return null;
  return SPOKEN.find(([pattern]) => pattern.test(plain))?.[1];
}
