import { readAskedForms } from "../../rules/forms/form-span.js";
import { exportScope } from "../../rules/permissions.js";
import { departmentName } from "../../rules/wording/case-words.js";
import {
  EXPORT_FORMS,
  EXPORT_REFUSED,
  exportBegun,
  limitedExport,
} from "../../rules/wording/export-wording.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import { refused, type StaffAnswer } from "./run-staff-command.js";

/**
 * 导出 上月, 导出 10月 投诉: takes the request down; the files are made outside the transaction and go to the asker
 * 1:1 (ARC-11). A department head gets the own department's, telephones masked; others are told whom to ask.
 */
export async function askExport(
  stores: Stores,
  { estate, member, message, now, words }: StaffContext & { readonly words: string },
): Promise<StaffAnswer> {
  const scope = exportScope(member);
  if (scope === "none") return refused(EXPORT_REFUSED);
  const asked = readAskedForms(words, now, estate.timezone);
  if (!asked) return refused(EXPORT_FORMS);
  const { month, form } = asked;
  const department = scope === "all" ? null : scope;
  const request = {
    estateId: estate.id,
    period: month.id,
    askedBy: member.userid,
    at: now,
    form,
    department,
  };
  await stores.exports.ask(request, message.id);
  const limit = department ? [limitedExport(departmentName(estate, department))] : [];
  return {
    words: [exportBegun(month, form, message.inGroup), ...limit].join(""),
    done: true,
    caseId: null,
  };
}
