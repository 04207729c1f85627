import type { CaseRecord } from "../../rules/case-record.js";
import { afterAcceptance, withNextMoment } from "../../rules/duty-clock.js";
import type { Estate, StaffMember } from "../../rules/estate.js";
import { present, reach } from "../../rules/ladder.js";
import { settledBySeeing } from "../../rules/sop.js";
import { LostRace } from "../errors.js";
import type { Stores } from "../ports.js";
import { settleDuties } from "../start-duties.js";

/**
 * 接单 and every sign that somebody works on it: nobody is nudged about the record for as long as its class
 * allows, then 还在处理吗 is asked. The limits run on (design §1.4).
 */
export async function holdNudges(
  stores: Stores,
  at: { record: CaseRecord; estate: Estate; now: Date },
): Promise<void> {
  const { record, estate, now } = at;
  await settleDuties(stores, record, { type: "accepted", at: now });
  for (const duty of await stores.duties.openOfCase(record.id)) {
    if (!(await stores.duties.advance(duty, afterAcceptance(duty, estate, now)))) {
      throw new LostRace(`duty ${duty.id}`);
    }
  }
}

/** Whether 还在处理吗 was asked about a record and waits for an answer. */
export async function isAsked(stores: Stores, record: Pick<CaseRecord, "id">): Promise<boolean> {
  return (await stores.duties.openOfCase(record.id)).some((duty) => duty.askedAt !== null);
}

/**
 * Whoever acts on a matter knows of it (CMP-13), and whoever accepted it, or stands in for them, and is asked
 * 还在处理吗 has answered by acting.
 */
export async function noteActivity(
  stores: Stores,
  at: { record: CaseRecord; member: StaffMember; estate: Estate; now: Date },
): Promise<void> {
  const { record, member, estate, now } = at;
  const kinds = settledBySeeing(member.roles);
  if (kinds.length > 0) await stores.duties.settle(record.id, kinds, now);
  if (!record.assignee) return;
  const absences = await stores.absences.current(estate.id, now);
  const on = present(record.assignee, { estate, record, absences, now });
  const askable = [record.assignee, "userid" in on ? on.userid : record.assignee];
  if (!askable.some((userid) => userid.toLowerCase() === member.userid.toLowerCase())) return;
  if (await isAsked(stores, record)) await holdNudges(stores, { record, estate, now });
}

/**
 * 转: whoever had accepted is released, so nothing is held back any more, and what the head of the old
 * department owed the head of the new one owes now. Limits run on (REC-06).
 */
export async function handOverDuties(
  stores: Stores,
  at: { record: CaseRecord; estate: Estate; now: Date },
): Promise<void> {
  const { record, estate, now } = at;
  await settleDuties(stores, record, { type: "transferred", at: now });
  const absences = await stores.absences.current(estate.id, now);
  for (const duty of await stores.duties.openOfCase(record.id)) {
    const released = { acceptedUntil: null, askedAt: null };
    const owed = duty.ownerRole === "departmentHead";
    const reached = owed ? reach({ ...duty, ownerUserid: null }, { estate, record, absences, now }) : null;
    const owner = reached?.userid ? { ownerUserid: reached.userid } : {};
    const changes = withNextMoment(duty, { ...released, ...owner }, { hours: estate, now });
    if (!(await stores.duties.advance(duty, changes))) throw new LostRace(`duty ${duty.id}`);
  }
}
