import type { CallbackKind } from "./callback.js";
import { CALLBACK_TABLE, callbackDuty, callersOf } from "./callback-table.js";
import type { CaseRecord } from "./case-record.js";
import type { Role } from "./roles.js";
import { after, type DutyRule, owner, type RungRule, told, upward } from "./sop-rule.js";

/** What ends the duties of callbacks when nobody has held them: the matter is worked on again. */
const OVER = ["reopened"] as const;

const CALLERS: readonly Role[] = ["centerManager", "officeDirector", "departmentHead", "customerAssistant"];

/** Whoever is above the caller, the supervisor first (DL-16…23). */
function above(caller: Role): RungRule[] {
  const climb = upward("nudge.climbDays", "days");
  if (caller === "centerManager") return [told("generalManager")];
  if (caller === "officeDirector") return [told("centerManager", climb), told("generalManager")];
  return [told("supervisor", climb), told("centerManager")];
}

/** Whether a callback asks about a settlement; of a contract, a rescue, an event or a visit it goes on when that was in vain. */
export function asksAboutSettlement(kind: CallbackKind): boolean {
  return !kind.startsWith("special") && !["firstAid", "activity", "visit"].includes(kind);
}

/** One row per kind and caller: who owes it depends on the class of the matter (C-02). */
const HOLDING: readonly DutyRule[] = CALLBACK_TABLE.flatMap(({ kind, duty }) => {
  const callerOf = (record: Pick<CaseRecord, "complaintClass">) => callersOf(kind, record).caller;
  const classes = [null, "minor", "important", "major"] as const;
  const used = CALLERS.filter((role) =>
    classes.some((complaintClass) => callerOf({ complaintClass }) === role),
  );
  return used.map(
    (role): DutyRule => ({
      kind: callbackDuty(kind),
      requirement: duty,
      trigger: "callbackPlanned",
      appliesTo: (record) => callerOf(record) === role,
      rungs: [owner(role, "given"), ...above(role)],
      warning: "hours",
      settledBy: asksAboutSettlement(kind) ? OVER : ["callbackHeld"],
    }),
  );
});

/** The rows of callbacks (CBK-01…24): holding them, the second confirmation, the supervisor's review. */
export const CALLBACK_DUTIES: readonly DutyRule[] = [
  ...HOLDING,
  {
    kind: "callback.confirm",
    requirement: "CBK-15",
    trigger: "callbackHeld",
    appliesTo: () => true,
    rungs: [
      owner("customerAssistant", after("nudge.climbDays", "days")),
      told("supervisor", upward("nudge.climbDays", "days")),
      told("centerManager"),
    ],
    warning: null,
    settledBy: ["callbackConfirmed", ...OVER],
  },
  {
    kind: "callback.review",
    requirement: "CBK-23",
    trigger: "callbackConfirmed",
    appliesTo: () => true,
    rungs: [owner("supervisor", "given"), told("centerManager")],
    warning: "hours",
    settledBy: ["callbackReviewed"],
  },
];
