import type { Estate } from "../rules/estate.js";
import { changedFigures } from "../rules/figures/changed-figures.js";
import { mergeFigures, type PeriodFigures } from "../rules/figures/period-figures.js";
import {
  dayOf,
  monthOf,
  monthsOf,
  type ReportSpan,
  slicesOf,
  soFar,
  weekOf,
} from "../rules/figures/report-span.js";
import { settingOf } from "../rules/settings.js";
import { analysisDraft } from "../rules/wording/analysis-wording.js";
import { departmentName, inBrief, matterLine } from "../rules/wording/case-words.js";
import { sayDay } from "../rules/wording/figure-words.js";
import { moreInExport, statisticsReport, summaryDraft } from "../rules/wording/monthly-wording.js";
import type { ReportLine } from "../rules/wording/report-lines.js";
import {
  type AuditState,
  type PeriodFacts,
  pastDayReport,
  weeklyReport,
} from "../rules/wording/weekly-wording.js";
import type { ComposedReport } from "./compose-day.js";
import type { FigureScope } from "./figure-ports.js";
import { gatherFigures } from "./gather-figures.js";
import type { Stores } from "./ports.js";

/** A week, month or year to be reported on. */
export interface PeriodRequest {
  readonly estate: Estate;
  readonly scope: FigureScope;
  /** The whole of it, whether over or not. */
  readonly span: ReportSpan;
  readonly late: boolean;
  readonly now: Date;
}

const RHYTHM_OF: Readonly<Partial<Record<ReportSpan["kind"], string>>> = {
  day: "daily",
  week: "weekly",
  month: "monthly",
};

/** The figures a period's report went out with; a department's are never pinned. */
async function pinnedOf(stores: Stores, { estate, scope }: PeriodRequest, span: ReportSpan) {
  const rhythm = RHYTHM_OF[span.kind];
  if (rhythm === undefined || scope.department !== null) return null;
  return (await stores.reports.find(estate.id, rhythm, span.id))?.figures ?? null;
}

/** A year is the sum of its months: those reported as reported, the others counted now. */
async function yearFigures(stores: Stores, request: PeriodRequest): Promise<PeriodFigures> {
  const { estate, span, now } = request;
  const months: PeriodFigures[] = [];
  for (const month of monthsOf(span, now, estate.timezone)) {
    const pinned = await pinnedOf(stores, request, month);
    const counted = () => gatherFigures(stores.figures, { ...request, span: soFar(month, now) });
    months.push(pinned ?? (await counted()));
  }
  const { from, to } = soFar(span, now);
  return mergeFigures(months, { from: from.toISOString(), to: to.toISOString() });
}

/** The matters the figures name, in short. */
async function namesOf(stores: Stores, estate: Estate, figures: PeriodFigures) {
  const names = new Map<number, string>();
  for (const { number } of [...figures.slowest.slice(0, 3), ...figures.chased.slice(0, 3)]) {
    const record = await stores.cases.findByNumber(estate.id, number);
    if (record) names.set(number, matterLine(inBrief(record), 14));
  }
  return names;
}

/** Which days of a week the supervisor signed, and whether the manager signed the week (REC-12, REC-13). */
async function auditStateOf(stores: Stores, { estate, span }: PeriodRequest): Promise<AuditState | null> {
  if (!settingOf(estate, "reception.dailyAudit")) return null;
  const installedAt = await stores.estates.installedAt(estate.id);
  const days = slicesOf(span, 24)
    .map(({ from }) => dayOf(new Date(from.getTime() + 12 * 3_600_000), estate.timezone))
    .filter(({ from, to }) => to > (installedAt ?? from));
  const periods = days.map(({ id }) => id);
  const signed = new Set(await stores.figures.signedOff(estate.id, "daily", periods));
  const unsigned = days.filter(({ id }) => !signed.has(id));
  return {
    days: days.length,
    unsignedDays: unsigned.map(({ from }) => sayDay(from, estate.timezone)),
    weekSigned: (await stores.figures.signedOff(estate.id, "weekly", [span.id])).length > 0,
  };
}

function partsOf(facts: PeriodFacts, audits: AuditState | null): (readonly ReportLine[])[] {
  if (facts.span.kind === "week") return [weeklyReport(facts, audits)];
  const statistics = [...statisticsReport(facts), ...moreInExport(facts)];
  return facts.span.kind === "year"
    ? [statistics, analysisDraft(facts)]
    : [statistics, summaryDraft(facts), analysisDraft(facts)];
}

async function beforeOf(stores: Stores, request: PeriodRequest): Promise<PeriodFigures | null> {
  const { estate, span } = request;
  if (span.kind === "week") return pinnedOf(stores, request, weekOf(span.from, estate.timezone, -1));
  return span.kind === "month" ? pinnedOf(stores, request, monthOf(span.from, estate.timezone, -1)) : null;
}

/**
 * A week, month or year as a report. What was reported already is reported again as it was, with what has been
 * corrected since said beside it.
 */
export async function composePeriod(stores: Stores, request: PeriodRequest): Promise<ComposedReport> {
  const { estate, scope, span, late, now } = request;
  const pinned = await pinnedOf(stores, request, span);
  const count = () => gatherFigures(stores.figures, { ...request, span: soFar(span, now) });
  const current = span.kind === "year" ? await yearFigures(stores, request) : await count();
  const figures = pinned ?? current;
  const facts: PeriodFacts = {
    estate,
    department: scope.department === null ? null : departmentName(estate, scope.department),
    span,
    figures,
    before: await beforeOf(stores, request),
    names: await namesOf(stores, estate, figures),
    changed: pinned ? changedFigures(pinned, current) : [],
    late,
    unfinished: now < span.to,
  };
  const audits =
    span.kind === "week" && scope.department === null ? await auditStateOf(stores, request) : null;
  return { figures, parts: partsOf(facts, audits) };
}

/** A day that is over: all of it, with what its digest said and what has been corrected since. */
export async function composePastDay(stores: Stores, request: PeriodRequest): Promise<ComposedReport> {
  const { estate, scope, span, late } = request;
  const figures = await gatherFigures(stores.figures, request);
  const reported = await pinnedOf(stores, request, span);
  const again = reported && { from: new Date(reported.from), to: new Date(reported.to) };
  const facts: PeriodFacts = {
    estate,
    department: scope.department === null ? null : departmentName(estate, scope.department),
    span,
    figures,
    before: null,
    names: await namesOf(stores, estate, figures),
    changed: again
      ? changedFigures(reported, await gatherFigures(stores.figures, { ...request, span: again }))
      : [],
    late,
    unfinished: false,
  };
  const evening = again && { at: again.to, figures: reported };
  return { figures, parts: [pastDayReport(facts, evening)] };
}
