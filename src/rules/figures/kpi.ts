import type { Estate } from "../estate.js";
import { settingOf } from "../settings.js";
import { KPI_TABLE, type KpiDefinition, type TargetOperator } from "./kpi-table.js";
import { countOf, type PeriodFigures, type Share, satisfactionShare } from "./period-figures.js";

/** A KPI of a period. */
export interface KpiResult {
  readonly definition: KpiDefinition;
  /** Numerator and denominator of the formula as it is written; of a count, the part counts. */
  readonly share: Share;
  /** Percent, or the count; null when there was nothing to divide by (无). */
  readonly value: number | null;
  /** Percent or count; null where none is set. */
  readonly target: number | null;
  /** Null when there is nothing to judge. */
  readonly isMet: boolean | null;
}

/** Whether a value keeps its target (GEN-03): at least and at most include the number itself, below does not. */
export function keepsTarget(value: number, operator: TargetOperator, target: number): boolean {
  if (operator === "atLeast") return value >= target;
  return operator === "atMost" ? value <= target : value < target;
}

/** Part of whole in percent; null for an empty whole, which is neither 0 % nor 100 %. */
export function percentOf({ part, whole }: Share): number | null {
  // Multiplied first: 949 of 1000 are 94.9, not a hair less.
  return whole === 0 ? null : (part * 100) / whole;
}

function shareOf({ basis }: KpiDefinition, figures: PeriodFigures): Share {
  if (basis.type === "satisfaction") {
    const { department } = basis;
    return satisfactionShare(
      figures.satisfaction,
      (cell) => department === null || cell.department === department,
    );
  }
  const share = figures.measures[basis.measure];
  return basis.type === "remainder" ? { part: share.part, whole: countOf(figures.received) } : share;
}

function resultOf({ unit, basis }: KpiDefinition, share: Share): number | null {
  if (unit === "count") return share.part;
  const { part, whole } = share;
  return percentOf(basis.type === "remainder" ? { part: whole - part, whole } : share);
}

/** Every KPI of the period against the targets of the estate, in the order of the table. */
export function kpisOf(figures: PeriodFigures, estate: Pick<Estate, "settings">): KpiResult[] {
  return KPI_TABLE.map((definition) => {
    const share = shareOf(definition, figures);
    const value = resultOf(definition, share);
    const target = definition.target === null ? null : settingOf(estate, definition.target);
    const isMet = value === null || target === null ? null : keepsTarget(value, definition.operator, target);
    return { definition, share, value, target, isMet };
  });
}
