import { personsSessionIsOver } from "../rules/contact-policy.js";
import type { DeskDeps } from "./desk-deps.js";
import { conversationKey, type IncomingMessage } from "./inbound-message.js";
import { targetKeyOf } from "./outbound-message.js";
import type { Conversation } from "./people-ports.js";
import type { Stores } from "./ports.js";

/** Channel of the conversation a message belongs to. */
export function conversationChannel(
  message: Pick<IncomingMessage, "channel" | "inGroup">,
): Conversation["channel"] {
  if (message.channel === "bot") return message.inGroup ? "botGroup" : "botSingle";
  return message.channel;
}

/** Estate a message belongs to, or null when nobody here knows the account, group or sender. */
export function estateOf(deps: Pick<DeskDeps, "directory">, message: IncomingMessage): string | null {
  if (message.channel === "kf") return deps.directory.byKfAccount(message.accountId)?.id ?? null;
  if (message.channel === "bot" && message.inGroup)
    return deps.directory.byGroupChat(message.peerId)?.estate.id ?? null;
  return deps.directory.ofStaff(message.senderId)?.estate.id ?? null;
}

const isResidentsOwn = (message: IncomingMessage) =>
  message.channel === "kf" && message.content.type !== "event";

/** Opens the 48 h window of the resident who wrote; what was held for them may go out again. */
async function noteWindow(deps: DeskDeps, stores: Stores, message: IncomingMessage): Promise<void> {
  const now = deps.clock.now();
  const estateId = estateOf(deps, message);
  if (!estateId || !isResidentsOwn(message)) return;
  const conversation = await stores.conversations.findOrCreate({
    estateId,
    channel: "kf",
    accountId: message.accountId,
    peerId: message.peerId,
  });
  // Before the window moves: a servicer who never ended the session would keep the bot silent for ever.
  if (personsSessionIsOver(conversation, message.sentAt))
    await stores.conversations.update(conversation.id, { humanSince: null });
  await stores.conversations.noteInbound(conversation.id, message.sentAt);
  const target = { channel: "kf", openKfId: message.accountId, externalUserId: message.peerId } as const;
  await stores.outbound.releaseHeld(targetKeyOf(estateId, target), now);
}

// Only 微信客服 keeps what was said before somebody listened. Its times are whole seconds: a message of the
// very second of the install counts as new. A message that does not say when it was sent (0) does too: better
// answered late than lost.
function isFromBeforeInstall(message: IncomingMessage, installedAt: Date): boolean {
  const sent = message.sentAt.getTime();
  return sent > 0 && sent + 1_000 <= installedAt.getTime();
}

/** Stores one message a resident sent, with what follows from it for their conversation. */
async function storeOfResident(
  deps: DeskDeps,
  stores: Stores,
  arrival: { message: IncomingMessage; installedAt: Date | null; now: Date },
): Promise<number> {
  const { message, installedAt, now } = arrival;
  const old = installedAt !== null && isFromBeforeInstall(message, installedAt);
  const added = await stores.inbound.add([message], now, old ? "ignored" : "waiting");
  if (added.length === 0 || old) return added.length;
  await noteWindow(deps, stores, message);
  await stores.inbound.reconsider(conversationKey(message), now);
  return 1;
}

/**
 * Stores messages inside the caller's transaction; returns how many were new. Messages sent before the
 * estate's first start are kept but never answered (protocol §8.2 "First install").
 */
export async function storeMessages(
  deps: DeskDeps,
  stores: Stores,
  messages: readonly IncomingMessage[],
): Promise<number> {
  const now = deps.clock.now();
  const installs = new Map<string, Date | null>();
  // All in one statement: for staff nothing else follows from having written.
  const ofStaff = messages.filter(({ channel }) => channel !== "kf");
  let fresh = (await stores.inbound.add(ofStaff, now, "waiting")).length;
  for (const message of messages) {
    if (message.channel !== "kf") continue;
    const estateId = estateOf(deps, message);
    if (estateId && !installs.has(estateId))
      installs.set(estateId, await stores.estates.installedAt(estateId));
    const installedAt = (estateId && installs.get(estateId)) || null;
    fresh += await storeOfResident(deps, stores, { message, installedAt, now });
  }
  return fresh;
}

/** Messages stored in one transaction at most. */
const STORED_AT_ONCE = 64;

interface Arrival {
  readonly message: IncomingMessage;
  readonly stored: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Stores in one transaction whatever has arrived until it has its turn: under load one commit, and so one flush
 * of the disk, serves many webhooks. What fails together is tried one by one, so that a message answers for
 * itself alone.
 */
function createIntake(store: (next: () => readonly IncomingMessage[]) => Promise<unknown>) {
  const arrivals: Arrival[] = [];
  let isStoring = false;

  async function storeOne({ message, stored, failed }: Arrival): Promise<void> {
    try {
      await store(() => [message]);
      stored();
    } catch (error) {
      failed(error);
    }
  }

  async function storeTogether(): Promise<void> {
    const batch: Arrival[] = [];
    try {
      await store(() => {
        // Kept when the transaction is run again.
        if (batch.length === 0) batch.push(...arrivals.splice(0, STORED_AT_ONCE));
        return batch.map(({ message }) => message);
      });
      for (const { stored } of batch) stored();
    } catch (error) {
      // It may have failed before its turn, when nothing was taken yet.
      if (batch.length === 0) batch.push(...arrivals.splice(0, STORED_AT_ONCE));
      const [first, ...others] = batch;
      if (others.length === 0) return first?.failed(error);
      for (const arrival of batch) await storeOne(arrival);
    }
  }

  async function storeAll(): Promise<void> {
    isStoring = true;
    while (arrivals.length > 0) await storeTogether();
    isStoring = false;
  }

  return (message: IncomingMessage): Promise<void> =>
    new Promise((stored, failed) => {
      arrivals.push({ message, stored, failed });
      if (!isStoring) void storeAll();
    });
}

/** Stores what a webhook brought; once it resolves the message cannot be lost. Redelivery is harmless. */
export function createReceiveMessages(deps: DeskDeps & { wake: () => void }) {
  const take = createIntake((next) =>
    deps.unitOfWork.run((stores) => storeMessages(deps, stores, next()), { urgent: true }),
  );
  return async function receive(message: IncomingMessage): Promise<void> {
    await take(message);
    deps.wake();
  };
}
