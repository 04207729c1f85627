import { utf8Bytes } from "../byte-text.js";
import { isCallbackDuty } from "../callback-table.js";
import { type CaseRecord, isOpen } from "../case-record.js";
import { currentRung, type Duty, isUrgent } from "../duty.js";
import type { NudgeKind } from "../duty-clock.js";
import { type Estate, findStaff } from "../estate.js";
import { sayLength, sayLimit, sayMoment } from "../estate-time.js";
import { ROLE_NAMES } from "../roles.js";
import { departmentName, kindName, matterLine, staffName } from "./case-words.js";
import { dutyWords, ruleOf } from "./duty-words.js";
import { periodDutyName, periodNudgeLines } from "./period-wording.js";
import { shortQuote } from "./quote.js";

/** What a nudge is for the one who reads it: `passedUp` tells the former owner that somebody else is asked now. */
export type NudgeWord = NudgeKind | "passedUp";

/** One nudge with everything its words need. */
export interface NudgeItem {
  readonly word: NudgeWord;
  readonly duty: Duty;
  /** Null for a duty that hangs on a period. */
  readonly record: CaseRecord | null;
  /** userid of the reader, or null for a group. */
  readonly reader: string | null;
}

interface Place {
  readonly estate: Estate;
  readonly now: Date;
}

const HEADS: Readonly<Record<NudgeWord, string>> = {
  becomesMajor: "升为重大投诉",
  limit: "已超时",
  resumed: "恢复计时",
  silent: "没有回音",
  unowned: "没人接到",
  stillWorking: "还在处理吗",
  again: "仍未办好",
  warning: "快到时限",
  passedUp: "已转上级",
};

function whoIsOn(duty: Duty, estate: Estate): string {
  if (!duty.ownerUserid) return ROLE_NAMES[duty.ownerRole];
  return `${ROLE_NAMES[duty.ownerRole]}${staffName(estate, duty.ownerUserid)}`;
}

/** What happens when nothing happens: the next rung, or the same again. */
function nextStep(duty: Duty, { estate, now }: Place): string {
  const rung = currentRung(duty);
  const above = duty.ladder[duty.step + 1];
  // A digest names the latest ones and counts the others; without one the list is where they are found.
  const kept = estate.digests.daily ? "每天的日报也会算进超时" : "也一直列在「超时」清单里";
  if (!rung.until || !above) return `办好之前我会再提醒，${kept}。`;
  const when =
    rung.until > now ? `${sayLimit(rung.until, now, estate.timezone)}还没有办好，` : "再没有动静，";
  return `${when}${above.takesOver ? "转给" : "报给"}${ROLE_NAMES[above.role]}。`;
}

function headLine({ word, duty, record, reader }: NudgeItem, place: Place): string {
  const takesOver = word === "limit" && currentRung(duty).takesOver && reader === duty.ownerUserid;
  const head = takesOver ? "请您接手" : HEADS[word];
  if (!record) return `【${head}】${periodDutyName(duty, place)}`;
  const urgent = record.emergency ? "【急】" : "";
  return `【${head}】${urgent}#${record.number} ${kindName(record)} ${matterLine(record)}`;
}

function limitWords(duty: Duty, { estate, now }: Place): string {
  const { name } = dutyWords(duty.kind);
  const late = now.getTime() - duty.dueAt.getTime();
  if (late >= 0 && late < 60_000) return `「${name}」的时限刚到`;
  return late >= 0
    ? `「${name}」已超过时限${sayLength(late)}`
    : `「${name}」限${sayLimit(duty.dueAt, now, estate.timezone)}前`;
}

function body({ word, duty, reader, record }: NudgeItem, place: Place): string[] {
  if (!record) return periodNudgeLines({ word, duty, reader }, place);
  const { estate, now } = place;
  const isCallback = isCallbackDuty(duty.kind);
  const since = isCallback ? (record.handledAt ?? duty.startedAt) : record.receivedAt;
  const waited = `${isCallback ? "办结已" : "住户已等"}${sayLength(now.getTime() - since.getTime())}`;
  const ask = dutyWords(duty.kind).ask(record.number);
  const facts = `${waited}，${limitWords(duty, place)}。`;
  const rule = `规定：${ruleOf(duty)}。`;
  const assignee = record.assignee && !isCallback ? staffName(estate, record.assignee) : null;
  switch (word) {
    case "stillWorking": {
      const isStandIn = record.assignee !== null && reader !== record.assignee;
      const take = isStandIn ? "" : `「接单 ${record.number}」或`;
      return [
        `${isStandIn ? `${assignee}接单后一直没有消息，不在班，请您代为跟进` : "您接单后一直没有消息"}，${waited}。还在处理吗？`,
        `在处理请回复${take}「备注 ${record.number} 进展」，做完回复「完成 ${record.number} 做了什么」。`,
        `${sayLength(duty.terms.answerMinutes * 60_000)}内没有回复，我会报给上级。`,
      ];
    }
    case "silent":
      return [
        `${assignee ?? whoIsOn(duty, estate)}接单后没有再回复，问过还在不在处理，也没有人答，${facts}`,
        `请您过问一下，需要换人请「转 ${record.number} 部门」。`,
        rule,
      ];
    case "passedUp":
      return [
        `${facts}按规定已请${whoIsOn(duty, estate)}过问。`,
        isCallback || !isOpen(record)
          ? ask
          : `请把经过告诉对方；办好了照常回复「完成 ${record.number} 做了什么」。`,
      ];
    case "resumed":
      return duty.dueAt > now
        ? [`暂停到期，已恢复计时，新时限${sayLimit(duty.dueAt, now, estate.timezone)}前。`, ask]
        : [`暂停到期，已恢复计时，${limitWords(duty, place)}。`, ask];
    case "becomesMajor":
      return [
        `${waited}仍未解决，按规定今天起作为重大投诉，由您安排处理。`,
        "报告、答复、解决的时限从现在算起，卡片另发。",
        rule,
      ];
    case "unowned": {
      const owed = ROLE_NAMES[duty.ladder[0]?.role ?? duty.ownerRole];
      return [`这件事应由${owed}负责，现在没有人能接到，请您先接手。${facts}`, ask, rule];
    }
    default:
      return [facts, assignee ? `目前由${assignee}处理。${ask}` : ask, `${rule}${nextStep(duty, place)}`];
  }
}

function weight(item: NudgeItem): number {
  const order: readonly NudgeWord[] = [
    "unowned",
    "becomesMajor",
    "limit",
    "silent",
    "again",
    "stillWorking",
    "warning",
    "resumed",
    "passedUp",
  ];
  return (isUrgent(item.record) ? 0 : 100) + order.indexOf(item.word);
}

/** The worst first: emergencies and major complaints, then what is latest. */
export function worstFirst(items: readonly NudgeItem[]): NudgeItem[] {
  return [...items].sort(
    (a, b) =>
      weight(a) - weight(b) || a.duty.dueAt.getTime() - b.duty.dueAt.getTime() || a.duty.id - b.duty.id,
  );
}

/** Nudges shown in full; a phone shows no more without scrolling. */
const SHOWN = 5;

/** A text of a group's robot holds 2048 bytes (protocol §6): what is more would be cut off at its end. */
const MOST_BYTES = 2_048;

/** One message for everything somebody is nudged about at the moment, the worst first, as many in full as fit. */
export function nudgeMessage(items: readonly NudgeItem[], place: Place): string {
  const sorted = worstFirst(items);
  let full = Math.min(SHOWN, sorted.length);
  while (full > 1 && utf8Bytes(showing(sorted, full, place)) > MOST_BYTES) full -= 1;
  return showing(sorted, full, place);
}

function showing(sorted: readonly NudgeItem[], full: number, place: Place): string {
  const shown = sorted.slice(0, full);
  const blocks = shown.map((item) => {
    const lines = body(item, place);
    return [headLine(item, place), ...(sorted.length > 1 ? lines.slice(0, 2) : lines)].join("\n");
  });
  const numbers = sorted
    .slice(shown.length)
    .map(({ record, duty }) => (record ? `#${record.number}` : periodDutyName(duty, place)));
  const rest = [...new Set(numbers)];
  const more = rest.length
    ? [
        `另有${rest.length}件：${rest.slice(0, 20).join("、")}${rest.length > 20 ? "…" : ""}。回复「超时」看清单。`,
      ]
    : [];
  const opening = sorted.length > 1 ? [`有${sorted.length}件事等您，最急的在前：`] : [];
  return [...opening, ...blocks, ...more].join("\n\n");
}

/** A draft of the report a major complaint needs within 12 h, for the manager to send on (CMP-10). */
export function majorReportDraft(record: CaseRecord, duty: Pick<Duty, "dueAt">, place: Place): string {
  const { estate, now } = place;
  const received = sayMoment(record.receivedAt, now, estate.timezone);
  const department = departmentName(estate, record.respondentDepartment ?? record.responsibleDepartment);
  return [
    `【重大投诉 #${record.number}】请在${sayLimit(duty.dueAt, now, estate.timezone)}前报总公司，抄送总经理室。可以直接用下面的稿子：`,
    "",
    `${estate.name}重大投诉报告：${received}接到${record.room ?? "房号待核"}住户投诉${department}，内容：「${shortQuote(record.matter, 120)}」。`,
    `目前情况：${record.assignee ? `由${staffName(estate, record.assignee)}处理` : "正在安排人员处理"}。处理方案与进展随后续报。`,
    `报告人：${managerName(estate)}`,
    "",
    `报完请回复「上报 ${record.number} 报给了谁 几点」。`,
  ].join("\n");
}

/** Told to the supervisor when a complaint is settled: the record is to be received and registered (CMP-20). */
export function handOverNotice(record: CaseRecord, estate: Estate): string {
  const who = record.assignee ? staffName(estate, record.assignee) : "同事";
  return [
    `【投诉办结】#${record.number} ${kindName(record)} ${matterLine(record)}`,
    `${who}处理：${shortQuote(record.handling ?? "", 80)}`,
    `请当天核对处理记录，登记回复「签收 ${record.number}」。`,
  ].join("\n");
}

function managerName(estate: Estate): string {
  const manager = estate.staff.find((member) => member.roles.includes("centerManager"));
  return manager ? (findStaff(estate, manager.userid)?.name ?? "") : "";
}
