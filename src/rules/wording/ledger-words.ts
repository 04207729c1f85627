import { FORM_NAMES, SATISFACTION_NAMES } from "../callback.js";
import { isDepartment } from "../departments.js";
import type { NudgeKind } from "../duty-clock.js";
import type { Estate } from "../estate.js";
import { sayLength, sayMoment } from "../estate-time.js";
import { CAUSE_NAMES } from "../figures/causes.js";
import { ROLE_NAMES, ROLES } from "../roles.js";
import { COMMAND_FORMS } from "../staff-commands.js";
import type { SaidProgress } from "../staff-talk.js";
import { CLASS_NAMES, departmentName, KIND_NAMES, staffName } from "./case-words.js";
import { dutyWords } from "./duty-words.js";
import { DANGER_NAMES, ruleWords } from "./rule-words.js";

/** Ledger entries as people call them; a type without a name here is shown as it is written. */
const ENTRY_NAMES: Readonly<Record<string, string>> = {
  received: "登记",
  extended: "补充",
  classified: "定类",
  dispatched: "派发",
  answered: "答复住户",
  asked: "追问住户",
  accepted: "接单",
  transferred: "转派",
  noted: "备注",
  chased: "住户催办",
  handled: "办结",
  informed: "通知住户",
  undelivered: "没送到",
  phoneTask: "改打电话",
  closed: "关闭",
  assessed: "住户评价",
  reopened: "重开",
  opinion: "处理意见",
  corrected: "更正",
  audited: "审核要求更正",
  nudged: "催办",
  climbed: "升级",
  noOneReached: "没人接到",
  paused: "暂停",
  resumed: "恢复",
  appointed: "预约",
  planned: "处理方案",
  approved: "批准方案",
  reported: "上报",
  definiteAnswer: "明确答复",
  handedOver: "移交记录",
  causeNamed: "定原因",
  callbackPlanned: "安排回访",
  callbackHeld: "回访",
  callbackConfirmed: "确认回访",
  callbackSigned: "住户签名",
  callbackReviewed: "回访意见",
  callbackCancelled: "取消回访",
  callbackFiled: "回访归档",
  merged: "合并",
  split: "拆分",
  joined: "并入",
  undone: "撤回",
  anonymised: "到期清除",
};

/** Name of a ledger entry's type. */
export const entryName = (type: string): string => ENTRY_NAMES[type] ?? type;

/** Name of a role, or the word itself when it is none. */
export function roleName(role: string): string {
  const known = ROLES.find((one) => one === role);
  return known ? ROLE_NAMES[known] : role;
}

/** How a matter came in (REC-01), as forms and pages call it. */
export const CHANNEL_NAMES: Readonly<Record<string, string>> = {
  online: "微信",
  phone: "来电",
  visit: "来访",
  other: "其他",
};
const JUDGE_NAMES: Readonly<Record<string, string>> = { rules: "规则", model: "模型", desk: "前台" };

/** Why a duty makes itself heard. */
const NUDGE_NAMES: Readonly<Record<NudgeKind, string>> = {
  warning: "到期前提醒",
  limit: "到了时限",
  silent: "没有回应",
  again: "再次催办",
  unowned: "没人负责",
  stillWorking: "问还在不在处理",
  resumed: "暂停结束",
  becomesMajor: "升为重大",
};

const PROGRESS_NAMES: Readonly<Record<SaidProgress, string>> = {
  onTheWay: "在路上",
  arrived: "到了",
  nobodyHome: "没人在家",
  waitingForParts: "等配件",
  working: "还在处理",
};

const MISS_NAMES: Readonly<Record<string, string>> = {
  onLeave: "请假",
  left: "已离职",
  roleEmpty: "没有人担任",
  undeliverable: "消息送不到",
};

type Say = (value: string, estate: Estate) => string;

const many = (value: string, say: (one: string) => string): string =>
  value
    .split(/[,、\s]+/)
    .filter(Boolean)
    .map(say)
    .join("、");

/** The name of a word in a table, or the word itself when the table does not know it. */
const from = (names: object) => (value: string) =>
  new Map<string, string>(Object.entries(names)).get(value) ?? value;

const asDepartment: Say = (value, estate) => (isDepartment(value) ? departmentName(estate, value) : value);
/** 上报 holds whom a member named, in free words: those are not taken apart as if they were userids. */
const USERIDS = /^[\w.@-]+(?:[,\s]+[\w.@-]+)*$/;
const asStaff: Say = (value, estate) =>
  USERIDS.test(value) ? many(value, (userid) => staffName(estate, userid)) : value;
const asGroups: Say = (value, estate) => many(value, (id) => estate.groups[id]?.name ?? id);
/** `to` and `from` name a department when a matter changes hands, and people when somebody is told. */
const asDepartmentOrStaff: Say = (value, estate) =>
  (isDepartment(value) ? asDepartment : asStaff)(value, estate);
const asShare: Say = (value) => `${Math.round(Number(value) * 100)}%`;
const asWords: Say = (value) => value;
const asNumber: Say = (value) => `#${value}`;
const asMoment: Say = (value, estate) =>
  Number.isNaN(Date.parse(value)) ? value : sayMoment(new Date(value), new Date(0), estate.timezone);
const asMissed: Say = (value, estate) =>
  value
    .split(",")
    .map((miss) => {
      const [role = "", userid = "", why = ""] = miss.split(":");
      return `${roleName(role)}${userid ? ` ${staffName(estate, userid)}` : ""}（${MISS_NAMES[why] ?? why}）`;
    })
    .join("、");

/** Details of entries: what they are called, and how their values read; those named null are the program's. */
const DETAILS: Readonly<Record<string, readonly [name: string, say: Say] | null>> = {
  words: ["原话", asWords],
  handling: ["处理", asWords],
  reason: ["原因", asWords],
  channel: ["方式", from(CHANNEL_NAMES)],
  kind: ["类别", from({ ...NUDGE_NAMES, ...KIND_NAMES })],
  fromKind: ["原类别", from(KIND_NAMES)],
  complaintClass: ["级别", from(CLASS_NAMES)],
  fromClass: ["原级别", from(CLASS_NAMES)],
  department: ["部门", asDepartment],
  from: ["从", asDepartmentOrStaff],
  to: ["给", asDepartmentOrStaff],
  groups: ["群", asGroups],
  members: ["个人", asStaff],
  handledBy: ["办理人", asStaff],
  instead: ["改找", asStaff],
  missed: ["没接到", asMissed],
  caller: ["谁来打", asStaff],
  rule: ["规则", ruleWords],
  confidence: ["把握", asShare],
  by: ["判定", from(JUDGE_NAMES)],
  duty: ["为了", (value) => dutyWords(value).name],
  at: ["时间", asMoment],
  reportedAt: ["上报时间", asMoment],
  until: ["到", asMoment],
  number: ["第几次", asWords],
  count: ["第几次", asWords],
  emergency: ["紧急", asWords],
  cause: ["投诉原因", from(CAUSE_NAMES)],
  fromCause: ["原定原因", from(CAUSE_NAMES)],
  danger: ["险情", from(DANGER_NAMES)],
  anger: ["生气", asWords],
  media: ["附件", asWords],
  room: ["房号", asWords],
  phone: ["电话", asWords],
  name: ["称呼", asWords],
  contactPhone: ["电话", asWords],
  contactName: ["称呼", asWords],
  fromRoom: ["原房号", asWords],
  fromPhone: ["原电话", asWords],
  fromName: ["原称呼", asWords],
  time: ["期望时间", asWords],
  fromTime: ["原期望时间", asWords],
  again: ["再次反映", asWords],
  reports: ["反映次数", asWords],
  progress: ["进展", from(PROGRESS_NAMES)],
  merged: ["并入的记录", asNumber],
  mergedInto: ["并入", asNumber],
  joined: ["并入", asNumber],
  splitOff: ["拆出", asNumber],
  withCase: ["随同", asNumber],
  calledOff: ["住户说不用了", asWords],
  relief: ["住户说", from({ over: "已没事", helpIsThere: "救援已到" })],
  unresolvable: ["无法解决", asWords],
  source: ["依据", asWords],
  role: ["岗位", roleName],
  undone: ["撤回的口令", from(COMMAND_FORMS)],
  pausedMillis: ["暂停了", (value) => sayLength(Number(value))],
  callback: ["回访种类", (value) => dutyWords(`callback.${value}`).name],
  form: ["回访方式", from(FORM_NAMES)],
  satisfaction: ["满意程度", from(SATISFACTION_NAMES)],
  before: ["原满意程度", from(SATISFACTION_NAMES)],
  quality: ["质量", asWords],
  effect: ["效果", asWords],
  shortcomings: ["缺点不足", asWords],
  suggestions: ["建议", asWords],
  remark: ["说明", asWords],
  onTime: ["按时", asWords],
  drawn: ["抽中回访", asWords],
  requirement: ["依据", asWords],
  round: ["第几次办结", asWords],
  owner: ["谁负责", asStaff],
  complete: ["手续齐全", asWords],
  dutyId: null,
  step: null,
  key: null,
  plan: null,
};

/** Their order: PostgreSQL keeps the keys of an entry in an order of its own. */
const ORDER = new Map(Object.keys(DETAILS).map((key, index) => [key, index]));
const placeOf = (key: string) => ORDER.get(key) ?? ORDER.size;

/** What an entry says beside its type; what is empty, or merely not so, is left out. */
export function entryDetails(data: unknown, estate: Estate): { name: string; value: string }[] {
  if (typeof data !== "object" || data === null) return [];
  return Object.entries(data)
    .filter(([, value]) => value !== null && value !== "" && value !== false)
    .sort(([one], [other]) => placeOf(one) - placeOf(other))
    .flatMap(([key, value]) => {
      const text = typeof value === "string" ? value : JSON.stringify(value);
      const detail = key in DETAILS ? DETAILS[key] : ([key, asWords] as const);
      return detail ? [{ name: detail[0], value: text === "true" ? "是" : detail[1](text, estate) }] : [];
    });
}
