import { deskGroup, type Estate } from "../rules/estate.js";
import { shortQuote } from "../rules/wording/quote.js";
import { welcome } from "../rules/wording/smalltalk-wording.js";
import { humanSessionSummary } from "../rules/wording/staff-news-wording.js";
import type { DeskDeps } from "./desk-deps.js";
import { type Effects, type Handled, nothingToDo, type PrepareMessage } from "./handle-message.js";
import { conversationKey, type StoredMessage } from "./inbound-message.js";
import { PRIORITY } from "./outbound-message.js";
import type { Conversation } from "./people-ports.js";
import { takesOver } from "./person-serves.js";
import type { Stores } from "./ports.js";
import { queueMessage } from "./queue-message.js";
import { tellByPhone } from "./tell-by-phone.js";

/** A welcome code lives 20 s (protocol §8.4). */
const WELCOME_MILLIS = 20_000;

/** Why the platform did not deliver (protocol §8.2 msg_send_fail), in the words of a phone task. */
const FAIL_WORDS: Readonly<Record<string, string>> = {
  "4": "住户超过48小时没有发消息，微信已不能主动联系",
  "5": "会话已结束，微信没有送达",
  "6": "本轮可发的5条微信消息已用完",
  "10": "住户拒收了我们的消息",
};

interface EventContext {
  readonly estate: Estate;
  readonly message: StoredMessage;
  readonly data: Readonly<Record<string, string>>;
  readonly now: Date;
}

async function welcomeResident(stores: Stores, context: EventContext): Promise<Handled> {
  const { estate, message, now } = context;
  const code = message.replyHandle?.welcomeCode;
  if (!code) return { outcome: "entered", caseId: null };
  await queueMessage(
    stores,
    {
      estateId: estate.id,
      key: `welcome:${message.id}`,
      target: { channel: "kf", openKfId: message.accountId, externalUserId: message.peerId },
      content: { type: "welcome", welcomeCode: code, text: welcome(estate.name) },
      inboundId: message.id,
      priority: PRIORITY.answer,
      expiresAt: new Date(message.sentAt.getTime() + WELCOME_MILLIS),
    },
    now,
  );
  return { outcome: "welcomed", caseId: null };
}

/**
 * Thrown for a failure that was told before the message it names is marked as sent: an answer of the platform
 * may be slower than its event. The inbox tries again.
 */
class NotYetSent extends Error {
  readonly code = "not_yet_sent";
}

/** An event names a message of ours within this time after it, or never: another program may write too. */
const SETTLED_MILLIS = 60_000;

/** "Sent" was not "delivered": what matters is said by phone (protocol §0 rule 7). */
async function takeUpFailure(stores: Stores, context: EventContext): Promise<Handled> {
  const { estate, data, message, now } = context;
  const failed = data.fail_msgid ? await stores.outbound.findByChannelMessageId("kf", data.fail_msgid) : null;
  if (!failed) {
    const age = now.getTime() - message.sentAt.getTime();
    if (data.fail_msgid && age < SETTLED_MILLIS) throw new NotYetSent();
    return { outcome: "failureOfUnknown", caseId: null };
  }
  const words = failed.content.type === "text" ? failed.content.text : "";
  if (!words || failed.content.type === "welcome") return { outcome: "failureNoted", caseId: failed.caseId };
  const reason = FAIL_WORDS[data.fail_type ?? ""] ?? "微信没有送达";
  await tellByPhone(stores, { message: failed, estate, words, reason, now });
  return { outcome: "phoneTask", caseId: failed.caseId };
}

async function conversationOf(stores: Stores, context: EventContext): Promise<Conversation> {
  const { estate, message } = context;
  return stores.conversations.findOrCreate({
    estateId: estate.id,
    channel: "kf",
    accountId: message.accountId,
    peerId: message.peerId,
  });
}

/** After a person served: the desk's group reads what there was, so that nothing said by hand is lost (REC-20). */
async function summariseTalk(stores: Stores, context: EventContext & { conversation: Conversation }) {
  const { estate, message, conversation, now } = context;
  const group = deskGroup(estate);
  if (!conversation.humanSince || !group?.hasRobot) return;
  const talk = await stores.inbound.sentSince(conversationKey(message), conversation.humanSince);
  const resident = conversation.residentId ? await stores.residents.find(conversation.residentId) : null;
  const said = talk.flatMap((one) => (one.content.type === "text" ? [shortQuote(one.content.text, 40)] : []));
  const answered = talk.filter(
    ({ content }) => content.type === "event" && content.event === "servicer_message",
  );
  const words = humanSessionSummary({
    who: [resident?.name, resident?.room].filter(Boolean).join(" ") || "住户",
    minutes: Math.round((now.getTime() - conversation.humanSince.getTime()) / 60_000),
    said,
    answered: answered.length,
    open: resident ? await stores.cases.openOfResident(resident.id) : [],
  });
  await queueMessage(
    stores,
    {
      estateId: estate.id,
      key: `talk:${message.id}`,
      target: { channel: "robot", group: group.id },
      content: { type: "markdown", text: words },
    },
    now,
  );
}

const SESSION_ENDED = "3";

async function followSession(stores: Stores, context: EventContext): Promise<Handled> {
  const { data, message } = context;
  const conversation = await conversationOf(stores, context);
  if (data.change_type === SESSION_ENDED) {
    await stores.conversations.update(conversation.id, { humanSince: null });
    await summariseTalk(stores, { ...context, conversation });
    return { outcome: "humanLeft", caseId: null };
  }
  if (takesOver(data)) {
    await stores.conversations.update(conversation.id, { humanSince: message.sentAt });
    return { outcome: "humanServes", caseId: null };
  }
  return { outcome: "sessionChanged", caseId: null };
}

async function noteServicer(stores: Stores, context: EventContext): Promise<Handled> {
  const { message, data, now } = context;
  const conversation = await conversationOf(stores, context);
  if (!conversation.humanSince)
    await stores.conversations.update(conversation.id, { humanSince: message.sentAt });
  const [newest] = conversation.residentId ? await stores.cases.openOfResident(conversation.residentId) : [];
  if (!newest) return { outcome: "recorded", caseId: null };
  await stores.ledger.append(newest.id, {
    at: now,
    type: "informed",
    actor: message.senderId,
    data: { words: data.text ?? "" },
    inboundId: message.id,
    correctsId: null,
  });
  return { outcome: "recorded", caseId: newest.id };
}

/** Handles what is no message of a resident: sessions, welcomes, failed deliveries. Unknown events are kept. */
export function createHandleKfEvent(deps: DeskDeps): PrepareMessage {
  return async function prepare(message): Promise<Effects> {
    const estate = deps.directory.byKfAccount(message.accountId);
    if (!estate || message.content.type !== "event") return nothingToDo("unknownEstate");
    const { event, data } = message.content;
    return async (stores, now) => {
      const context = { estate, message, data, now };
      switch (event) {
        case "enter_session":
          return welcomeResident(stores, context);
        case "msg_send_fail":
          return takeUpFailure(stores, context);
        case "session_status_change":
          return followSession(stores, context);
        case "servicer_message":
          return noteServicer(stores, context);
        default:
          return { outcome: `event:${event}`, caseId: null };
      }
    };
  };
}
