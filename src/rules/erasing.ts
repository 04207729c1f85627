import type { LedgerEntry } from "./ledger-entry.js";

/** What stands where somebody's words were. */
export const ERASED = "（已按保管期限清除）";

/** A room as it may stay: the building alone, for counts by building. */
export function buildingOf(room: string | null): string | null {
  return room?.split("-")[0] || null;
}

/** The name of a triage rule without the words it was found by: `stat:complaint(漏水)` becomes `stat:complaint`. */
export function ruleName(rule: string): string {
  return rule.replace(/[^A-Za-z0-9_.:-].*$/su, "");
}

/** Details of entries that hold codes, moments and userids, never a resident's words. */
const CODES: ReadonlySet<string> = new Set([
  "kind",
  "fromKind",
  "complaintClass",
  "fromClass",
  "department",
  "by",
  "channel",
  "duty",
  "role",
  "danger",
  "progress",
  "cause",
  "fromCause",
  "satisfaction",
  "requirement",
  "before",
  "owner",
  "callback",
  "form",
  "mark",
  "period",
  "undone",
  "media",
  "groups",
  "members",
  "handledBy",
  "instead",
  "caller",
  "missed",
  "from",
  "to",
  "at",
  "until",
]);
const CODE = /^[A-Za-z0-9_.:,+/ -]{1,400}$/;

/**
 * The details of an entry as they may stay: numbers, yes and no, and codes. Words are taken out whatever they are
 * called, so that a detail added later does not stay by mistake.
 */
export function withoutWords(data: LedgerEntry["data"]): LedgerEntry["data"] {
  const kept = Object.entries(data).filter(
    ([key, value]) => typeof value !== "string" || (CODES.has(key) && CODE.test(value)),
  );
  return Object.fromEntries(kept);
}
