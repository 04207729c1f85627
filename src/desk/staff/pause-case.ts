import { nextTimeOfDay } from "../../rules/calendar.js";
import { isOpen } from "../../rules/case-record.js";
import type { PlainCommand, WordsCommand } from "../../rules/clock-commands.js";
import type { Duty } from "../../rules/duty.js";
import { afterPause, afterResume } from "../../rules/duty-pause.js";
import type { Estate } from "../../rules/estate.js";
import { sayLength, sayLimit, sayMoment } from "../../rules/estate-time.js";
import { MANAGER_ROLES, SUPERVISOR_ROLES } from "../../rules/roles.js";
import { askWhichMoment, readUntil } from "../../rules/spoken-moment.js";
import { dutyWords } from "../../rules/wording/duty-words.js";
import { LostRace } from "../errors.js";
import type { Stores } from "../ports.js";
import { settleDuties } from "../start-duties.js";
import { type CaseCommand, refused, type StaffAnswer } from "./run-staff-command.js";
import { noteStep } from "./step-notes.js";

const MOST_PAUSE_MILLIS = 60 * 86_400_000;

/** 等业主 到周五: the reason, and the end; a whole day ends when the desk closes. */
function readPause(
  words: string,
  now: Date,
  estate: Estate,
): { reason: string; until: Date } | { ask: string } | null {
  const read = readUntil(words, now, estate.timezone);
  if (read.kind === "none") return null;
  if (read.kind !== "clear") return { ask: askWhichMoment(read, { now, timezone: estate.timezone }) };
  const { moment } = read;
  const until = moment.wholeDay ? nextTimeOfDay(moment.at, estate.hours.desk.to, estate.timezone) : moment.at;
  return { reason: moment.rest.replace(/[，,。\s]+$/, ""), until };
}

async function pausableOf(stores: Stores, caseId: number): Promise<Duty[]> {
  return (await stores.duties.openOfCase(caseId)).filter((duty) => duty.terms.pausable);
}

type Pause = CaseCommand<WordsCommand>;

/**
 * 暂停: the clocks of the matter stand still while somebody else is waited for; the time is given back at the
 * end (design §1.2). Reports to superiors and the month rule do not wait. A major complaint is paused by the
 * supervisor or a manager only.
 */
export async function pauseCase(stores: Stores, pause: Pause): Promise<StaffAnswer> {
  const { record, member, estate, command, now } = pause;
  const form = `例如「暂停 ${record.number} 等业主 到周五」`;
  if (!isOpen(record)) return refused(`#${record.number} 已经办结，没有在走的时限。`, record);
  const leads = member.roles.some((role) => [...SUPERVISOR_ROLES, ...MANAGER_ROLES].includes(role));
  if (record.complaintClass === "major" && !leads) {
    return refused(
      `#${record.number} 是重大投诉，暂停要由客服主管决定。请把原因写成「备注 ${record.number} …」。`,
      record,
    );
  }
  const read = readPause(command.words.trim(), now, estate);
  if (!read) return refused(`请写明等到什么时候，${form}。`, record);
  if ("ask" in read) return refused(read.ask, record);
  if (!read.reason) return refused(`请写明在等什么，${form}。`, record);
  if (read.until <= now)
    return refused(`${sayMoment(read.until, now, estate.timezone)}已经过了，${form}。`, record);
  if (read.until.getTime() - now.getTime() > MOST_PAUSE_MILLIS) {
    return refused("一次最多暂停60天，到时可以再写一次。", record);
  }
  const duties = await pausableOf(stores, record.id);
  if (duties.length === 0) return refused(`#${record.number} 没有可以暂停的时限。`, record);
  for (const duty of duties) {
    const changes = afterPause(duty, read, { hours: estate, now });
    if (!(await stores.duties.advance(duty, changes))) throw new LostRace(`duty ${duty.id}`);
  }
  await settleDuties(stores, record, { type: "paused", at: now });
  await noteStep(stores, pause, {
    record,
    type: "paused",
    data: { reason: read.reason, until: read.until.toISOString() },
  });
  const until = sayMoment(read.until, now, estate.timezone);
  return {
    words: `#${record.number} 已暂停计时，原因：${read.reason}，到${until}自动恢复，暂停的时间会补回。提前好了回复「恢复 ${record.number}」。`,
    done: true,
    caseId: record.id,
  };
}

type Resume = CaseCommand<PlainCommand>;

/** 恢复: the clocks run again, every limit moved by the time they stood still; the sentence says the new one. */
export async function resumeCase(stores: Stores, resume: Resume): Promise<StaffAnswer> {
  const { record, estate, now } = resume;
  const paused = (await pausableOf(stores, record.id)).filter((duty) => duty.pausedAt !== null);
  if (paused.length === 0) return refused(`#${record.number} 没有暂停，时限一直在走。`, record);
  const limits: string[] = [];
  let stood = 0;
  for (const duty of paused) {
    const changes = afterResume(duty, estate, now);
    if (!(await stores.duties.advance(duty, changes))) throw new LostRace(`duty ${duty.id}`);
    stood = Math.max(stood, now.getTime() - (duty.pausedAt?.getTime() ?? now.getTime()));
    const dueAt = changes.dueAt ?? duty.dueAt;
    const { name } = dutyWords(duty.kind);
    limits.push(
      dueAt > now
        ? `「${name}」新时限${sayLimit(dueAt, now, estate.timezone)}前`
        : `「${name}」在暂停前已经超时`,
    );
  }
  await noteStep(stores, resume, { record, type: "resumed", data: { pausedMillis: stood } });
  return {
    words: `#${record.number} 已恢复计时，暂停的${stood < 60_000 ? "时间" : sayLength(stood)}已补回：${limits.join("，")}。`,
    done: true,
    caseId: record.id,
  };
}
