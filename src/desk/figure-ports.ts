import type { ResponsibleDepartment } from "../rules/departments.js";
import type { ReceivedFact, SettledFact } from "../rules/figures/count-records.js";
import type { MeasureName, PeriodFigures, SatisfactionCell, Share } from "../rules/figures/period-figures.js";
import type { Standing } from "../rules/figures/standing.js";

/** Whose figures: an estate's, or those of one of its departments. */
export interface FigureScope {
  readonly estateId: string;
  /** Null = all of them. */
  readonly department: ResponsibleDepartment | null;
}

/** A span of time, half-open. */
export interface TimeSpan {
  readonly from: Date;
  readonly to: Date;
}

/** Measures read as they are; those the records themselves tell are counted in the rules. */
export type ReadMeasures = Partial<Record<MeasureName, Share>>;

/** What the estate looked like between two moments, or looks like now. Reads only, each through an index. */
export interface FigureReads {
  /** Records received in the span. Called for slices, so that a busy month fits into memory. */
  receivedIn(scope: FigureScope, span: TimeSpan): Promise<ReceivedFact[]>;
  /** Records settled in the span and not reopened since. */
  settledIn(scope: FigureScope, span: TimeSpan): Promise<SettledFact[]>;
  /** How many were received and settled in the span, merged ones left out. */
  countsIn(scope: FigureScope, span: TimeSpan): Promise<{ received: number; settled: number }>;
  /** Answers of callbacks held and of questions answered in the span. */
  satisfactionIn(scope: FigureScope, span: TimeSpan): Promise<SatisfactionCell[]>;
  /** Callbacks due or held in the span. */
  callbackMeasures(scope: FigureScope, span: TimeSpan): Promise<ReadMeasures>;
  /** Clocks that ran out in the span, corrections and notices of it. */
  dutyMeasures(scope: FigureScope, span: TimeSpan): Promise<ReadMeasures>;
  /** Ledger entries of the span that tell of duties which went up, or reached nobody. */
  ladderUse(scope: FigureScope, span: TimeSpan): Promise<{ climbs: number; noOneReached: number }>;
  /** How things stand; `day` and `tomorrow` are the estate's. */
  standing(
    scope: FigureScope,
    at: { readonly now: Date; readonly day: TimeSpan; readonly tomorrow: TimeSpan },
  ): Promise<Standing>;
  /** Audits signed off for these periods. */
  signedOff(estateId: string, kind: "daily" | "weekly", periods: readonly string[]): Promise<string[]>;
  /** Highest ledger entry so far: what figures made now rest on. */
  lastEntryId(): Promise<number>;
}

/** What a report said, taken down in the transaction that queued it. */
export interface PinnedReport {
  readonly period: string;
  readonly dueAt: Date;
  readonly figures: PeriodFigures | null;
}

/** A report that was begun: its picture, or the whole of one somebody asked for, is still to be made. */
export interface UnfinishedReport extends PinnedReport {
  readonly estateId: string;
  readonly kind: string;
  readonly startedAt: Date;
}

/** A report to be made or being made. */
export interface NewReportRun {
  readonly estateId: string;
  /** A rhythm, or `asked` for a period somebody asked for. */
  readonly kind: string;
  readonly period: string;
  readonly dueAt: Date;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
  readonly figures: PeriodFigures | null;
  readonly throughEntryId: number | null;
}

/** Reports made: the unique key of a period is what makes its slot run once. */
export interface ReportRunStore {
  /** Takes the slot; throws LostRace when somebody was first. */
  open(run: NewReportRun): Promise<void>;
  find(estateId: string, kind: string, period: string): Promise<PinnedReport | null>;
  /** The run with the latest slot before that moment, or null. */
  latestBefore(estateId: string, kind: string, before: Date): Promise<PinnedReport | null>;
  /** Runs begun and not finished, oldest first. */
  unfinished(limit: number): Promise<UnfinishedReport[]>;
  /** Marks it finished if it was not; false = somebody was first. */
  finish(run: { estateId: string; kind: string; period: string }, at: Date): Promise<boolean>;
}
