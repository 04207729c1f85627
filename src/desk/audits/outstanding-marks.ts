import type { KeptMark } from "../audit-ports.js";
import type { Stores } from "../ports.js";

/** Questions older than that have lapsed: nobody remembers what was meant. */
const ASKED_MILLIS = 60 * 86_400_000;

/** Whether the record was corrected since the auditor asked for it. */
export async function wasCorrected(stores: Stores, { caseId, entryId }: KeptMark): Promise<boolean> {
  const since = (await stores.ledger.ofCase(caseId)).filter(({ id }) => id > entryId);
  const corrections = since.filter(({ type, data }) => type === "corrected" && data.undone === undefined);
  // A correction that was taken back is none.
  const undone = new Set(since.flatMap(({ data, correctsId }) => (data.undone ? [correctsId] : [])));
  return corrections.some(({ id }) => !undone.has(id));
}

/**
 * Corrections an auditor asked for that have not come, by matter: the latest word on it is the question, and
 * nobody has corrected the record since. With `kind`, those of that audit alone.
 */
export async function outstandingMarks(
  stores: Stores,
  of: { readonly estateId: string; readonly kind: KeptMark["kind"] | null; readonly now: Date },
): Promise<ReadonlyMap<number, KeptMark>> {
  const since = new Date(of.now.getTime() - ASKED_MILLIS);
  const asked = await stores.audits.correctionsSince(of.estateId, since);
  const latest = new Map<number, KeptMark>();
  for (const mark of await stores.audits.marksOn([...new Set(asked.map(({ caseId }) => caseId))])) {
    if (of.kind === null || mark.kind === of.kind) latest.set(mark.caseId, mark);
  }
  const asking = new Map<number, KeptMark>();
  for (const [caseId, mark] of latest) {
    if (mark.mark === "correction" && !(await wasCorrected(stores, mark))) asking.set(caseId, mark);
  }
  return asking;
}
