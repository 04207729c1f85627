import type { CaseRecord } from "./case-record.js";
import { LEDGER_TYPES, type LedgerEntry, type LedgerType } from "./ledger-entry.js";

/** What the program does by itself, and what merely repeats: nobody has to audit it. */
const NOT_AUDITED: ReadonlySet<LedgerType> = new Set([
  "dispatched",
  "answered",
  "asked",
  "informed",
  "undelivered",
  "phoneTask",
  "callbackPlanned",
  "nudged",
  "climbed",
  "noOneReached",
  "resumed",
  "audited",
  "anonymised",
]);

/** Entries that make a matter new or changed for an audit (REC-12). */
export const AUDITED_TYPES: readonly LedgerType[] = LEDGER_TYPES.filter((type) => !NOT_AUDITED.has(type));

/** Entries that change what stood there, rather than carry the matter on. */
const CHANGES: ReadonlySet<LedgerType> = new Set(["corrected", "classified"]);

/** Whether the entry changes what was recorded before, so that a signed audit no longer says all. */
export function isChange({ type }: Pick<LedgerEntry, "type">): boolean {
  return CHANGES.has(type);
}

/** Why a matter wants a second look, the gravest first. */
export const DOUBTS = [
  "toCorrect",
  "overdue",
  "changedAfterSignOff",
  "unclear",
  "noPhone",
  "noRoom",
  "thinWords",
] as const;
/** One of them. */
export type Doubt = (typeof DOUBTS)[number];

/** One matter of an audit. */
export interface AuditItem {
  readonly record: CaseRecord;
  /** Entries since it was last seen, in order. */
  readonly entries: readonly LedgerEntry[];
  readonly doubts: readonly Doubt[];
  /** What an auditor said of it since its newest entry, or null. */
  readonly mark: "seen" | "correction" | null;
}

/** What the rules look at to doubt a matter. */
export interface Doubtable {
  readonly record: CaseRecord;
  readonly entries: readonly LedgerEntry[];
  readonly isOverdue: boolean;
  /** It was in an audit that is signed off. */
  readonly wasSigned: boolean;
  /** A correction was asked for and has not come. */
  readonly toCorrect: boolean;
}

const NEEDS_FACTS: ReadonlySet<CaseRecord["kind"]> = new Set(["complaint", "repair", "request", "unclear"]);
const EMPTY_WORDS = /^(?:已经?|都)?(?:处理|完成|解决|修|搞|弄|办)(?:好|完|毕|结|妥)*(?:了|毕)?$/;
const LEAST_WORDS = 4;

/** Whether somebody settled it without saying what was done. */
function isThin({ status, handling }: CaseRecord): boolean {
  if (status !== "handled" && status !== "closed") return false;
  const words = (handling ?? "").replace(/[\s\p{P}]/gu, "");
  return handling !== null && ([...words].length < LEAST_WORDS || EMPTY_WORDS.test(words));
}

/** Why this matter wants a second look, the gravest first; empty when nothing strikes. */
export function doubtsOf({ record, entries, isOverdue, wasSigned, toCorrect }: Doubtable): Doubt[] {
  const needsFacts = NEEDS_FACTS.has(record.kind);
  const found: Readonly<Record<Doubt, boolean>> = {
    toCorrect,
    overdue: isOverdue,
    changedAfterSignOff: wasSigned && entries.some(isChange),
    unclear: record.needsClassification || record.kind === "unclear",
    noPhone: needsFacts && !record.contactPhone,
    noRoom: needsFacts && !record.room,
    thinWords: isThin(record),
  };
  return DOUBTS.filter((doubt) => found[doubt]);
}

function weight({ doubts }: AuditItem): number {
  const [worst] = doubts;
  return worst ? DOUBTS.indexOf(worst) : DOUBTS.length;
}

/** The doubtful first, the gravest of them at the top; then by number. Marks do not move anything. */
export function inAuditOrder(items: readonly AuditItem[]): AuditItem[] {
  return [...items].sort((a, b) => weight(a) - weight(b) || a.record.number - b.record.number);
}

/** How many matters are new, how many have changed, and how many want a second look. */
export function countAudit(items: readonly AuditItem[]): {
  total: number;
  fresh: number;
  doubtful: number;
  toCorrect: number;
} {
  const isFresh = ({ entries }: AuditItem) => entries.some(({ type }) => type === "received");
  return {
    total: items.length,
    fresh: items.filter(isFresh).length,
    doubtful: items.filter(({ doubts }) => doubts.length > 0).length,
    toCorrect: items.filter(({ doubts }) => doubts.includes("toCorrect")).length,
  };
}
