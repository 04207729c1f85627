import { isOpenDuty, isUrgent } from "../rules/duty.js";
import type { Estate } from "../rules/estate.js";
import { groupOfRecipient } from "../rules/nudge-recipients.js";
import { type NudgeItem, nudgeMessage, worstFirst } from "../rules/wording/nudge-wording.js";
import type { DeskDeps } from "./desk-deps.js";
import type { Nudge } from "./duty-ports.js";
import { errorCode, LostRace } from "./errors.js";
import type { OutboundTarget } from "./outbound-message.js";
import { PRIORITY } from "./outbound-message.js";
import type { Stores } from "./ports.js";
import { plainText, queueMessage } from "./queue-message.js";

/** What the sweep of the clocks needs of the desk. */
export type SweepDeps = Pick<DeskDeps, "unitOfWork" | "clock" | "directory" | "log">;

/** Recipients looked up at a time. */
const RECIPIENTS = 200;

/** Key of a nudge that was pointless by the time somebody could be told. */
const VOID = "void";

interface Waiting {
  readonly nudge: Nudge;
  readonly item: NudgeItem;
}

/** Words that stay worth saying although the duty itself has ended. */
const OUTLIVES_DUTY = new Set(["becomesMajor"]);

async function itemsOf(stores: Stores, nudges: readonly Nudge[]): Promise<Waiting[]> {
  const duties = await stores.duties.findAll([...new Set(nudges.map(({ dutyId }) => dutyId))]);
  const caseIds = duties.flatMap(({ caseId }) => (caseId === null ? [] : [caseId]));
  const records = new Map(
    (await stores.cases.findAll([...new Set(caseIds)])).map((record) => [record.id, record]),
  );
  const byId = new Map(duties.map((duty) => [duty.id, duty]));
  return nudges.flatMap((nudge) => {
    const duty = byId.get(nudge.dutyId);
    if (!duty) return [];
    const record = duty.caseId === null ? null : records.get(duty.caseId);
    if (record === undefined || !(isOpenDuty(duty) || OUTLIVES_DUTY.has(nudge.kind))) return [];
    const reader = groupOfRecipient(nudge.recipient) === null ? nudge.recipient : null;
    return [{ nudge, item: { word: nudge.kind, duty, record, reader } }];
  });
}

/** The nudge of a message that names it: the worst. */
function keyOf(waiting: readonly Waiting[]): string {
  const [worst] = worstFirst(waiting.map(({ item }) => item));
  const named = waiting.find(({ item }) => item === worst)?.nudge;
  if (!named) throw new Error("a message without nudges");
  return `nudge:${named.dutyId}:${named.number}:${named.recipient}`;
}

function targetOf(recipient: string): OutboundTarget {
  const group = groupOfRecipient(recipient);
  return group === null ? { channel: "app", userid: recipient } : { channel: "robot", group };
}

async function assignAll(stores: Stores, nudges: readonly Nudge[], key: string): Promise<void> {
  if (nudges.length === 0) return;
  const ids = nudges.map(({ id }) => id);
  const assigned = await stores.nudges.assign(ids, key);
  // Another process put some of them into its own message: it has all of them.
  if (assigned !== ids.length) throw new LostRace(`nudges of ${key}`);
}

/** Everything that waits for one person becomes one message; what is pointless by now becomes none. */
async function gatherFor(stores: Stores, to: { estate: Estate; recipient: string }, now: Date) {
  const { estate, recipient } = to;
  const nudges = await stores.nudges.waitingFor({ estateId: estate.id, recipient });
  const waiting = await itemsOf(stores, nudges);
  const wanted = new Set(waiting.map(({ nudge }) => nudge.id));
  await assignAll(
    stores,
    nudges.filter(({ id }) => !wanted.has(id)),
    VOID,
  );
  if (waiting.length === 0) return 0;
  const items = waiting.map(({ item }) => item);
  const key = keyOf(waiting);
  await assignAll(
    stores,
    waiting.map(({ nudge }) => nudge),
    key,
  );
  const cases = new Set(items.map(({ record }) => record?.id));
  await queueMessage(
    stores,
    {
      estateId: estate.id,
      key,
      target: targetOf(recipient),
      content: plainText(nudgeMessage(items, { estate, now })),
      record: cases.size === 1 ? (items[0]?.record ?? null) : null,
      priority: items.some(({ record }) => isUrgent(record)) ? PRIORITY.emergency : PRIORITY.notice,
    },
    now,
  );
  return 1;
}

/**
 * Puts nudges that wait into messages: one per person, the worst matter first. A nudge belongs to exactly one
 * message, because the row that says so is written with the message. Returns how many messages were queued.
 */
export function createGatherNudges({ unitOfWork, directory, log }: Omit<SweepDeps, "clock">) {
  return async function gatherNudges(now: Date): Promise<number> {
    let queued = 0;
    for (const { estateId, recipient } of await unitOfWork.stores.nudges.waitingRecipients(RECIPIENTS)) {
      const estate = directory.byId(estateId);
      if (!estate) continue;
      try {
        queued += await unitOfWork.run((stores) => gatherFor(stores, { estate, recipient }, now));
      } catch (error) {
        if (!(error instanceof LostRace)) log.error({ error: errorCode(error) }, "gathering_nudges_failed");
      }
    }
    return queued;
  };
}
