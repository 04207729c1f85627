import { limitAfter } from "../rules/calendar.js";
import type { Estate } from "../rules/estate.js";
import { type CountTerms, createReceivedCount, createSettledCount } from "../rules/figures/count-records.js";
import type { PeriodFigures } from "../rules/figures/period-figures.js";
import { weeksBefore } from "../rules/figures/report-slots.js";
import { type ReportSpan, slicesOf } from "../rules/figures/report-span.js";
import { settingOf } from "../rules/settings.js";
import type { FigureReads, FigureScope, TimeSpan } from "./figure-ports.js";

/** Hours of records read at a time: a month of 100,000 then needs no more memory than a quiet one. */
const SLICE_HOURS = 6;
/** Same weekdays a day is compared with. */
const COMPARED_WEEKS = 4;

/** Whose figures of which span. */
export interface FigureRequest {
  readonly estate: Estate;
  readonly scope: FigureScope;
  readonly span: TimeSpan;
}

function termsOf(estate: Estate): CountTerms {
  const months = settingOf(estate, "kpi.repeatComplaintMonths");
  return {
    responseMinutes: settingOf(estate, "kpi.responseMinutes"),
    firstReplyMinutes: settingOf(estate, "kpi.firstReplyMinutes"),
    secondSince: (receivedAt) =>
      limitAfter(receivedAt, { amount: -months, unit: "months" }, { calendar: "exact", place: estate }),
  };
}

/** Everything a period's reports say, read slice by slice. The only way figures of a period come about. */
export async function gatherFigures(
  reads: FigureReads,
  { estate, scope, span }: FigureRequest,
): Promise<PeriodFigures> {
  const received = createReceivedCount(termsOf(estate));
  const settled = createSettledCount();
  for (const slice of slicesOf(span, SLICE_HOURS)) {
    for (const record of await reads.receivedIn(scope, slice)) received.add(record);
    for (const record of await reads.settledIn(scope, slice)) settled.add(record);
  }
  const counted = received.result();
  return {
    from: span.from.toISOString(),
    to: span.to.toISOString(),
    ...counted,
    ...settled.result(),
    satisfaction: await reads.satisfactionIn(scope, span),
    measures: {
      ...counted.measures,
      ...(await reads.callbackMeasures(scope, span)),
      ...(await reads.dutyMeasures(scope, span)),
    },
    ...(await reads.ladderUse(scope, span)),
  };
}

/** What the same weekdays before usually brought; weeks before the desk began do not count. */
export interface UsualDay {
  readonly received: number;
  readonly settled: number;
  /** How many weekdays it rests on. */
  readonly days: number;
}

/** The average of the last four same weekdays up to the same time of day, or null before there was one. */
export async function gatherUsual(
  reads: FigureReads,
  { estate, scope, span }: FigureRequest & { readonly span: ReportSpan },
  since: Date | null,
): Promise<UsualDay | null> {
  let [received, settled, days] = [0, 0, 0];
  for (let weeks = 1; weeks <= COMPARED_WEEKS; weeks += 1) {
    const before = weeksBefore(span, weeks, estate.timezone);
    if (since === null || before.from < since) break;
    const counts = await reads.countsIn(scope, before);
    received += counts.received;
    settled += counts.settled;
    days += 1;
  }
  return days === 0 ? null : { received: received / days, settled: settled / days, days };
}
