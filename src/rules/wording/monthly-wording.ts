import { COMPLAINT_CLASSES } from "../case-record.js";
import { sayLength, wallClock } from "../estate-time.js";
import { CAUSE_NAMES } from "../figures/causes.js";
import { type KpiResult, kpisOf } from "../figures/kpi.js";
import type { TargetOperator } from "../figures/kpi-table.js";
import {
  type CountCell,
  countOf,
  countsBy,
  type SatisfactionCell,
  type SettledCell,
  satisfactionShare,
} from "../figures/period-figures.js";
import { CLASS_NAMES, departmentName, staffName } from "./case-words.js";
import { sayNumber, sayPercent } from "./figure-words.js";
import { listed, plain, quiet, type ReportLine, title, warning } from "./report-lines.js";
import {
  callbackPeriodLines,
  correctionLines,
  departmentLines,
  flowOf,
  ladderLines,
  outstandingLines,
  type PeriodFacts,
  periodHead,
  sayShare,
} from "./weekly-wording.js";

const MINUTE = 60_000;
const isComplaint = ({ kind }: CountCell) => kind === "complaint";

function averageTime(cells: readonly SettledCell[], isMeant: (cell: SettledCell) => boolean): string {
  const meant = cells.filter(isMeant);
  const count = countOf(meant);
  const minutes = meant.reduce((sum, cell) => sum + cell.minutes, 0);
  return count === 0 ? "无" : sayLength((minutes / count) * MINUTE);
}

/** The month's complaints by class, department, cause and time taken (CMP-22, CMP-24). */
export function complaintTable({ estate, figures, span }: PeriodFacts): ReportLine[] {
  const complaints = figures.received.filter(isComplaint);
  const total = countOf(complaints);
  const period = span.kind === "year" ? "全年" : "本月";
  if (total === 0) return [plain(`投诉统计：${period}没有收到投诉。`)];
  const classLines = COMPLAINT_CLASSES.flatMap((complaintClass) => {
    const count = countOf(complaints, (cell) => cell.complaintClass === complaintClass);
    const settled = (cell: SettledCell) => isComplaint(cell) && cell.complaintClass === complaintClass;
    const time = averageTime(figures.settled, settled);
    const done = countOf(figures.settled, settled);
    return count + done === 0
      ? []
      : [listed(`${CLASS_NAMES[complaintClass]}：收到${count}，办结${done}，平均用时${time}`)];
  });
  const departments = countsBy(complaints, ({ department }) => department).map(
    ([department, count]) => `${departmentName(estate, department)}${count}`,
  );
  const causes = countsBy(complaints, ({ cause }) => cause ?? "other").map(
    ([cause, count]) => `${CAUSE_NAMES[cause]}${count}`,
  );
  const { repeats } = figures.measures;
  return [
    plain(`投诉统计：收到${total}件，平均用时${averageTime(figures.settled, isComplaint)}`),
    ...classLines,
    plain(`按责任部门：${departments.join("、")}`),
    plain(`按原因：${causes.join("、")}`),
    (repeats.part > 0 ? warning : plain)(`3个月内二次投诉：${repeats.part}件`),
  ];
}

const OPERATOR_SIGNS: Readonly<Record<TargetOperator, string>> = { atLeast: "≥", atMost: "≤", below: "＜" };

function sayValue(value: number | null, unit: "percent" | "count"): string {
  if (value === null) return "无";
  return unit === "percent" ? sayPercent(value) : String(value);
}

/** `满意和基本满意的答复52÷全部答复54`: the formula with its numbers in place; of a count, what is counted. */
function formulaWithNumbers({ definition, share }: KpiResult): string {
  if (definition.unit === "count") return definition.formula;
  const [part = "", whole = ""] = definition.formula.split("÷");
  return `${part}${share.part}÷${whole}${share.whole}`;
}

function kpiLine(result: KpiResult): ReportLine {
  const { definition, value, target, isMet } = result;
  const { name, unit, operator } = definition;
  const aim =
    target === null
      ? "未设目标"
      : `目标${OPERATOR_SIGNS[operator]}${sayNumber(target)}${unit === "percent" ? "%" : ""}`;
  const line = `${name} ${sayValue(value, unit)}，${aim}（${formulaWithNumbers(result)}）`;
  return isMet === false ? warning(line) : listed(line);
}

/** KPIs against their targets: those that are missed first, those nothing was counted for in one line. */
export function kpiTable({ figures, estate }: PeriodFacts): ReportLine[] {
  const results = kpisOf(figures, estate);
  const missed = results.filter(({ isMet }) => isMet === false);
  const others = results.filter(({ isMet, value }) => isMet !== false && value !== null);
  const empty = results.filter(({ value }) => value === null).map(({ definition }) => definition.name);
  return [
    plain(`指标：${missed.length}项未达标`),
    ...missed.map(kpiLine),
    ...(others.length > 0 && missed.length > 0 ? [plain("达标和未设目标的：")] : []),
    ...others.map(kpiLine),
    ...(empty.length > 0 ? [quiet(`没有数据，不算达标也不算未达标：${empty.join("、")}`)] : []),
  ];
}

/** Callback records filed or not (CBK-25), and how often a person corrected what triage had said. */
function recordLines({ figures }: PeriodFacts): ReportLine[] {
  const { callbacksFiled, triageCorrected } = figures.measures;
  const unfiled = callbacksFiled.whole - callbacksFiled.part;
  const filed =
    callbacksFiled.whole === 0
      ? plain("回访记录：本期没有")
      : (unfiled > 0 ? warning : plain)(
          `回访记录归档：${callbacksFiled.whole}份已归${callbacksFiled.part}份${unfiled > 0 ? `，其余${unfiled}份请在10日前归档` : ""}`,
        );
  return [filed, plain(`系统自动分类后被人改过的：${sayShare(triageCorrected)}`)];
}

/** Handlers named in a report. */
const HANDLERS = 8;

/** Satisfaction by class of complaint and by whoever handled the matter; nobody without answers is named. */
function satisfactionLines({ figures: { satisfaction }, estate }: PeriodFacts): ReportLine[] {
  const shareOf = (isMeant: (cell: SatisfactionCell) => boolean) => satisfactionShare(satisfaction, isMeant);
  const classes = COMPLAINT_CLASSES.flatMap((complaintClass) => {
    const share = shareOf((cell) => cell.complaintClass === complaintClass);
    return share.whole > 0 ? [`${CLASS_NAMES[complaintClass]}${sayShare(share)}`] : [];
  });
  const handlers = [...new Set(satisfaction.flatMap(({ handledBy }) => handledBy ?? []))]
    .map((userid) => ({ userid, share: shareOf(({ handledBy }) => handledBy === userid) }))
    .sort((one, other) => other.share.whole - one.share.whole)
    .slice(0, HANDLERS)
    .map(({ userid, share }) => `${staffName(estate, userid)}${sayShare(share)}`);
  return [
    ...(classes.length > 0 ? [plain(`投诉满意率按级别：${classes.join("、")}`)] : []),
    ...(handlers.length > 0 ? [plain(`满意率按经办人：${handlers.join("、")}`)] : []),
  ];
}

/** The department's summary of the month as a draft (DL-67). */
export function summaryDraft(facts: PeriodFacts): ReportLine[] {
  return [
    periodHead(facts, "部门总结草稿"),
    ...correctionLines(facts.changed),
    ...flowOf(facts),
    ...departmentLines(facts),
    ...callbackPeriodLines(facts),
    ...satisfactionLines(facts),
    ...recordLines(facts),
    ...ladderLines(facts),
    ...outstandingLines(facts),
    quiet("以上由台账自动统计，请资料员核对后定稿，每月5日前上交。"),
  ];
}

/** The complaint table with the KPIs: the statistics of the month (CMP-22, CMP-30). */
export function statisticsReport(facts: PeriodFacts): ReportLine[] {
  const name = facts.span.kind === "year" ? "年报" : "月报";
  const flow = facts.span.kind === "year" ? [...flowOf(facts), ...departmentLines(facts)] : [];
  return [
    periodHead(facts, name),
    ...correctionLines(facts.changed),
    ...flow,
    ...complaintTable(facts),
    ...kpiTable(facts),
  ];
}

/** Closes a report whose rows do not fit into a chat: where the rest is. */
export function moreInExport({ span, estate }: PeriodFacts): ReportLine[] {
  if (span.kind !== "month") return [];
  const { month } = wallClock(span.from, estate.timezone);
  return [quiet(`逐件明细不在这里列，回复「导出 ${month}月」取当月表格。`)];
}

/** Heading of the analysis. */
export const draftTitle = (facts: PeriodFacts): ReportLine =>
  title(`${periodHead(facts, "投诉分析草稿").text}（草稿，须主管审定）`);
