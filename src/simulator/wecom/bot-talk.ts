import { type BotContent, writeToBot } from "./bot-files.js";
import { type BotPlace, botLines, botName, showBotLine } from "./bot-lines.js";
import { type Question, takeBotReply } from "./bot-replies.js";
import { type BotStreams, botHead } from "./bot-streams.js";
import type { CallbackPost, Delivery } from "./callbacks.js";
import { pressableButton } from "./cards.js";
import type { Platform } from "./platform.js";
import { createScreen, type Screen } from "./screen.js";
import type { Interaction } from "./state.js";

const IN_FLIGHT_AT_MOST = 3;

export interface SaidTerms {
  /** Text of the message that is quoted. */
  readonly quote?: string;
}

/** A message to the bot, and the way to its answer. */
export interface Said {
  readonly msgid: string;
  /** `ignored`: the platform calls nobody for this (a picture alone in a group, a fourth at once). */
  readonly outcome: Delivery["outcome"] | "ignored";
  readonly status: number | null;
  readonly attempts: number;
  readonly responseUrl: string;
  /** The bot's words as they stand now; null: nothing yet. */
  answer(): string | null;
  /** Waits for the finished words. */
  answered(): Promise<string>;
}

/** One place where the bot is spoken to. */
export interface BotTalk {
  says(content: BotContent, by: string, terms?: SaidTerms): Promise<Said>;
  clicks(button: string, by: string, on?: { taskId: string }): Promise<Delivery>;
  enters(by: string): Promise<Delivery>;
  readonly screen: Screen;
}

interface Parts {
  readonly platform: Platform;
  readonly post: CallbackPost;
  readonly streams: BotStreams;
}

function begin(platform: Platform, place: BotPlace): Interaction {
  const interaction: Interaction = {
    msgid: platform.newId("M"),
    chatId: place.chatId,
    userid: place.userid,
    startedAt: platform.now(),
    responseCode: platform.newId("RC"),
    responseUsed: false,
    streamId: null,
    streamOpen: false,
    cardSent: false,
    polls: 0,
    answer: null,
  };
  platform.state.bot.interactions[interaction.msgid] = interaction;
  return interaction;
}

function responseUrl(platform: Platform, interaction: Interaction): string {
  return `${platform.address}/cgi-bin/aibot/response?response_code=${interaction.responseCode}`;
}

/** Groups: text, mixed and quotes only; and nobody has more than three answers pending (protocol §7.1). */
function isIgnored(platform: Platform, place: BotPlace, msgtype: string): boolean {
  const open = Object.values(platform.state.bot.interactions).filter(
    (one) => one.streamOpen && one.userid === place.userid,
  );
  const wrongForGroup = place.chatId !== null && msgtype !== "text" && msgtype !== "mixed";
  return wrongForGroup || open.length >= IN_FLIGHT_AT_MOST;
}

interface BotCallback {
  readonly label: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly question: Question;
  readonly attempts?: number;
}

function tell(parts: Parts, interaction: Interaction, callback: BotCallback): Promise<Delivery> {
  const { label, body, question, attempts = 4 } = callback;
  const head = { msgid: interaction.msgid, ...botHead(parts.platform, interaction) };
  return parts.post.deliver({
    channel: "bot",
    label,
    plain: JSON.stringify({ ...head, ...body }),
    attempts,
    onReply(reply) {
      takeBotReply(parts.platform, interaction, { question, reply });
      parts.streams.follow(interaction.msgid);
    },
  });
}

function tellEvent(
  parts: Parts,
  place: BotPlace,
  event: { eventtype: "enter_chat" | "template_card_event"; detail: Readonly<Record<string, unknown>> },
): Promise<Delivery> {
  const { platform } = parts;
  const { eventtype, detail } = event;
  const interaction = begin(platform, place);
  const body = {
    create_time: platform.seconds(),
    msgtype: "event",
    event: { eventtype, [eventtype]: detail },
  };
  if (eventtype === "enter_chat") {
    return tell(parts, interaction, { label: eventtype, body, question: "enter_chat" });
  }
  // Card events are sent once and then thrown away (protocol §0.2).
  const withUrl = { ...body, response_url: responseUrl(platform, interaction) };
  return tell(parts, interaction, { label: eventtype, body: withUrl, question: "card", attempts: 1 });
}

/** The chat shows it at once; the desk hears of it if the platform calls for such a message at all. */
async function say(
  parts: Parts,
  place: BotPlace,
  message: { content: BotContent; terms: SaidTerms },
): Promise<Said> {
  const { platform } = parts;
  const { quote } = message.terms;
  const written = writeToBot(platform, message.content, { place, name: botName(platform) });
  const ignored = isIgnored(platform, place, written.msgtype);
  const interaction = begin(platform, place);
  const { msgid } = interaction;
  showBotLine(platform, place, {
    msgid,
    from: "person",
    author: place.userid,
    kind: written.msgtype,
    text: written.text,
    sentAt: platform.now(),
    ...(written.mediaId === undefined ? {} : { mediaId: written.mediaId }),
    ...(quote === undefined ? {} : { quote }),
  });
  const body = {
    response_url: responseUrl(platform, interaction),
    msgtype: written.msgtype,
    [written.msgtype]: written.body,
    ...(quote === undefined ? {} : { quote: { msgtype: "text", text: { content: quote } } }),
  };
  const delivery = ignored
    ? ({ outcome: "ignored", status: null, attempts: 0 } as const)
    : await tell(parts, interaction, { label: written.msgtype, body, question: "message" });
  return { ...delivery, msgid, responseUrl: body.response_url, ...answerOf(platform, msgid, written.text) };
}

function answerOf(platform: Platform, msgid: string, question: string): Pick<Said, "answer" | "answered"> {
  const current = () => platform.state.bot.interactions[msgid];
  const finished = () => (current()?.streamOpen ? undefined : (current()?.answer ?? undefined));
  return {
    answer: () => current()?.answer ?? null,
    answered: () =>
      platform.news.until(finished, {
        withinMillis: platform.tempo.patienceMillis,
        what: `the answer to ${question}`,
        state: () => `so far: ${current()?.answer ?? "nothing"}`,
      }),
  };
}

export function createBotTalk(parts: Parts, where: { chatId: string | null; userid: string }): BotTalk {
  const { platform } = parts;
  const placeOf = (by: string): BotPlace => {
    const userid = platform.findMember(by)?.userid;
    if (userid === undefined) throw new Error(`no member ${by} in this corp`);
    return { chatId: where.chatId, userid };
  };
  const who = where.chatId ?? `${where.userid} alone with the bot`;
  const screen = createScreen(platform, { who, lines: () => botLines(platform, where) });
  return {
    screen,
    says: async (content, by, terms = {}) => say(parts, placeOf(by), { content, terms }),
    async clicks(wanted, by, on) {
      const line = screen.received().findLast((one) => one.card && (!on || one.card.taskId === on.taskId));
      if (!line?.card) throw new Error("no card of the bot here");
      const detail = {
        card_type: line.card.cardType,
        event_key: pressableButton(line.card, wanted).key,
        task_id: line.card.taskId,
        selected_items: { selected_item: [] },
      };
      return tellEvent(parts, placeOf(by), { eventtype: "template_card_event", detail });
    },
    enters: async (by) => tellEvent(parts, placeOf(by), { eventtype: "enter_chat", detail: {} }),
  };
}
