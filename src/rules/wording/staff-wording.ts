import { type CaseRecord, isOpen } from "../case-record.js";
import type { Duty } from "../duty.js";
import type { Estate } from "../estate.js";
import { sayLength, sayLimit, sayMoment } from "../estate-time.js";
import { maskPhone, maskPhonesIn } from "../privacy.js";
import { needsPlan } from "../sop.js";
import type { StaffCard } from "../staff-card.js";
import type { Danger } from "../triage/triage-result.js";
import { isUnsafeToCall } from "../unsafe-calls.js";
import {
  departmentName,
  inBrief,
  kindName,
  matterLine,
  placeName,
  STATUS_NAMES,
  staffName,
} from "./case-words.js";
import { dutyWords } from "./duty-words.js";
import { STAFF_FIRST_STEPS } from "./emergency-playbooks.js";
import { DO_NOT_CALL } from "./emergency-wording.js";
import { plainInMarkdown, shortQuote } from "./quote.js";

/** Everything a card about a record needs. */
export interface CardFacts {
  readonly record: CaseRecord;
  readonly estate: Estate;
  /** Next limit, or null. */
  readonly dueAt: Date | null;
  readonly danger: Danger | null;
  readonly photos: number;
  /** Why a colleague passed it on. */
  readonly passedOn?: string | undefined;
  /** True once the plan a major complaint needs was approved (CMP-17). */
  readonly planApproved?: boolean;
  readonly now: Date;
}

function contactLine(record: CaseRecord): string {
  const phone = record.contactPhone ? maskPhone(record.contactPhone) : "未留电话";
  const calls = isUnsafeToCall(record) ? ` ${DO_NOT_CALL}` : "";
  return `${plainInMarkdown(record.contactName ?? "住户")} ${phone}${calls}`;
}

/** Card of a new matter for a staff group, as robot markdown; phones masked (design §5). */
export function groupCard(facts: CardFacts & { readonly mentions: readonly string[] }): string {
  const { record, estate, dueAt, danger, photos, passedOn, now, mentions, planApproved = false } = facts;
  const flag = record.emergency ? `<font color="warning">【紧急】</font>` : "";
  const lines = [
    `${flag}**【${kindName(record)}】#${record.number}** ${plainInMarkdown(record.room ? placeName(record.room) : "位置待问")}`,
    `> ${maskPhonesIn(plainInMarkdown(shortQuote(record.matter, 200)))}`,
    `> ${contactLine(record)}`,
  ];
  if (record.summary) lines.splice(1, 0, `> 概括：${maskPhonesIn(plainInMarkdown(record.summary))}`);
  if (passedOn) lines.push(`> 转来说明：${maskPhonesIn(plainInMarkdown(shortQuote(passedOn, 100)))}`);
  if (danger) lines.push(`> 先做：${STAFF_FIRST_STEPS[danger]}`);
  if (record.wishedTime) lines.push(`> 期望时间：${plainInMarkdown(record.wishedTime)}`);
  if (photos > 0) lines.push(`> 附图${photos}张`);
  if (dueAt) lines.push(`> 时限：<font color="warning">${sayLimit(dueAt, now, estate.timezone)}前</font>`);
  if (record.needsClassification) {
    lines.push(`> 拿不准类别，请前台确认：「改类 ${record.number} 报修」或「转 ${record.number} 部门」`);
  }
  const who = mentions.map((userid) => `<@${userid}>`).join(" ");
  const first = needsPlan(record) && !planApproved ? "方案批准后，" : "";
  const ask = record.kind === "praise" ? "请转达给当事同事。" : `${first}接手请回复「接单 ${record.number}」`;
  lines.push(who ? `${who} ${ask}` : ask);
  return lines.join("\n");
}

/** Short group line when a record changed hands or was completed with new facts. */
export function groupUpdate(record: CaseRecord, words: string): string {
  return `**#${record.number}** ${plainInMarkdown(matterLine(record))}\n> ${maskPhonesIn(plainInMarkdown(words))}`;
}

/** The same 1:1 for whoever accepted it: nothing masked. */
export function personalUpdate(record: CaseRecord, words: string): string {
  return `#${record.number} ${matterLine(record)}\n${words}`;
}

/** 1:1 card with buttons for whoever should take the matter; the phone stays masked until it is taken. */
export function personalCard(facts: CardFacts & { readonly seat: number }): StaffCard {
  const { record, estate, dueAt, passedOn, now, seat } = facts;
  const fields = [
    { name: "位置", value: record.room ? placeName(record.room) : "待问" },
    { name: "住户", value: contactLine(record) },
    { name: "部门", value: departmentName(estate, record.responsibleDepartment) },
  ];
  if (dueAt) fields.push({ name: "时限", value: `${sayLimit(dueAt, now, estate.timezone)}前` });
  return {
    // Unique per app, so each of several cards for one version has a seat of its own; the moment tells apart
    // the cases of a ledger that was begun anew for the same app.
    taskId: `case-${record.id}-${record.receivedAt.getTime().toString(36)}-v${record.version}-${seat}`,
    title: `${record.emergency ? "【紧急】" : ""}${kindName(record)} #${record.number}`,
    description: [
      shortQuote(maskPhonesIn(inBrief(record).matter), passedOn ? 60 : 100),
      ...(passedOn ? [`转来说明：${shortQuote(maskPhonesIn(passedOn), 40)}`] : []),
    ].join("\n"),
    fields,
    buttons: [
      { text: "接单", key: `accept:${record.id}`, style: "primary" },
      { text: "查看", key: `show:${record.id}`, style: "plain" },
    ],
  };
}

/** Told 1:1 to whoever accepted: the full number and what to do next (design §5). */
export function acceptedDetails(record: CaseRecord): string {
  const phone = record.contactPhone ?? "未留电话，请在群里问前台";
  const calls = isUnsafeToCall(record) ? `，${DO_NOT_CALL}` : "";
  return [
    `#${record.number} ${matterLine(record, 40)}`,
    `住户：${record.contactName ?? "未留姓名"}，${phone}${calls}`,
    record.wishedTime ? `期望时间：${record.wishedTime}` : null,
    `做完请回复「完成 ${record.number} 做了什么」。`,
  ]
    .filter((line) => line !== null)
    .join("\n");
}

/** One line of a list: number, kind, matter, where it stands. Groups read it, so phones are masked. */
export function listLine(record: CaseRecord, estate: Estate, at: { dueAt: Date | null; now: Date }): string {
  const who = record.assignee ? staffName(estate, record.assignee) : STATUS_NAMES[record.status];
  const waited = sayLength(at.now.getTime() - record.receivedAt.getTime());
  const late = at.dueAt && at.dueAt <= at.now ? "已超时" : null;
  const limit = late ?? (at.dueAt ? `限${sayLimit(at.dueAt, at.now, estate.timezone)}` : "");
  const flag = record.emergency ? "【急】" : "";
  return maskPhonesIn(
    `#${record.number} ${flag}${kindName(record)} ${matterLine(inBrief(record), 16)}｜${who}｜已等${waited}${limit ? `｜${limit}` : ""}`,
  );
}

/** Answer to 查: everything the asker may see, phones masked unless they accepted it and ask 1:1. */
export function caseDetails(
  facts: CardFacts & { readonly duties: readonly Duty[]; readonly fullPhone: boolean },
): string {
  const { record, estate, duties, photos, now, fullPhone } = facts;
  const matter = shortQuote(record.matter, 120);
  const phone = record.contactPhone ?? "未留电话";
  const lines = [
    `#${record.number} ${kindName(record)}｜${STATUS_NAMES[record.status]}${record.emergency ? "｜紧急" : ""}`,
    `位置：${record.room ? placeName(record.room) : "待问"}　住户：${record.contactName ?? "未留姓名"} ${fullPhone ? phone : maskPhone(phone)}`,
    `内容：${fullPhone ? matter : maskPhonesIn(matter)}`,
    `责任：${departmentName(estate, record.responsibleDepartment)}${record.assignee ? ` ${staffName(estate, record.assignee)}` : ""}`,
    `登记：${sayMoment(record.receivedAt, now, estate.timezone)}${photos ? `　附图${photos}张` : ""}`,
  ];
  if (record.wishedTime) lines.push(`期望：${record.wishedTime}`);
  if (record.handling) lines.push(`处理：${record.handling}`);
  for (const duty of isOpen(record) ? duties : []) lines.push(limitLine(duty, estate, now));
  if (record.chaseCount) lines.push(`住户催过${record.chaseCount}次`);
  return lines.join("\n");
}

/** One running limit by the name of its duty; a paused one says until when and why. */
function limitLine(duty: Duty, estate: Estate, now: Date): string {
  const { name } = dutyWords(duty.kind);
  if (duty.pausedAt) {
    const until = duty.pausedUntil ? `到${sayMoment(duty.pausedUntil, now, estate.timezone)}` : "";
    return `「${name}」已暂停${until}：${duty.pauseReason ?? "未写原因"}（${duty.requirement}）`;
  }
  const late = duty.dueAt <= now ? " 已超时" : "";
  return `「${name}」时限：${sayLimit(duty.dueAt, now, estate.timezone)}前（${duty.requirement}）${late}`;
}

/** Characters of a matter in a line that names several. */
const ONE_OF_SEVERAL = 20;

/** How the matters of one message are called in a line, each with its number. */
function nameAll(records: readonly CaseRecord[]): string {
  const most = records.length > 1 ? ONE_OF_SEVERAL : undefined;
  return records.map((record) => `#${record.number} ${matterLine(record, most)}`).join("；");
}

/**
 * The message for a resident whom WeChat can no longer reach: all matters it is about, which number to call, and
 * the words last, so that where they are too long for a message (2048 bytes, protocol §4.1, §6) only they are cut.
 */
export function phoneTask(input: {
  records: readonly CaseRecord[];
  reason: string;
  words: string;
  phone: string;
}): string {
  const { records, reason, words, phone } = input;
  const name = records.length > 0 ? nameAll(records) : "一位住户";
  return [`【请打电话】${name}`, `原因：${reason}`, `电话：${phone}`, `可以这样说：${words}`].join("\n");
}
