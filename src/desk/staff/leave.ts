import type { Estate, StaffMember } from "../../rules/estate.js";
import { sayMoment } from "../../rules/estate-time.js";
import { readDeputy, readLeave } from "../../rules/leave.js";
import { isDesk } from "../../rules/permissions.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import { refused, type StaffAnswer } from "./run-staff-command.js";

const FORM = "例如「请假 周五到周一 代 王芳」";

/** The member whose name opens the words, and the words without it. */
function ofWhom(estate: Estate, words: string): { member: StaffMember | undefined; rest: string } {
  // 赵强代 明天 names who stands in.
  const member = estate.staff.find(
    ({ name }) => words.startsWith(name) && !/^\s*代/.test(words.slice(name.length)),
  );
  return { member, rest: member ? words.slice(member.name.length).trim() : words };
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
  const { member: deputy, unknown, rest: days } = readDeputy(rest, estate);
  const read = readLeave(days, { now, timezone: estate.timezone });
  if (!read) return refused(`请写从哪天到哪天，${FORM}。`);
  if ("problem" in read)
    return refused(/。$/.test(read.problem) ? read.problem : `${read.problem}，${FORM}。`);
  if (unknown !== null) return refused(`名单里没有「${unknown}」，请写同事的全名。`);
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
