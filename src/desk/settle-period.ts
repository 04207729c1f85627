import type { PeriodKind } from "../rules/sop-periods.js";
import type { Stores } from "./ports.js";

/**
 * What a period was owed is done: its clock ends, inside the caller's transaction. Returns false where none
 * ran, which is no fault: the work may be done before anybody is asked.
 */
export function settlePeriod(
  stores: Stores,
  done: {
    readonly estateId: string;
    readonly kind: PeriodKind;
    /** `2026-11-21`, `2026-W47` or `2026-11`. */
    readonly period: string;
    readonly at: Date;
  },
): Promise<boolean> {
  const { estateId, kind, period, at } = done;
  return stores.periods.settle({ estateId, kind, subject: period }, at);
}
