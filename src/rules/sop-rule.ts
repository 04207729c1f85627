import type { Length } from "./calendar.js";
import type { CaseRecord } from "./case-record.js";
import type { LedgerType } from "./ledger-entry.js";
import type { Role } from "./roles.js";
import type { CalendarSettingName, NumberSettingName } from "./settings.js";

/** What starts a duty. */
export type DutyTrigger =
  | "recorded"
  | "handled"
  | "planned"
  | "appointed"
  | "reopened"
  | "callbackPlanned"
  | "callbackHeld"
  | "callbackConfirmed";

/**
 * When a rung ends: so long after the trigger, so long after the rung before, with the day, or at the moment
 * that was reckoned for the one duty that starts (`given`).
 */
export type RungLimit =
  | { readonly from: "trigger" | "rungBefore"; readonly setting: NumberSettingName; readonly unit: Unit }
  | "endOfDay"
  | "given"
  | null;
type Unit = Length["unit"];

export interface RungRule {
  readonly role: Role;
  readonly limit: RungLimit;
  /** True where the SOP says this role takes the matter over; a mere superior is told. */
  readonly takesOver: boolean;
}

/** One row of the table "event → duty": what the SOP demands, of whom, by when, and what ends it. */
export interface DutyRule {
  readonly kind: string;
  readonly requirement: string;
  readonly trigger: DutyTrigger;
  readonly appliesTo: (record: CaseRecord) => boolean;
  readonly rungs: readonly RungRule[];
  /** Reminder before a limit: `nudge.warnHours`, `nudge.warnMinutes`, at closing time, before a visit, none. */
  readonly warning: "hours" | "minutes" | "closing" | "visit" | null;
  /** Ledger entries that settle it. */
  readonly settledBy: readonly LedgerType[];
  /** Any entry made by one of these roles settles it too: they know now. */
  readonly seenBy?: readonly Role[];
  /** How its days are reckoned; exact hours without. */
  readonly calendar?: CalendarSettingName;
  readonly pausable?: true;
  /** Counts from the receipt of the matter even when it gets its class later (GAP-01). */
  readonly runsFromReceipt?: true;
  /** Its limit is the promise a resident hears. */
  readonly promised?: true;
  /** The main duty of the matter: it asks 还在处理吗. */
  readonly asksProgress?: true;
  /** Repeats after minutes rather than after a day. */
  readonly pressing?: true;
}

/** The month rule acts by itself instead of asking anybody (CMP-08, DL-14). */
export const MONTH_RULE = "complaint.toMajor";

/** So long after the trigger. */
export const after = (setting: NumberSettingName, unit: Unit): RungLimit => ({
  from: "trigger",
  setting,
  unit,
});
/** So long after the rung before. */
export const upward = (setting: NumberSettingName, unit: Unit): RungLimit => ({
  from: "rungBefore",
  setting,
  unit,
});

/** The rung that owes the duty. */
export const owner = (role: Role, limit: RungLimit): RungRule => ({ role, limit, takesOver: true });
/** A superior who is told, and asked from then on. */
export const told = (role: Role, limit: RungLimit = null): RungRule => ({ role, limit, takesOver: false });
/** A superior to whom the SOP gives the matter. */
export const takesOver = (role: Role, limit: RungLimit = null): RungRule => ({
  role,
  limit,
  takesOver: true,
});

/** What ends every duty of a matter. */
export const DONE: readonly LedgerType[] = ["handled", "closed"];
