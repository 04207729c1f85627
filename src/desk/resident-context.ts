import type { CaseRecord } from "../rules/case-record.js";
import type { Estate } from "../rules/estate.js";
import type { DeskDeps } from "./desk-deps.js";
import type { StoredMessage } from "./inbound-message.js";
import type { Conversation, Resident } from "./people-ports.js";
import type { ScriptConverter, Stores } from "./ports.js";

/** Everything the desk knows about who wrote, read inside the transaction. */
export interface ResidentContext {
  readonly estate: Estate;
  readonly message: StoredMessage;
  /** The message and those behind it that are read together with it. */
  readonly pieces: readonly StoredMessage[];
  readonly conversation: Conversation;
  readonly resident: Resident;
  readonly script: ScriptConverter;
  /** Newest first. */
  readonly open: readonly CaseRecord[];
  readonly now: Date;
}

/** Where a matter comes from that a resident wrote in their chat, for its record. */
export function fromChat({ estate, resident, conversation, message, now }: ResidentContext) {
  return {
    estate,
    resident,
    conversationId: conversation.id,
    channel: "online",
    recordedBy: null,
    inboundId: message.id,
    receivedAt: now,
    now,
  } as const;
}

/** Looks up (or makes) the conversation and the resident, and the records that are open. */
export async function loadResidentContext(
  deps: DeskDeps,
  stores: Stores,
  at: { estate: Estate; message: StoredMessage; pieces: readonly StoredMessage[]; now: Date },
) {
  const { estate, message, pieces, now } = at;
  const conversation = await stores.conversations.findOrCreate({
    estateId: estate.id,
    channel: "kf",
    accountId: message.accountId,
    peerId: message.peerId,
  });
  const resident = await stores.residents.findOrCreateByExternalId(estate.id, message.senderId, now);
  if (conversation.residentId !== resident.id) {
    await stores.conversations.update(conversation.id, { residentId: resident.id });
  }
  const writes = pieces.some((piece) => writesTraditional(deps, piece)) ? "traditional" : resident.script;
  const known =
    writes === resident.script
      ? resident
      : await stores.residents.learn(resident.id, { script: writes }, now);
  const open = await stores.cases.openOfResident(resident.id);
  return {
    estate,
    message,
    pieces,
    conversation,
    resident: known,
    script: deps.script,
    open,
    now,
  } satisfies ResidentContext;
}

/** At least two characters that only traditional script has: one alone may be a name or a quotation. */
function writesTraditional(deps: Pick<DeskDeps, "script">, message: StoredMessage): boolean {
  if (message.content.type !== "text") return false;
  const original = [...message.content.text];
  const simplified = [...deps.script.toSimplified(message.content.text)];
  if (original.length !== simplified.length) return true;
  return original.filter((character, index) => character !== simplified[index]).length >= 2;
}
