import { nextTimeOfDay, startOfDay } from "./calendar.js";
import type { CallbackForm } from "./callback.js";
import { readForm } from "./callback-words.js";
import { findTimes } from "./chinese-time.js";
import type { Estate } from "./estate.js";
import { askWhichMoment, readMoment } from "./spoken-moment.js";

/** What the supervisor wants of the plan of one matter (CBK-01, CBK-05…07, CBK-21). */
export type PlanChange =
  | { readonly kind: "show" }
  | { readonly kind: "cancel"; readonly reason: string }
  | { readonly kind: "second" }
  | { readonly kind: "firstAid" }
  | { readonly kind: "special"; readonly from: Date; readonly to: Date }
  | {
      readonly kind: "change";
      readonly form: CallbackForm | null;
      readonly caller: string | null;
      readonly dueAt: Date | null;
      readonly remark: string | null;
    }
  /** Words that say what is wrong and what would be right. */
  | { readonly kind: "problem"; readonly words: string };

interface At {
  readonly estate: Estate;
  readonly now: Date;
}

/** The days a text names with their year. */
function datesIn(words: string, { estate, now }: At): Date[] {
  return findTimes(words, { now, timezone: estate.timezone }).flatMap(({ reading }) =>
    reading.kind === "clear" && /^\d{4}/.test(reading.time.words) ? [reading.time.start] : [],
  );
}

function readTerm(words: string, at: At): PlanChange {
  const [from, last] = datesIn(words, at);
  if (!from || !last) {
    return { kind: "problem", words: "请写合同的起止日期，例如「特约 2026-12-01到2027-03-01」" };
  }
  // The last day counts: the contract is over when it has ended.
  const to = startOfDay(last, at.estate.timezone, 1);
  if (to <= from) return { kind: "problem", words: "合同的结束日期早于开始日期" };
  return { kind: "special", from, to };
}

/** Until closing time of the day that was named, or until the hour. */
function deadlineIn(words: string, { estate, now }: At): { at: Date; rest: string } | string | null {
  const read = readMoment(words, now, estate.timezone);
  if (read.kind === "none") return null;
  if (read.kind !== "clear") return askWhichMoment(read, { now, timezone: estate.timezone });
  const { at, wholeDay, rest } = read.moment;
  const day = startOfDay(at, estate.timezone);
  return { at: wholeDay ? nextTimeOfDay(day, estate.hours.desk.to, estate.timezone) : at, rest };
}

function readDetails(words: string, at: At): PlanChange {
  const deadline = deadlineIn(words, at);
  if (typeof deadline === "string") return { kind: "problem", words: deadline };
  let rest = deadline ? deadline.rest : words;
  const member = at.estate.staff.find(({ name }) => rest.includes(name));
  if (member) rest = rest.replace(member.name, " ");
  const parts = rest
    .split(/[\s,，。；;]+/)
    .map((part) => part.replace(/^(?:改成|改为|换成|改|换|用|由|请|让)+/, "").replace(/(?:去|来|做|前)$/, ""))
    .filter(Boolean);
  const form = parts.map(readForm).find((one) => one !== null) ?? null;
  const remark = parts.filter((part) => readForm(part) === null && part !== "备注").join(" ");
  if (!form && !member && !deadline) {
    return {
      kind: "problem",
      words:
        "没看懂要怎么改。可以写方式、谁去、什么时候前，例如「家访 李娜 周五前」，或「第二次」「取消 理由」",
    };
  }
  return {
    kind: "change",
    form,
    caller: member?.userid ?? null,
    dueAt: deadline?.at ?? null,
    remark: remark || null,
  };
}

/** Reads what follows 「回访计划 42」. */
export function readPlanChange(words: string, at: At): PlanChange {
  const plain = words.trim();
  if (plain === "") return { kind: "show" };
  const cancelled = /^取消[\s:：,，]*(.*)$/su.exec(plain);
  if (cancelled) return { kind: "cancel", reason: (cancelled[1] ?? "").trim() };
  if (/^(?:第二次|二次|再访)/.test(plain)) return { kind: "second" };
  if (/^(?:急救|抢救)/.test(plain)) return { kind: "firstAid" };
  if (/^特约/.test(plain)) return readTerm(plain, at);
  return readDetails(plain, at);
}

/** An event or a publication with its participants (CBK-08, CBK-12). */
export interface ReadActivity {
  readonly what: "活动" | "刊物";
  readonly title: string;
  readonly people: number;
}

/** Reads 「活动 中秋晚会 60人」 or 「刊物 社区报 300份」; null when it is neither. */
export function readActivity(words: string): ReadActivity | null {
  const found = /^(活动|刊物)[\s:：]*(.+?)[\s,，]*(\d{1,5})\s*(?:人|户|份|位)/.exec(words.trim());
  const title = found?.[2]?.trim();
  const people = Number(found?.[3]);
  if (!found || !title || people < 1) return null;
  return { what: found[1] === "刊物" ? "刊物" : "活动", title, people };
}
