import { z } from "zod";
import { announceBotLine, botLines, botName, showBotLine } from "./bot-lines.js";
import { byteSize } from "./byte-size.js";
import { type CallbackReply, channelSecrets } from "./callbacks.js";
import { cardText, readCard } from "./cards.js";
import type { StoredCard } from "./chat.js";
import { unseal } from "./crypto.js";
import { isRefused, type Refused, readBody, refuse } from "./endpoint.js";
import type { Platform } from "./platform.js";
import type { Interaction } from "./state.js";

const LONGEST_STREAM_BYTES = 20_480;

const envelope = z.object({
  encrypt: z.string(),
  msgsignature: z.string(),
  timestamp: z.int(),
  nonce: z.string(),
});
const stream = z.object({
  id: z.string().min(1),
  finish: z.boolean().optional(),
  content: z.string().optional(),
  msg_item: z
    .array(z.looseObject({ msgtype: z.string() }))
    .max(10)
    .optional(),
});
const passive = z.looseObject({
  msgtype: z.string().optional(),
  response_type: z.string().optional(),
  stream: stream.optional(),
  text: z.object({ content: z.string() }).optional(),
});
type Passive = z.infer<typeof passive>;

/** What the platform asked, and hence which answers it takes (protocol §7.4). */
export type Question = "message" | "poll" | "enter_chat" | "card";

const ALLOWED: Readonly<Record<Question, readonly string[]>> = {
  message: ["stream", "template_card", "stream_with_template_card"],
  poll: ["stream", "stream_with_template_card"],
  enter_chat: ["text", "template_card"],
  card: ["update_template_card"],
};

/** The decrypted answer; null: none was given, which only a poll may not do. */
function open(platform: Platform, reply: CallbackReply, question: Question): Passive | Refused | null {
  if (reply.body === "") return question === "poll" ? refuse(40058, "a poll wants a stream reply") : null;
  try {
    const sealed = readBody(envelope, JSON.parse(reply.body));
    if (isRefused(sealed)) return sealed;
    if (sealed.nonce !== reply.nonce) return refuse(40058, "nonce is not that of the callback's URL");
    const { keys, receiveId } = channelSecrets(platform, "bot");
    const context = { receiveId, timestamp: String(sealed.timestamp), nonce: sealed.nonce };
    const plain = unseal(keys, { encrypt: sealed.encrypt, signature: sealed.msgsignature }, context);
    return readBody(passive, JSON.parse(plain));
  } catch (error) {
    return refuse(40058, error instanceof Error ? error.message : "reply unreadable");
  }
}

function checkStream(reply: z.infer<typeof stream> | undefined, interaction: Interaction): Refused | null {
  if (!reply) return refuse(40058, "stream missing");
  const size = byteSize(reply.content ?? "");
  if (size > LONGEST_STREAM_BYTES) return refuse(40058, `stream.content of ${size} bytes`);
  if (interaction.streamId !== null && reply.id !== interaction.streamId) {
    return refuse(40058, `stream.id ${reply.id}, asked was ${interaction.streamId}`);
  }
  return reply.msg_item && reply.finish !== true ? refuse(40058, "pictures before finish") : null;
}

/** Each reply replaces the whole text (protocol §7.4). */
function applyStream(platform: Platform, interaction: Interaction, reply: z.infer<typeof stream>): void {
  const finished = reply.finish === true;
  const text = reply.content ?? "";
  const msgid = `stream_${interaction.msgid}`;
  interaction.streamId = reply.id;
  interaction.streamOpen = !finished;
  interaction.answer = text;
  const line = botLines(platform, interaction).find((one) => one.msgid === msgid);
  if (line) {
    Object.assign(line, { text, finished });
    announceBotLine(platform, interaction);
  } else {
    const head = { msgid, from: "desk", author: botName(platform), sentAt: platform.now() } as const;
    showBotLine(platform, interaction, { ...head, kind: "markdown", text, finished });
  }
}

/** Shows a card of the bot, or says why not: once per message, task_id once per bot. */
export function applyBotCard(platform: Platform, interaction: Interaction, body: unknown): Refused | null {
  if (interaction.cardSent) return refuse(40058, "one card per message");
  const card = readCard(body, "bot");
  if (isRefused(card)) return card;
  if (card.taskId !== null) {
    if (platform.state.bot.taskIds[card.taskId]) return refuse(42014, `task_id ${card.taskId} used before`);
    platform.state.bot.taskIds[card.taskId] = true;
  }
  interaction.cardSent = true;
  const msgid = platform.newId("botcard");
  const head = { msgid, from: "desk", author: botName(platform), sentAt: platform.now() } as const;
  showBotLine(platform, interaction, { ...head, kind: "card", text: cardText(card), card });
  return null;
}

function updateCard(platform: Platform, interaction: Interaction, body: unknown): Refused | null {
  const next = readCard(body, "bot");
  if (isRefused(next)) return next;
  const line = botLines(platform, interaction).findLast((one) => one.card?.taskId === next.taskId);
  if (!line) return refuse(42014, `no card with task_id ${next.taskId}`);
  const replaced = z.object({ replace_text: z.string() }).safeParse(body).data?.replace_text ?? null;
  const card: StoredCard = { ...next, greyedTo: replaced };
  Object.assign(line, { card, text: cardText(card) });
  announceBotLine(platform, interaction);
  return null;
}

function apply(platform: Platform, interaction: Interaction, reply: Passive): Refused | null {
  const type = reply.response_type ?? reply.msgtype ?? "";
  if (type === "update_template_card") return updateCard(platform, interaction, reply.template_card);
  if (type === "text") {
    const head = { msgid: platform.newId("bot"), from: "desk", author: botName(platform) } as const;
    const text = reply.text?.content ?? "";
    showBotLine(platform, interaction, { ...head, sentAt: platform.now(), kind: "text", text });
    return text === "" ? refuse(44004, "content is empty") : null;
  }
  if (type !== "template_card") {
    const problem = checkStream(reply.stream, interaction);
    if (problem || !reply.stream) return problem ?? refuse(40058, "stream missing");
    applyStream(platform, interaction, reply.stream);
  }
  return type === "stream" ? null : applyBotCard(platform, interaction, reply.template_card);
}

/** Takes the desk's encrypted answer to a bot callback; what the platform would ignore is a violation. */
export function takeBotReply(
  platform: Platform,
  interaction: Interaction,
  given: { question: Question; reply: CallbackReply },
): void {
  const { question } = given;
  const reply = open(platform, given.reply, question);
  if (reply === null) return;
  const type = isRefused(reply) ? "" : (reply.response_type ?? reply.msgtype ?? "");
  const allowed = ALLOWED[question].includes(type);
  const wrong = allowed ? null : refuse(40058, `${type} is no answer to a ${question}`);
  const problem = isRefused(reply) ? reply : (wrong ?? apply(platform, interaction, reply));
  if (!problem) return;
  const { errcode, detail } = problem;
  platform.violate({ kind: "form", endpoint: `bot:${question}`, errcode, detail });
}
