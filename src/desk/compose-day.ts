import type { Estate } from "../rules/estate.js";
import type { PeriodFigures } from "../rules/figures/period-figures.js";
import { dayOf, type ReportSpan } from "../rules/figures/report-span.js";
import { departmentName } from "../rules/wording/case-words.js";
import { type DailyFacts, dailyReport } from "../rules/wording/daily-wording.js";
import type { ReportLine } from "../rules/wording/report-lines.js";
import type { FigureScope } from "./figure-ports.js";
import { gatherFigures, gatherUsual } from "./gather-figures.js";
import type { Stores } from "./ports.js";

/** A day to be reported on. */
export interface DayRequest {
  readonly estate: Estate;
  readonly scope: FigureScope;
  /** As far as it has passed. */
  readonly span: ReportSpan;
  readonly late: DailyFacts["late"];
  readonly problems: readonly string[];
  /** Somebody asked for it (汇总). */
  readonly asked?: boolean;
  readonly now: Date;
}

/** What was composed, with the figures it rests on. */
export interface ComposedReport {
  readonly figures: PeriodFigures;
  /** Each part begins a message of its own. */
  readonly parts: readonly (readonly ReportLine[])[];
}

/** What came between the end of the last report and the beginning of this day. */
async function gatherBetween(stores: Stores, { estate, scope, span }: DayRequest) {
  const last = await stores.reports.latestBefore(estate.id, "daily", span.from);
  const since = last?.figures ? new Date(last.figures.to) : null;
  if (!since || since >= span.from) return null;
  return { since, ...(await stores.figures.countsIn(scope, { from: since, to: span.from })) };
}

/** A day as a report: the digest of the evening and the answer to 汇总 alike. */
export async function composeDay(stores: Stores, request: DayRequest): Promise<ComposedReport> {
  const { estate, scope, now } = request;
  const day = dayOf(now, estate.timezone);
  const tomorrow = dayOf(now, estate.timezone, 1);
  const figures = await gatherFigures(stores.figures, request);
  const facts: DailyFacts = {
    ...request,
    figures,
    department: scope.department === null ? null : departmentName(estate, scope.department),
    standing: await stores.figures.standing(scope, { now, day, tomorrow }),
    usual: await gatherUsual(stores.figures, request, await stores.estates.installedAt(estate.id)),
    between: await gatherBetween(stores, request),
  };
  return { figures, parts: [dailyReport(facts)] };
}
