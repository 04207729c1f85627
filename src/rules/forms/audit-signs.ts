import { dayOf, weekOf } from "../figures/report-span.js";

/** A daily or weekly audit somebody signed (REC-12, REC-13). */
export interface AuditSign {
  readonly kind: string;
  readonly period: string;
  readonly userid: string;
}

/** Who signed the audits a receipt fell into. */
export interface SignsOfReceipt {
  readonly dailyAudit: string | null;
  readonly weeklyAudit: string | null;
}

const QUARTER_MILLIS = 900_000;

/**
 * Finds who signed the audits of the day and the week in which something was received. A period is reckoned
 * once per quarter of an hour: no zone is further apart from the others than whole quarters.
 */
export function createAuditSigns(signs: readonly AuditSign[], timezone: string) {
  const bySpan = new Map(signs.map(({ kind, period, userid }) => [`${kind} ${period}`, userid]));
  const known = new Map<number, SignsOfReceipt>();
  return (receivedAt: Date): SignsOfReceipt => {
    const quarter = Math.floor(receivedAt.getTime() / QUARTER_MILLIS);
    const found = known.get(quarter);
    if (found) return found;
    const of: SignsOfReceipt = {
      dailyAudit: bySpan.get(`daily ${dayOf(receivedAt, timezone).id}`) ?? null,
      weeklyAudit: bySpan.get(`weekly ${weekOf(receivedAt, timezone).id}`) ?? null,
    };
    known.set(quarter, of);
    return of;
  };
}
