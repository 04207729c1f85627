import type { Length } from "./calendar.js";
import type { CallbackForm, CallbackKind } from "./callback.js";
import type { CaseRecord } from "./case-record.js";
import type { Role } from "./roles.js";
import type { NumberSettingName } from "./settings.js";

/** How long after its beginning a callback is due: a setting, or a length the SOP fixes. */
export type CallbackLimit =
  | { readonly setting: NumberSettingName; readonly unit: Length["unit"] }
  | { readonly fixed: Length };

/** One row: what is called back, on which rule, by when and in which form. How many of them: percentOf. */
export interface CallbackRule {
  readonly kind: CallbackKind;
  readonly requirement: string;
  /** Row of requirements §32 its duty comes from. */
  readonly duty: string;
  readonly limit: CallbackLimit;
  /** Forms CBK-18 names for it, the one that is proposed first; any other needs a remark. */
  readonly forms: readonly [CallbackForm, ...CallbackForm[]];
  /** True where a home visit may take the place of the proposed form to keep the share of CBK-17. */
  readonly mayBeVisit: boolean;
}

const OTHER = { setting: "callback.otherDays", unit: "days" } as const;

/** CBK-03…09, CBK-17, CBK-18 and DL-16…23 as data. */
export const CALLBACK_TABLE: readonly CallbackRule[] = [
  {
    kind: "complaintCall",
    requirement: "CBK-03",
    duty: "DL-16",
    limit: { setting: "callback.complaintHours", unit: "hours" },
    forms: ["phone"],
    mayBeVisit: false,
  },
  {
    // C-01, C-03: the call within 48 hours, and the visit or letter within three days.
    kind: "complaintVisit",
    requirement: "CBK-03",
    duty: "DL-17",
    limit: { fixed: { amount: 3, unit: "days" } },
    forms: ["homeVisit", "letter"],
    mayBeVisit: true,
  },
  {
    kind: "repair",
    requirement: "CBK-04",
    duty: "DL-18",
    limit: { setting: "callback.repairDays", unit: "days" },
    forms: ["phone"],
    mayBeVisit: true,
  },
  {
    kind: "repairSecond",
    requirement: "CBK-05",
    duty: "DL-19",
    limit: { fixed: { amount: 1, unit: "months" } },
    forms: ["phone"],
    mayBeVisit: true,
  },
  ...(["specialStart", "specialMiddle", "specialEnd"] as const).map(
    (kind): CallbackRule => ({
      kind,
      requirement: "CBK-06",
      duty: "DL-20",
      // The SOP names the point of the contract, not how long it may take: the week of other services.
      limit: OTHER,
      forms: ["phone"],
      mayBeVisit: false,
    }),
  ),
  {
    kind: "firstAid",
    requirement: "CBK-07",
    duty: "DL-21",
    limit: { setting: "callback.firstAidDays", unit: "days" },
    forms: ["homeVisit"],
    mayBeVisit: true,
  },
  {
    kind: "activity",
    requirement: "CBK-08",
    duty: "DL-22",
    limit: { setting: "callback.activityMonths", unit: "months" },
    forms: ["letter"],
    mayBeVisit: false,
  },
  {
    // CBK-28: the supervisor names the last day; a year where nobody has.
    kind: "visit",
    requirement: "CBK-28",
    duty: "CBK-28",
    limit: { fixed: { amount: 12, unit: "months" } },
    forms: ["homeVisit", "phone", "letter"],
    mayBeVisit: true,
  },
  {
    kind: "other",
    requirement: "CBK-09",
    duty: "DL-23",
    limit: OTHER,
    forms: ["phone", "homeVisit", "letter"],
    mayBeVisit: true,
  },
  {
    // Asked in chat and not answered: no rule names a time, so it has that of a repair.
    kind: "unanswered",
    requirement: "CBK-27",
    duty: "CBK-27",
    limit: { setting: "callback.repairDays", unit: "days" },
    forms: ["phone"],
    mayBeVisit: false,
  },
];

/** The row of a kind. */
export function callbackRule(kind: CallbackKind): CallbackRule {
  const rule = CALLBACK_TABLE.find((row) => row.kind === kind);
  if (!rule) throw new Error(`no row for callbacks of the kind ${kind}`);
  return rule;
}

/** Who calls, and who confirms the record as second person, by kind and class (CBK-14…16; C-02's default). */
export function callersOf(
  kind: CallbackKind,
  record: Pick<CaseRecord, "complaintClass">,
): { readonly caller: Role; readonly confirmer: Role | null } {
  if (kind !== "complaintCall" && kind !== "complaintVisit") {
    return { caller: "customerAssistant", confirmer: null };
  }
  switch (record.complaintClass) {
    case "major":
      return { caller: "centerManager", confirmer: null };
    case "important":
      return { caller: "officeDirector", confirmer: null };
    default:
      return { caller: "departmentHead", confirmer: "customerAssistant" };
  }
}

/** Kinds that must be held whatever happens: nobody may take them off the plan (CBK-10, EMG-12). */
export function isMandatory(kind: CallbackKind): boolean {
  return kind.startsWith("complaint") || kind.startsWith("special") || kind === "firstAid";
}

const DUTY_PREFIX = "callback.";

/** Name of the duty that asks for callbacks of this kind. */
export function callbackDuty(kind: CallbackKind): string {
  return `${DUTY_PREFIX}${kind}`;
}

/** True for every duty that follows the settlement as a callback, its confirmation or its review. */
export function isCallbackDuty(kind: string): boolean {
  return kind.startsWith(DUTY_PREFIX);
}

/** Duties that end when the matter is worked on again, held or not. */
export const CALLBACK_DUTY_KINDS: readonly string[] = [
  ...CALLBACK_TABLE.map(({ kind }) => callbackDuty(kind)),
  "callback.confirm",
];
