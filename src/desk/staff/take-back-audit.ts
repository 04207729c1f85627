import { withNextMoment } from "../../rules/duty-clock.js";
import { periodNamed } from "../../rules/periods.js";
import type { PeriodKind } from "../../rules/sop-periods.js";
import { auditTakenBack } from "../../rules/wording/audit-wording.js";
import { summaryTakenBack } from "../../rules/wording/period-wording.js";
import { SIGN_OFF_KINDS, type SignOffKind } from "../audit-ports.js";
import { LostRace } from "../errors.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import { refused, type StaffAnswer } from "./run-staff-command.js";

/** The clock each sign-off ends. */
const DUTY_OF: Readonly<Record<SignOffKind, PeriodKind>> = {
  daily: "audit.daily",
  weekly: "audit.weekly",
  summary: "report.summary",
};

/** 撤回 of 通过 and of 小结: nobody has signed, what was marked with it is unmarked, the clock runs as before. */
export async function takeBackAudit(
  stores: Stores,
  { estate, now }: StaffContext,
  subject: string,
): Promise<StaffAnswer> {
  const [word = "", name = ""] = subject.split(":");
  const kind = SIGN_OFF_KINDS.find((one) => one === word);
  const period = periodNamed(name, estate.timezone);
  const signOff = kind && (await stores.audits.find({ estateId: estate.id, kind, period: name }));
  if (!kind || !period || !signOff) return refused("找不到要撤回的审核。");
  if (!(await stores.audits.takeBack(signOff))) throw new LostRace(`sign-off of ${name}`);
  const duty = await stores.periods.find({ estateId: estate.id, kind: DUTY_OF[kind], subject: name });
  if (duty?.settledAt) {
    const open = { ...duty, settledAt: null };
    const reopened = await stores.duties.reopen(duty, withNextMoment(open, {}, { hours: estate, now }));
    if (!reopened) throw new LostRace(`duty ${duty.id}`);
  }
  const place = { estate, now };
  const words = kind === "summary" ? summaryTakenBack(period, place) : auditTakenBack(kind, period, place);
  return { words, done: true, caseId: null };
}
