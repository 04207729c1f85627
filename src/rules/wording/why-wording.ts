import { isCallbackDuty } from "../callback-table.js";
import type { CaseRecord } from "../case-record.js";
import { type Duty, isOpenDuty } from "../duty.js";
import type { Estate } from "../estate.js";
import { sayLength, sayMoment } from "../estate-time.js";
import type { LedgerEntry } from "../ledger-entry.js";
import { ROLE_NAMES } from "../roles.js";
import { kindName, staffName } from "./case-words.js";
import { dutyWords, ruleOf } from "./duty-words.js";
import { periodDutyName, periodRule } from "./period-wording.js";
import { ruleWords } from "./rule-words.js";

/** One nudge as the explanation needs it. */
export interface ToldNudge {
  readonly dutyId: number;
  readonly kind: string;
  readonly recipient: string;
  readonly at: Date;
  readonly messageKey: string | null;
}

/** What became of a message, by its key. */
export interface Delivery {
  readonly state: string;
  readonly sentAt: Date | null;
}

/** Everything 为什么 looks at. */
export interface Explained {
  readonly record: CaseRecord;
  readonly estate: Estate;
  readonly duties: readonly Duty[];
  readonly nudges: readonly ToldNudge[];
  readonly deliveries: ReadonlyMap<string, Delivery>;
  readonly entries: readonly LedgerEntry[];
  readonly now: Date;
}

const JUDGES = { rules: "规则", model: "模型", desk: "人工" } as const;
const STATES: Readonly<Record<string, string>> = {
  sent: "已送达",
  waiting: "待发",
  failed: "没送到",
  expired: "过期未发",
  uncertain: "不确定是否送达",
  phoneTask: "转电话",
};
const LINES_AT_MOST = 40;

function classified({ record, entries, estate, now }: Explained): string[] {
  const by = record.classifiedBy === "desk" ? "" : `，把握${Math.round(record.triageConfidence * 100)}%`;
  const lines = [
    `#${record.number} ${kindName(record)}：${JUDGES[record.classifiedBy]}判断，${ruleWords(record.triageRule)}${by}`,
  ];
  for (const entry of entries.filter(({ type }) => type === "classified").slice(1)) {
    const who = entry.actor === "guanjia" ? "按规定" : staffName(estate, entry.actor);
    const reason = entry.data.reason ? `，理由：${String(entry.data.reason)}` : "";
    lines.push(
      `${sayMoment(entry.at, now, estate.timezone)} ${who}改为${kindName(classOf(entry, record))}${reason}`,
    );
  }
  return lines;
}

function classOf(entry: LedgerEntry, record: CaseRecord): Pick<CaseRecord, "kind" | "complaintClass"> {
  const { complaintClass } = entry.data;
  const known = complaintClass === "minor" || complaintClass === "important" || complaintClass === "major";
  return { kind: record.kind, complaintClass: known ? complaintClass : null };
}

/** Who got the first cards, and whether they arrived. */
function dispatched({ record, estate, entries, deliveries, now }: Explained): string[] {
  return entries
    .filter(({ type }) => type === "dispatched")
    .map(({ at, data }, index) => {
      const say = (names: string, nameOf: (id: string) => string, kind: "group" | "member") =>
        names
          .split(",")
          .filter(Boolean)
          .map((id) => {
            const delivery = index === 0 ? deliveries.get(dispatchKey(record.id, kind, id)) : undefined;
            return `${nameOf(id)}${delivery ? `（${STATES[delivery.state] ?? delivery.state}）` : ""}`;
          });
      const told = [
        ...say(String(data.groups ?? ""), (id) => estate.groups[id]?.name ?? id, "group"),
        ...say(String(data.members ?? ""), (id) => staffName(estate, id), "member"),
      ];
      return `${sayMoment(at, now, estate.timezone)} 派单给${told.join("、") || "无人"}`;
    });
}

/** Key of a card of the opening of a matter (desk/dispatch-case.ts). */
export function dispatchKey(caseId: number, kind: "group" | "member", id: string): string {
  return `dispatch:${caseId}:opened:${kind}:${id}`;
}

/** What the lines of a clock look at. */
type Clocked = Pick<Explained, "estate" | "nudges" | "deliveries" | "now">;

function standing(duty: Duty, { estate, now }: Clocked): string {
  const say = (at: Date) => sayMoment(at, now, estate.timezone);
  if (duty.settledAt) return `${say(duty.settledAt)}完成${duty.settledAt > duty.dueAt ? "（超时）" : ""}`;
  if (duty.cancelledAt) return `${say(duty.cancelledAt)}${isCallbackDuty(duty.kind) ? "" : "改类时"}取消`;
  if (duty.pausedAt) return `${say(duty.pausedAt)}起暂停（${duty.pauseReason ?? "未写原因"}）`;
  if (duty.dueAt <= now) return `已超时${sayLength(now.getTime() - duty.dueAt.getTime())}`;
  return `还剩${sayLength(duty.dueAt.getTime() - now.getTime())}`;
}

function toldLine(nudge: ToldNudge, { estate, deliveries, now }: Clocked): string {
  const delivery = nudge.messageKey ? deliveries.get(nudge.messageKey) : undefined;
  const state =
    nudge.messageKey === "void"
      ? "已不需要，未发"
      : delivery
        ? (STATES[delivery.state] ?? delivery.state)
        : "待发";
  const group = nudge.recipient.startsWith("group:");
  const who = group ? "群里" : staffName(estate, nudge.recipient);
  return `　${sayMoment(nudge.at, now, estate.timezone)} 提醒${who}：${state}`;
}

function dutyLines(duty: Duty, facts: Clocked): string[] {
  const { estate, nudges, now } = facts;
  const say = (at: Date) => sayMoment(at, now, estate.timezone);
  const owner = duty.ownerUserid ? staffName(estate, duty.ownerUserid) : ROLE_NAMES[duty.ownerRole];
  const given = duty.pausedMillis >= 60_000 ? `，补回暂停${sayLength(duty.pausedMillis)}` : "";
  const climbed = isOpenDuty(duty) && duty.step > 0 ? `，已到第${duty.step + 1}级` : "";
  return [
    `「${duty.caseId === null ? periodDutyName(duty, facts) : dutyWords(duty.kind).name}」${owner}：${say(duty.startedAt)}起，限${say(duty.dueAt)}${given}，${standing(duty, facts)}${climbed}`,
    `　${duty.caseId === null ? periodRule(duty) : ruleOf(duty)}`,
    ...nudges.filter((nudge) => nudge.dutyId === duty.id).map((nudge) => toldLine(nudge, facts)),
  ];
}

/** The same for a duty that hangs on a period. */
export function periodExplanation(duty: Duty, facts: Clocked): string {
  return dutyLines(duty, facts).join("\n");
}

/** Answer to 为什么. The shortest limit first among what still runs (GEN-04), then what has ended. */
export function caseExplanation(facts: Explained): string {
  const sorted = [...facts.duties].sort(
    (a, b) => Number(isOpenDuty(b)) - Number(isOpenDuty(a)) || a.dueAt.getTime() - b.dueAt.getTime(),
  );
  const lines = [
    ...classified(facts),
    ...dispatched(facts),
    ...sorted.flatMap((duty) => dutyLines(duty, facts)),
  ];
  if (lines.length <= LINES_AT_MOST) return lines.join("\n");
  return [...lines.slice(0, LINES_AT_MOST), `……另有${lines.length - LINES_AT_MOST}行，请看记录。`].join("\n");
}
