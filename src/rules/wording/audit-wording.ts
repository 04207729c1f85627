import { type AuditItem, countAudit, type Doubt } from "../audit-list.js";
import { inPages } from "../audit-pages.js";
import { utf8Bytes } from "../byte-text.js";
import type { Duty } from "../duty.js";
import type { Estate } from "../estate.js";
import { sayMoment } from "../estate-time.js";
import type { LedgerEntry, LedgerType } from "../ledger-entry.js";
import type { Period } from "../periods.js";
import { maskPhonesIn } from "../privacy.js";
import type { StaffCard } from "../staff-card.js";
import { inBrief, kindName, matterLine, STATUS_NAMES, staffName } from "./case-words.js";
import { entryName } from "./ledger-words.js";
import { commandPeriod, type PeriodPlace, periodLimit, sayPeriod } from "./period-wording.js";

/** One audit as its words need it. */
export interface SaidAudit {
  readonly kind: "daily" | "weekly";
  readonly period: Period;
  readonly items: readonly AuditItem[];
}

const AUDIT_NAMES = { daily: "日审核", weekly: "周审核" } as const;

const DOUBT_NAMES: Readonly<Record<Doubt, string>> = {
  toCorrect: "等更正",
  overdue: "超时",
  changedAfterSignOff: "审核后有更正",
  unclear: "待分类",
  noPhone: "没有电话",
  noRoom: "没有房号",
  thinWords: "处理情况太简单",
};

/** A text of the app holds 2,048 bytes; a title and a foot are always there. */
const PAGE_BYTES = 2_000;
/** More would be scrolled through, not looked at. */
const PAGE_MATTERS = 8;

/** `新登记8件、有变动5件，3件要留意`. */
export function auditCounts(items: readonly AuditItem[]): string {
  const { total, fresh, doubtful, toCorrect } = countAudit(items);
  const parts = [
    ...(fresh ? [`新登记${fresh}件`] : []),
    ...(total > fresh ? [`有变动${total - fresh}件`] : []),
  ];
  const doubts = doubtful ? `，${doubtful}件要留意` : "，没有要特别留意的";
  return `${parts.join("、")}${doubts}${toCorrect ? `（${toCorrect}件等更正）` : ""}`;
}

/** Says where it begins when it takes in what came before the period; null when it does not. */
function beginWords({ period, items }: SaidAudit, { estate, now }: PeriodPlace): string | null {
  const before = items.flatMap(({ entries }) => entries.filter(({ at }) => at < period.from));
  const first = before.reduce<Date | null>((least, { at }) => (least && least < at ? least : at), null);
  return first && `含${sayMoment(first, now, estate.timezone)}以后没有审过的`;
}

/** The card that asks for an audit 1:1, to be signed with one thumb. */
export function auditCard(audit: SaidAudit & { duty: Duty }, place: PeriodPlace): StaffCard {
  const { duty, kind, period, items } = audit;
  const begin = beginWords(audit, place);
  return {
    taskId: `audit-${duty.id}-${duty.startedAt.getTime().toString(36)}`,
    title: `${AUDIT_NAMES[kind]} ${sayPeriod(period, place)}`,
    description: `${auditCounts(items)}。${begin ? `${begin}。` : ""}`,
    fields: [{ name: "时限", value: periodLimit(duty, place).replace(/^(限|时限是)/, "") }],
    buttons: [
      { text: "看清单", key: `audit:list:${period.id}`, style: "plain" },
      { text: "通过", key: `audit:pass:${period.id}`, style: "primary" },
    ],
  };
}

function happened(types: readonly LedgerType[]): string {
  const names = [...new Set(types)].map((type) => (type === "received" ? "新登记" : entryName(type)));
  return names.length ? names.slice(0, 4).join("、") + (names.length > 4 ? "等" : "") : "上次要求更正";
}

function whoIsOn({ record }: AuditItem, { estate }: PeriodPlace): string {
  const who = record.assignee ?? record.handledBy;
  return who ? ` ${staffName(estate, who)}` : "";
}

const MARKS = { seen: "［已看］", correction: "［要更正］" } as const;

function itemLines(item: AuditItem, place: PeriodPlace): string {
  const { record, entries, doubts, mark } = item;
  const head = `#${record.number} ${kindName(record)} ${matterLine(inBrief(record), 14)}｜${STATUS_NAMES[record.status]}${whoIsOn(item, place)}`;
  // The class a new record gets by itself is no news beside it.
  const isFresh = entries.some(({ type }) => type === "received");
  const types = entries.map(({ type }) => type).filter((type) => !(isFresh && type === "classified"));
  const doubted = doubts.length ? `；留意：${doubts.map((doubt) => DOUBT_NAMES[doubt]).join("、")}` : "";
  return maskPhonesIn(`${head}${mark ? MARKS[mark] : ""}\n　${happened(types)}${doubted}`);
}

function footOf(
  { period, items, signed }: SaidAudit & { signed: string | null },
  place: PeriodPlace,
): string[] {
  if (signed) return [signed];
  const name = commandPeriod(period, place);
  return [
    `看一件：「审核 ${items[0]?.record.number ?? "编号"}」；有误：「审核 编号 更正 哪里不对」`,
    `都看过了：「审核 ${name} 通过」`,
  ];
}

/** One page of what there is to audit, the doubtful first. `extra` stands between the counts and the matters. */
export function auditList(
  audit: SaidAudit & { page: number; signed: string | null; extra: readonly string[] },
  place: PeriodPlace,
): string {
  const { kind, period, items, page, extra } = audit;
  const begin = beginWords(audit, place);
  const title = `${sayPeriod(period, place)}${AUDIT_NAMES[kind]}`;
  const head = [`${auditCounts(items)}${begin ? `（${begin}）` : ""}`, ...extra];
  const foot = footOf(audit, place);
  const next = `看后面的：「审核 ${commandPeriod(period, place)} 下一页」`;
  const rest = PAGE_BYTES - utf8Bytes([`${title}（第10/10页）`, next, ...foot].join("\n"));
  const blocks = items.map((item) => itemLines(item, place));
  const pages = inPages(blocks, { first: rest - utf8Bytes(head.join("\n")) - 1, rest, most: PAGE_MATTERS });
  const at = Math.min(Math.max(1, page), pages.length);
  return [
    `${title}${pages.length > 1 ? `（第${at}/${pages.length}页）` : ""}`,
    ...(at === 1 ? head : []),
    ...(pages[at - 1] ?? []),
    ...(at < pages.length ? [next] : []),
    ...foot,
  ].join("\n");
}

/** Nothing is new or changed: nobody has to sign. */
export function nothingToAudit(period: Period, place: PeriodPlace): string {
  return `${sayPeriod(period, place)}没有新的或变动的记录，不用审核。`;
}

/** A period that has been signed off, and by whom. */
export function signedBy(
  signOff: { userid: string; at: Date; remark: string | null },
  { estate, now }: PeriodPlace,
): string {
  const remark = signOff.remark ? `，备注：${signOff.remark}` : "";
  return `${staffName(estate, signOff.userid)}已于${sayMoment(signOff.at, now, estate.timezone)}审核${remark}。`;
}

/** A correction is asked for and has not come: the audit is not signed off without a reason. */
export function stillToCorrect(numbers: readonly number[], name: string): string {
  const said = numbers.map((number) => `#${number}`).join("、");
  return `${said} 要求更正，还没有改好。改好了再回复「审核 ${name} 通过」；要先通过请写明原因：「审核 ${name} 通过 但 ${numbers[0]} 明天补上」。`;
}

/** Answer to 通过. `open` are earlier periods nobody has signed. */
export function auditSigned(
  audit: SaidAudit & { isLate: boolean; open: readonly Period[] },
  place: PeriodPlace,
): string {
  const { period, items, isLate, open } = audit;
  const { total, toCorrect } = countAudit(items);
  const left = toCorrect ? `，其中${toCorrect}件等更正` : "";
  const late = isLate ? "（补审，过了时限）" : "";
  const others = open.map((one) => `「审核 ${commandPeriod(one, place)}」`).join("、");
  return [
    `已审核${sayPeriod(period, place)}的记录${late}：${total}件${left}。之后再有更正，会在下次审核里列出来。5分钟内可以「撤回」。`,
    ...(others ? [`还有没审核的，请回复${others}。`] : []),
  ].join("\n");
}

/** A sign-off taken back. */
export function auditTakenBack(kind: SaidAudit["kind"], period: Period, place: PeriodPlace): string {
  return `已撤回${sayPeriod(period, place)}的${AUDIT_NAMES[kind]}，请重新看过再通过。`;
}

/** Changes shown of one matter; all of them are in its ledger. */
const CHANGES_SHOWN = 3;

/** What audits have said of a matter, as 查 shows it below the matter itself. */
export function auditTrail(
  trail: {
    readonly signed: { readonly userid: string; readonly at: Date } | null;
    readonly asked: { readonly userid: string; readonly remark: string | null } | null;
    readonly changes: readonly LedgerEntry[];
  },
  { estate, now }: PeriodPlace,
): string[] {
  const say = (at: Date) => sayMoment(at, now, estate.timezone);
  const { signed, asked, changes } = trail;
  return [
    ...(signed ? [`审核：${staffName(estate, signed.userid)}${say(signed.at)}已看`] : []),
    ...(asked
      ? [maskPhonesIn(`${staffName(estate, asked.userid)}要求更正：${asked.remark ?? ""}，还没有改`)]
      : []),
    ...changes
      .slice(-CHANGES_SHOWN)
      .map(({ type, at, actor }) => `审核后${entryName(type)}：${say(at)} ${whoDid(actor, estate)}`),
  ];
}

function whoDid(actor: string, estate: Estate): string {
  if (actor === "resident") return "住户";
  return actor === "guanjia" ? "按规定" : staffName(estate, actor);
}
