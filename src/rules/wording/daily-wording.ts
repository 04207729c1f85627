import type { Estate } from "../estate.js";
import { sayMoment, wallClock } from "../estate-time.js";
import { nextStep } from "../figures/next-step.js";
import { countOf, type PeriodFigures } from "../figures/period-figures.js";
import type { ReportSpan } from "../figures/report-span.js";
import type { LateMatter, Standing } from "../figures/standing.js";
import { inBrief, matterLine } from "./case-words.js";
import {
  lateLine,
  sayAnswers,
  sayDay,
  sayDepartments,
  sayKinds,
  sayNumber,
  saySpan,
  whoHasIt,
} from "./figure-words.js";
import { listed, plain, quiet, type ReportLine, title, warning } from "./report-lines.js";

/** Everything a day's report says. */
export interface DailyFacts {
  readonly estate: Estate;
  /** Name of the department the report is limited to, or null. */
  readonly department: string | null;
  readonly span: ReportSpan;
  readonly figures: PeriodFigures;
  readonly standing: Standing;
  readonly usual: { readonly received: number; readonly settled: number; readonly days: number } | null;
  /** What came after the report before and belongs to no day's report; null when nothing did. */
  readonly between: { readonly since: Date; readonly received: number; readonly settled: number } | null;
  /** Made up for later: when it was due, and days whose reports were never sent. */
  readonly late: { readonly dueAt: Date; readonly missed: readonly Date[] } | null;
  /** What the audit of the clocks found, as sentences for an operator. */
  readonly problems: readonly string[];
  /** Somebody asked for it (汇总): the day is not over. */
  readonly asked?: boolean;
  readonly now: Date;
}

const clockOf = (at: Date, timezone: string) => {
  const { hour, minute } = wallClock(at, timezone);
  return `${hour}:${String(minute).padStart(2, "0")}`;
};

function headOf({ estate, department, span, late, asked }: DailyFacts): string {
  const of = department === null ? estate.name : `${estate.name}${department}`;
  const { timezone } = estate;
  if (asked) return `【汇总】${of} ${saySpan(span, timezone)}到现在`;
  const sameDay = late && sayDay(late.dueAt, timezone) === sayDay(span.from, timezone);
  const due = late && `${sameDay ? "" : sayDay(late.dueAt, timezone)}${clockOf(late.dueAt, timezone)}`;
  return `【日报】${of} ${saySpan(span, timezone)}${due ? `（补发，应于${due}发出）` : ""}`;
}

function missedLine({ late, estate }: DailyFacts): ReportLine[] {
  if (!late || late.missed.length === 0) return [];
  const days = late.missed.map((day) => {
    const wall = wallClock(day, estate.timezone);
    return `${wall.month}月${wall.day}日`;
  });
  const shown = days.length > 5 ? `${days[0]}至${days.at(-1)}共${days.length}天` : days.join("、");
  return [quiet(`${shown}的日报当时没有发出，回复「汇总 ${days.at(-1)}」可以补看。`)];
}

function usually(usual: DailyFacts["usual"], of: "received" | "settled"): string {
  if (!usual) return "";
  const days = usual.days === 1 ? "上周同日" : `近${usual.days}周同日平均`;
  return `（${days}${sayNumber(usual[of])}件）`;
}

function flowLines({ estate, department, figures, usual, between }: DailyFacts): ReportLine[] {
  const [received, settled] = [countOf(figures.received), countOf(figures.settled)];
  const kinds = sayKinds(figures.received);
  const departments = department === null ? sayDepartments(figures.received, estate) : "";
  const flow = [
    `新到${received}件${usually(usual, "received")}${kinds ? `：${kinds}` : ""}`,
    `办结${settled}件${usually(usual, "settled")}`,
  ];
  const lines =
    received + settled === 0
      ? [plain(flow.join("，"))]
      : [
          plain(flow[0] ?? ""),
          ...(departments ? [plain(`责任部门：${departments}`)] : []),
          plain(flow[1] ?? ""),
        ];
  if (between && between.received + between.settled > 0) {
    const since = sayMoment(between.since, new Date(figures.to), estate.timezone);
    lines.push(quiet(`${since}的日报之后另有：新到${between.received}件、办结${between.settled}件`));
  }
  return lines;
}

function standingLines({ estate, standing, now }: DailyFacts): ReportLine[] {
  const open = standing.open.reduce((sum, { count }) => sum + count, 0);
  const { unaccepted, unclear, dueTomorrow, late, worst } = standing;
  const parts = [
    `在办${open}件`,
    ...(unaccepted > 0 ? [`没人接单${unaccepted}件`] : []),
    ...(unclear > 0 ? [`待分类${unclear}件`] : []),
    ...(dueTomorrow > 0 ? [`明天到期${dueTomorrow}件`] : []),
  ];
  const lines = [plain(parts.join("，"))];
  if (late > 0) lines.push(warning(`超时${late}件${late > worst.length ? "，最久的：" : "："}`));
  return [...lines, ...worst.map((matter) => listed(lateLine(matter, estate, now)))];
}

function callbackLines({ figures, standing }: DailyFacts): ReportLine[] {
  const { due, done, late } = standing.callbacks;
  const answers = sayAnswers(figures.satisfaction);
  const lines: ReportLine[] = [];
  if (done + due > 0) {
    const left = due > 0 ? `，今天前还差${due}个${late > 0 ? `（${late}个已过期）` : ""}` : "";
    lines.push((late > 0 ? warning : plain)(`回访：已做${done}个${left}`));
  }
  if (answers) lines.push(plain(`今天的满意度答复：${answers}`));
  return lines;
}

function troubleLines({ figures, standing, problems }: DailyFacts): ReportLine[] {
  const repeats = figures.measures.repeats.part;
  const { undelivered, noOneReached, routinesLate, shared } = standing;
  const lines = shared.map((matter) =>
    plain(`多户同一件事：#${matter.number} ${matterLine(inBrief(matter), 16)}（${matter.households}户）`),
  );
  if (repeats > 0) lines.push(warning(`二次投诉${repeats}件`));
  const unheard = [
    ...(noOneReached > 0 ? [`没人接到的提醒${noOneReached}个`] : []),
    ...(undelivered.failed > 0 ? [`没送到的消息${undelivered.failed}条`] : []),
    ...(undelivered.phoneTasks > 0 ? [`微信发不到改打电话${undelivered.phoneTasks}个`] : []),
  ];
  if (unheard.length > 0) lines.push(warning(unheard.join("，")));
  if (routinesLate > 0) lines.push(warning(`例行事项（审核、报表等）超时${routinesLate}项`));
  if (problems.length > 0 || standing.stuck > 0) {
    lines.push(warning(`系统自查有${Math.max(1, problems.length)}处不正常，请管理员看运行状态`));
  }
  return lines;
}

function lateStepWords(matter: LateMatter, estate: Estate): string {
  const { number } = matter;
  const who = whoHasIt(matter, estate);
  return matter.assignee
    ? `先问${who} #${number}办到哪了，回复「查 ${number}」看经过。`
    : `#${number}还没有人接，请${who}马上找人，接手的回复「接单 ${number}」。`;
}

/** The one thing to do next, with the words to type. */
export function nextStepWords({ standing, estate }: Pick<DailyFacts, "standing" | "estate">): string {
  const step = nextStep(standing);
  switch (step.kind) {
    case "emergency":
      return `#${step.number}是紧急事件还没人接，请马上打电话找人，接手的回复「接单 ${step.number}」。`;
    case "clocksIll":
      return "提醒没有按时发出，请马上告诉系统管理员。";
    case "late":
      return lateStepWords(step.matter, estate);
    case "noOneReached":
      return "有提醒没人接到，回复「超时」看是哪几件，定人接手。";
    case "undelivered":
      return "有消息没送到，请管理员检查企业微信应用和群机器人。";
    case "unclear":
      return "先给待分类的定类：回复「待办」看是哪几件，再「改类 编号 类别」。";
    case "callbacksLate":
      return "先补过期的回访，回复「回访计划」看是哪几个。";
    case "unaccepted":
      return "先让没人接的有人接：回复「待办」看是哪几件，叫人回复「接单 编号」。";
    case "callbacksDue":
      return "今天的回访还没做完，回复「回访计划」看是哪几个。";
    case "dueTomorrow":
      return "没有超时的。明天到期的先排好人，回复「待办」看清单。";
    case "nothing":
      return "没有要催的，今天可以放心。";
  }
}

function isEmptyDay({ figures, standing, between, problems }: DailyFacts): boolean {
  const { callbacks, undelivered } = standing;
  const counts = [
    ...[countOf(figures.received), countOf(figures.settled), figures.satisfaction.length, problems.length],
    ...[standing.open.length, standing.routinesLate, standing.noOneReached, standing.stuck],
    ...[callbacks.due, callbacks.done, undelivered.failed, undelivered.phoneTasks],
    ...[between?.received ?? 0, between?.settled ?? 0],
  ];
  return counts.every((count) => count === 0);
}

/** A day in one message, read in twenty seconds; a day on which nothing happened in one line. */
export function dailyReport(facts: DailyFacts): ReportLine[] {
  const head = title(headOf(facts));
  const missed = missedLine(facts);
  if (isEmptyDay(facts)) {
    return [{ ...head, text: `${head.text}：没有新到，没有在办，没有超时。` }, ...missed];
  }
  return [
    head,
    ...missed,
    ...flowLines(facts),
    ...standingLines(facts),
    ...callbackLines(facts),
    ...troubleLines(facts),
    title(`下一步：${nextStepWords(facts)}`),
  ];
}
