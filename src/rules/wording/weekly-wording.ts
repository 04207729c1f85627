import type { ResponsibleDepartment } from "../departments.js";
import { DEPARTMENTS } from "../departments.js";
import type { Estate } from "../estate.js";
import { sayLength, wallClock } from "../estate-time.js";
import type { ChangedFigure } from "../figures/changed-figures.js";
import { percentOf } from "../figures/kpi.js";
import {
  countOf,
  type NamedCase,
  type PeriodFigures,
  type Share,
  satisfactionShare,
} from "../figures/period-figures.js";
import type { ReportSpan } from "../figures/report-span.js";
import { departmentName } from "./case-words.js";
import { sayAnswers, sayKinds, sayPercent, saySpan } from "./figure-words.js";
import { listed, plain, quiet, type ReportLine, title, warning } from "./report-lines.js";

const MINUTE = 60_000;

/** A record's number with its matter in short, as the desk looked it up; unknown numbers stand alone. */
export type MatterNames = ReadonlyMap<number, string>;

/** Everything a report of a week, month or year says beside its figures. */
export interface PeriodFacts {
  readonly estate: Estate;
  readonly department: string | null;
  readonly span: ReportSpan;
  readonly figures: PeriodFigures;
  /** The period before, as it was reported; null when there is none. */
  readonly before: PeriodFigures | null;
  readonly names: MatterNames;
  /** What differs from the report that went out. */
  readonly changed: readonly ChangedFigure[];
  /** Made up for later than its slot. */
  readonly late: boolean;
  /** The period is not over yet. */
  readonly unfinished: boolean;
}

/** `【周报】云栖花园 11月16日至22日（补发）`. */
export function periodHead(facts: PeriodFacts, name: string): ReportLine {
  const { estate, department, span, late, unfinished } = facts;
  const remark = late ? "（补发）" : unfinished ? "（到现在）" : "";
  return title(`【${name}】${estate.name}${department ?? ""} ${saySpan(span, estate.timezone)}${remark}`);
}

/** 原报12件，更正后13件: what was reported stays readable beside what is true now (GEN-05). */
export function correctionLines(changed: readonly ChangedFigure[]): ReportLine[] {
  if (changed.length === 0) return [];
  const parts = changed.map(
    ({ name, reported, corrected }) => `${name}原报${reported}件，更正后${corrected}件`,
  );
  return [quiet(`报出之后有更正：${parts.join("；")}。`)];
}

function against(now: number, before: number | null): string {
  if (before === null) return "";
  if (now === before) return "（和上期一样）";
  return now > before ? `（比上期多${now - before}）` : `（比上期少${before - now}）`;
}

/** Received and settled with what the period before had. */
export function flowOf({ figures, before }: PeriodFacts): ReportLine[] {
  const received = countOf(figures.received);
  const settled = countOf(figures.settled);
  const kinds = sayKinds(figures.received);
  return [
    plain(
      `新到${received}件${against(received, before && countOf(before.received))}${kinds ? `：${kinds}` : ""}`,
    ),
    plain(`办结${settled}件${against(settled, before && countOf(before.settled))}`),
  ];
}

const RESPONSIBLE: readonly ResponsibleDepartment[] = [...DEPARTMENTS, "external"];

/** One line per department that had anything: received, settled, satisfaction. */
export function departmentLines({ estate, figures }: PeriodFacts): ReportLine[] {
  return RESPONSIBLE.flatMap((department) => {
    const own = { received: countOf(figures.received, (cell) => cell.department === department) };
    const settled = countOf(figures.settled, (cell) => cell.department === department);
    if (own.received + settled === 0) return [];
    const share = satisfactionShare(figures.satisfaction, (cell) => cell.department === department);
    const satisfied = share.whole > 0 ? `，满意率${sayShare(share)}` : "";
    return [listed(`${departmentName(estate, department)}：新到${own.received}，办结${settled}${satisfied}`)];
  });
}

/** `96.3%（52÷54）`, or 无. */
export function sayShare(share: Share): string {
  const percent = percentOf(share);
  return percent === null ? "无" : `${sayPercent(percent)}（${share.part}÷${share.whole}）`;
}

function namedLine(named: readonly NamedCase[], names: MatterNames, say: (value: number) => string): string {
  return named
    .slice(0, 3)
    .map(
      ({ number, value }) => `#${number}${names.has(number) ? ` ${names.get(number)}` : ""}（${say(value)}）`,
    )
    .join("；");
}

/** The slowest settled and the most chased, by name. */
export function outstandingLines({ figures, names }: PeriodFacts): ReportLine[] {
  const slowest = namedLine(figures.slowest, names, (minutes) => sayLength(minutes * MINUTE));
  const chased = namedLine(figures.chased, names, (times) => `催${times}次`);
  return [
    ...(slowest ? [plain(`办得最久的：${slowest}`)] : []),
    ...(chased ? [plain(`催得最多的：${chased}`)] : []),
  ];
}

/** Callbacks held, in time, and what was answered. */
export function callbackPeriodLines({ figures }: PeriodFacts): ReportLine[] {
  const { callbacksDone, callbacksOnTime } = figures.measures;
  const answers = sayAnswers(figures.satisfaction);
  const satisfaction = answers
    ? `，满意率${sayShare(satisfactionShare(figures.satisfaction))}，${answers}`
    : "，还没有满意度答复";
  const inTime = callbacksOnTime.whole > 0 ? `到期的按时完成${sayShare(callbacksOnTime)}` : "没有到期的";
  return [plain(`回访${callbacksDone.part}个，${inTime}${satisfaction}`)];
}

/** Duties that went up, and those that reached nobody. */
export function ladderLines({ figures: { climbs, noOneReached } }: PeriodFacts): ReportLine[] {
  const said = `升级到上一级${climbs}次，没人接到${noOneReached}次`;
  return [noOneReached > 0 ? warning(said) : plain(said)];
}

/** Audits of the week: which days the supervisor signed, and whether the manager signed the week before. */
export interface AuditState {
  /** Days of the period without a sign-off, as people call them. */
  readonly unsignedDays: readonly string[];
  readonly days: number;
  /** Whether the manager has audited the week (REC-13); null before it is due. */
  readonly weekSigned: boolean | null;
}

function sayMissing(days: readonly string[]): string {
  return days.length <= 3 ? days.join("、") : `${days[0]}等${days.length}天`;
}

function auditLines({ unsignedDays, days, weekSigned }: AuditState): ReportLine[] {
  const missing = unsignedDays.length;
  const daily =
    missing === 0
      ? `主管每日审核：${days}天都已签`
      : `主管每日审核：${days}天签了${days - missing}天，缺${sayMissing(unsignedDays)}`;
  const weekly = weekSigned ? "，经理周审核已签" : "";
  const lines = [(missing > 0 ? warning : plain)(`${daily}${weekly}`)];
  if (weekSigned === false) lines.push(title("下一步：请经理审核上周记录，回复「审核 上周」。"));
  return lines;
}

/** What the digest of a past day said before the day was over. */
export interface ReportedDay {
  readonly at: Date;
  readonly figures: PeriodFigures;
}

/** A day that is over, as a whole; what its digest said in the evening stands beside it. */
export function pastDayReport(facts: PeriodFacts, reported: ReportedDay | null): ReportLine[] {
  const { timezone } = facts.estate;
  const evening = reported && reported.at < facts.span.to ? wallClock(reported.at, timezone) : null;
  const clock = evening && `${evening.hour}:${String(evening.minute).padStart(2, "0")}`;
  const digest =
    reported && clock
      ? [
          quiet(
            `当天${clock}的日报报的是新到${countOf(reported.figures.received)}件、办结${countOf(reported.figures.settled)}件`,
          ),
        ]
      : [];
  return [
    periodHead(facts, "汇总"),
    ...flowOf(facts),
    ...digest,
    ...correctionLines(facts.changed),
    ...departmentLines(facts),
    ...outstandingLines(facts),
    ...callbackPeriodLines(facts),
  ];
}

/** A week in one message, for the manager's Monday audit (REC-13, REC-23). */
export function weeklyReport(facts: PeriodFacts, audits: AuditState | null): ReportLine[] {
  return [
    periodHead(facts, "周报"),
    ...correctionLines(facts.changed),
    ...flowOf(facts),
    ...departmentLines(facts),
    ...ladderLines(facts),
    ...outstandingLines(facts),
    ...callbackPeriodLines(facts),
    ...(audits ? auditLines(audits) : []),
  ];
}
