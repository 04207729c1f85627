import { type Duty, isOpenDuty } from "../rules/duty.js";
import { afterNudge } from "../rules/duty-clock.js";
import type { Estate } from "../rules/estate.js";
import { reach } from "../rules/ladder.js";
import { nudgeRecipients } from "../rules/nudge-recipients.js";
import type { DeskDeps } from "./desk-deps.js";
import type { Nudge } from "./duty-ports.js";
import type { QueuedMessage } from "./outbound-message.js";
import type { Stores } from "./ports.js";

/** Key of the message that first asks for a period: like a nudge, it must not be lost on somebody unreachable. */
export function periodKey(duty: Pick<Duty, "id">): string {
  return `period:${duty.id}`;
}

/** True for messages that carry nudges, or first ask for a period. */
export function isNudge({ key }: Pick<QueuedMessage, "key">): boolean {
  return key.startsWith("nudge:") || key.startsWith("period:");
}

/** What a message asked of whom, by duty; the first question about a period counts as the nudge before the first. */
async function askedIn(stores: Stores, { key }: QueuedMessage, userid: string): Promise<Asked[]> {
  const period = /^period:(\d+)$/.exec(key);
  if (period) return [{ dutyId: Number(period[1]), number: 0, recipient: userid }];
  return (await stores.nudges.ofMessage(key)).filter(({ kind }) => kind !== "passedUp");
}

/** Whoever a nudge of this duty has failed to reach, so that two dead accounts do not hand it to and fro. */
async function unreachableFor(stores: Stores, nudges: readonly Nudge[]): Promise<string[]> {
  const keys = nudges.flatMap(({ messageKey }) => (messageKey ? [messageKey] : []));
  const deliveries = await stores.nudges.deliveries([...new Set(keys)]);
  return nudges
    .filter(({ messageKey }) => messageKey && deliveries.get(messageKey)?.state === "failed")
    .map(({ recipient }) => recipient);
}

type Asked = Pick<Nudge, "dutyId" | "number" | "recipient">;

async function climb(
  stores: Stores,
  at: { failed: Asked; unreachable: string; estate: Estate; now: Date },
): Promise<void> {
  const { failed, estate, now } = at;
  const duty = await stores.duties.find(failed.dutyId);
  if (!duty) return;
  const record = duty.caseId === null ? null : await stores.cases.find(duty.caseId);
  if ((duty.caseId !== null && !record) || !isOpenDuty(duty) || duty.pausedAt) return;
  const nudges = await stores.nudges.ofDuties([duty.id]);
  // Somebody was asked since.
  if (failed.number === 0 && duty.nudges > 0) return;
  const others = nudges.filter(
    ({ number, recipient }) => number === failed.number && recipient !== failed.recipient,
  );
  // Somebody else was asked in the same breath.
  if (others.some(({ kind }) => kind !== "passedUp")) return;
  const absences = await stores.absences.current(estate.id, now);
  const unreachable = [...(await unreachableFor(stores, nudges)), at.unreachable];
  const facts = { estate, record, absences, unreachable, now };
  const found = reach({ ...duty, ownerUserid: null }, facts);
  const reached = { ...found, missedRung: true };
  const nudge = { kind: "unowned", at: now, step: found.step } as const;
  // A lost claim means that the clock has moved on meanwhile: whoever moved it asked somebody.
  if (
    !(await stores.duties.advance(duty, afterNudge(duty, nudge, { outcome: reached, hours: estate, now })))
  ) {
    return;
  }
  const assignee = record?.assignee ?? null;
  for (const { recipient, word } of nudgeRecipients({ duty, facts, assignee, nudge, reached })) {
    const { id: dutyId, estateId } = duty;
    const number = duty.nudges + 1;
    await stores.nudges.add({ dutyId, estateId, number, kind: word, step: reached.step, recipient, at: now });
  }
  if (!record) return;
  await stores.ledger.append(record.id, {
    at: now,
    type: "noOneReached",
    actor: "guanjia",
    data: { duty: duty.kind, missed: `${at.unreachable}:undeliverable`, instead: reached.userid },
    inboundId: null,
    correctsId: null,
  });
}

/**
 * A nudge that could not be delivered climbs at once (design §1.3): each duty it carried asks the next who can
 * be asked, and is listed under 没人接到.
 */
export async function climbUndelivered(
  deps: Pick<DeskDeps, "directory">,
  stores: Stores,
  undelivered: { message: QueuedMessage; now: Date },
): Promise<void> {
  const { message, now } = undelivered;
  const estate = deps.directory.byId(message.estateId);
  if (!estate || message.target.channel !== "app") return;
  const { userid } = message.target;
  for (const failed of await askedIn(stores, message, userid)) {
    await climb(stores, { failed, unreachable: userid, estate, now });
  }
}
