import { isOpen } from "../../rules/case-record.js";
import type { WordsCommand } from "../../rules/clock-commands.js";
import { sayMoment } from "../../rules/estate-time.js";
import { askWhichMoment, readMoment } from "../../rules/spoken-moment.js";
import { appointmentNotice } from "../../rules/wording/progress-wording.js";
import type { DeskDeps } from "../desk-deps.js";
import { LostRace } from "../errors.js";
import { notifyResident } from "../notify-resident.js";
import type { Stores } from "../ports.js";
import { settleDuties, startDuties } from "../start-duties.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";
import { noteStep } from "./step-notes.js";

type Appoint = CaseCommand<WordsCommand>;

/**
 * 约: a visit at an agreed time (REP-02, REP-04), told to the resident: a reminder before, a question after. A new
 * time replaces the old.
 */
export async function makeAppointment(
  deps: DeskDeps,
  stores: Stores,
  appoint: Appoint,
): Promise<StaffAnswer> {
  const { record, member, estate, message, command, now } = appoint;
  if (!isOpen(record)) return refused(`#${record.number} 已经办结，不用再约。`, record);
  const read = readMoment(command.words, now, estate.timezone);
  if (read.kind === "ambiguous" || read.kind === "impossible") {
    return refused(askWhichMoment(read, { now, timezone: estate.timezone }), record);
  }
  const moment = read.kind === "clear" ? read.moment : null;
  if (!moment || moment.wholeDay) {
    return refused(`请写清哪天几点，例如「约 ${record.number} 明天下午3点」。`, record);
  }
  const said = sayMoment(moment.at, now, estate.timezone);
  if (moment.at <= now) return refused(`${said}已经过了，请写以后的时间。`, record);
  const updated = await stores.cases.update(record, { appointmentAt: moment.at }, now);
  if (!updated) throw new LostRace(`case ${record.id}`);
  await settleDuties(stores, record, { type: "appointed", at: now });
  await noteStep(stores, appoint, { record, type: "appointed", data: { at: moment.at.toISOString() } });
  await startDuties(stores, { record: updated, estate, trigger: "appointed", happenedAt: moment.at, now });
  const isAnother = record.appointmentAt !== null;
  await notifyResident(deps, stores, {
    estate,
    record: updated,
    words: appointmentNotice(updated, estate, { userid: member.userid, said, isAnother }),
    key: `appointed:${record.id}:${message.id}`,
    importance: "normal",
    caller: null,
    now,
  });
  return {
    words: `#${record.number} 已约${said}，上门前我会提醒，之后会问一下结果。`,
    done: true,
    caseId: record.id,
  };
}
