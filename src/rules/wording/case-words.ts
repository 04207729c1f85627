import type { CaseKind, CaseRecord, CaseStatus, ComplaintClass } from "../case-record.js";
import { DEPARTMENT_NAMES, type ResponsibleDepartment } from "../departments.js";
import { type Estate, findStaff } from "../estate.js";
import { shortQuote } from "./quote.js";

export const KIND_NAMES: Readonly<Record<CaseKind, string>> = {
  complaint: "投诉",
  repair: "报修",
  request: "求助办理",
  enquiry: "咨询",
  suggestion: "建议",
  praise: "表扬",
  unclear: "待分类",
};

export const CLASS_NAMES: Readonly<Record<ComplaintClass, string>> = {
  minor: "轻微",
  important: "重要",
  major: "重大",
};

export const STATUS_NAMES: Readonly<Record<CaseStatus, string>> = {
  recorded: "待接单",
  accepted: "处理中",
  handled: "已处理，待回访",
  closed: "已关闭",
  unresolvable: "无法解决，已关闭",
};

/** Department as this estate calls it. */
export function departmentName(estate: Estate, department: ResponsibleDepartment): string {
  if (department === "external") return DEPARTMENT_NAMES.external;
  return estate.departments[department]?.name ?? DEPARTMENT_NAMES[department];
}

/** A member's name, or the userid when the estate file no longer knows it. */
export function staffName(estate: Estate, userid: string): string {
  return findStaff(estate, userid)?.name ?? userid;
}

/** A place as people read it: a building alone gets its word (5栋), a flat stays as it is (3-2-502). */
export function placeName(room: string): string {
  return /^\d{1,2}$/.test(room) ? `${room}栋` : room;
}

/** `3-2-502 厨房漏水`: how a matter is called in a line. A room the words name already is not said twice. */
export function matterLine(record: Pick<CaseRecord, "room" | "matter">, maxCharacters = 24): string {
  const matter = shortQuote(record.matter, maxCharacters);
  const unit = record.room?.split("-").at(-1);
  return record.room && unit && !matter.includes(unit) ? `${placeName(record.room)} ${matter}` : matter;
}

/** The record with its drafted line for the matter where there is one: for staff, who read many of them. */
export function inBrief<R extends Pick<CaseRecord, "matter" | "summary">>(record: R): R {
  return record.summary === null ? record : { ...record, matter: record.summary };
}

/** `重要投诉`, `报修`: kind with class. */
export function kindName(record: Pick<CaseRecord, "kind" | "complaintClass">): string {
  const complaintClass = record.complaintClass ? CLASS_NAMES[record.complaintClass] : "";
  return `${complaintClass}${KIND_NAMES[record.kind]}`;
}
