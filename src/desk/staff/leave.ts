import { startOfDay } from "../../rules/calendar.js";
import { type Estate, findStaff, type StaffMember } from "../../rules/estate.js";
import { sayMoment } from "../../rules/estate-time.js";
import { isDesk } from "../../rules/permissions.js";
import { askWhichMoment, readMoment } from "../../rules/spoken-moment.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import { refused, type StaffAnswer } from "./run-staff-command.js";

const FORM = "例如「请假 周五到周一 代 王芳」";

function memberNamed(estate: Estate, name: string): StaffMember | undefined {
  return findStaff(estate, name) ?? estate.staff.find((member) => member.name === name);
}

/** The member whose name opens the words, and the words without it. */
function ofWhom(estate: Estate, words: string): { member: StaffMember | undefined; rest: string } {
  const member = estate.staff.find((candidate) => words.startsWith(candidate.name));
  return { member, rest: member ? words.slice(member.name.length).trim() : words };
}

/** 周五到周一: half-open; a day named as the end is wholly off. `ask` where a time may mean two. */
function readSpan(
  words: string,
  now: Date,
  estate: Estate,
): { from: Date; until: Date } | { ask: string } | null {
  const { timezone } = estate;
  const [first = "", second] = words.split(/[到至~—-]+/);
  const read = readMoment(first, now, timezone);
  if (read.kind === "none") return null;
  if (read.kind === "ambiguous") return { ask: askWhichMoment(read.moments, { now, timezone }) };
  const begin = read.moment;
  const since = begin.at > now ? begin.at : now;
  const readEnd = second ? readMoment(second, since, timezone) : read;
  if (readEnd.kind === "none") return null;
  if (readEnd.kind === "ambiguous") return { ask: askWhichMoment(readEnd.moments, { now, timezone }) };
  const end = readEnd.moment;
  const until = end.wholeDay ? startOfDay(end.at, timezone, 1) : end.at;
  if (!second && !end.wholeDay) return { from: begin.at, until: startOfDay(begin.at, timezone, 1) };
  return until > begin.at ? { from: begin.at, until } : null;
}

/**
 * 请假: whoever is away is not asked; the deputy is, or the next rung (design §1.3). 销假 ends it. The desk may
 * enter it for others by writing the name first.
 */
export async function takeLeave(
  stores: Stores,
  context: StaffContext & { words: string },
): Promise<StaffAnswer> {
  const { estate, member, now } = context;
  const back = context.words.startsWith("销假");
  const { member: named, rest } = ofWhom(estate, context.words.replace(/^销假\s*/, ""));
  const who = named ?? member;
  if (who !== member && !isDesk(member)) return refused("替别人请假由前台、主管或经理来写。");
  if (back) {
    const ended = await stores.absences.end(estate.id, who.userid, now);
    return {
      words: ended ? `${who.name}已销假，提醒照常发。` : `${who.name}没有在请假。`,
      done: ended > 0,
      caseId: null,
    };
  }
  const [span = "", deputyName] = rest.split(/[\s，,]*代(?:班|理)?(?:人)?[：:\s]*/);
  const read = readSpan(span, now, estate);
  if (!read) return refused(`请写从哪天到哪天，${FORM}。`);
  if ("ask" in read) return refused(read.ask);
  const deputy = deputyName?.trim() ? memberNamed(estate, deputyName.trim()) : undefined;
  if (deputyName?.trim() && !deputy) return refused(`名单里没有「${deputyName.trim()}」，请写同事的全名。`);
  if (deputy === who) return refused("代班的人不能是请假的人自己。");
  await stores.absences.add(
    estate.id,
    { userid: who.userid, ...read, deputy: deputy?.userid ?? null },
    { by: member.userid, at: now },
  );
  const from = sayMoment(read.from, now, estate.timezone);
  const until = sayMoment(read.until, now, estate.timezone);
  const instead = deputy ? `，期间的提醒发给${deputy.name}` : "，期间的提醒发给上一级（没有写谁代）";
  return { words: `已记：${who.name}请假，${from}起，${until}止${instead}。`, done: true, caseId: null };
}
