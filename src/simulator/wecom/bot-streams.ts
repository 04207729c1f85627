import { botName } from "./bot-lines.js";
import { takeBotReply } from "./bot-replies.js";
import type { CallbackPost } from "./callbacks.js";
import { POLL_LABEL } from "./faults.js";
import type { Platform } from "./platform.js";
import type { Interaction } from "./state.js";

const STREAM_LIFETIME_MILLIS = 6 * 60_000;

export interface BotStreams {
  /** Begins to ask for the rest of an open stream, unless the tempo leaves that to `pollAll`. */
  follow(msgid: string): void;
  /** Asks once for each open stream; returns how many are still open. */
  pollAll(): Promise<number>;
  /** Follows what was open in a state that came from elsewhere. */
  resume(): void;
}

/** Fields every bot callback begins with (protocol §7.2). */
export function botHead(
  platform: Platform,
  place: Pick<Interaction, "chatId" | "userid">,
): Record<string, unknown> {
  return {
    aibotid: platform.options.bot?.botId ?? "",
    ...(place.chatId === null ? {} : { chatid: place.chatId }),
    chattype: place.chatId === null ? "single" : "group",
    from: { userid: place.userid },
  };
}

function giveUp(platform: Platform, interaction: Interaction): void {
  interaction.streamOpen = false;
  const detail = `${botName(platform)} never finished its answer after ${interaction.polls} polls`;
  platform.violate({ kind: "cut", endpoint: "bot:stream", errcode: null, detail });
}

export function createBotStreams(platform: Platform, post: CallbackPost): BotStreams {
  const followed = new Set<string>();
  // Looked up each time: a restored state holds other objects than the one the stream began in.
  const openOne = (msgid: string) => {
    const interaction = platform.state.bot.interactions[msgid];
    return interaction?.streamOpen ? interaction : undefined;
  };
  const poll = async (msgid: string): Promise<void> => {
    const interaction = openOne(msgid);
    if (!interaction) return;
    const age = platform.now() - interaction.startedAt;
    if (age >= STREAM_LIFETIME_MILLIS || interaction.polls >= platform.tempo.pollsAtMost) {
      giveUp(platform, interaction);
      return;
    }
    interaction.polls += 1;
    // A new msgid each time, as the platform does: polls are no repetition of the person's message.
    const head = { msgid: platform.newId("poll"), ...botHead(platform, interaction) };
    const plain = JSON.stringify({ ...head, msgtype: "stream", stream: { id: interaction.streamId } });
    await post.deliver({
      channel: "bot",
      label: POLL_LABEL,
      plain,
      attempts: 1,
      onReply: (reply) => takeBotReply(platform, interaction, { question: "poll", reply }),
    });
  };
  const keepPolling = async (msgid: string, pauseMillis: number): Promise<void> => {
    while (openOne(msgid) && !platform.background.closing.aborted) {
      await platform.background.pause(pauseMillis);
      await poll(msgid);
    }
    followed.delete(msgid);
  };
  const follow = (msgid: string) => {
    const { pollPauseMillis } = platform.tempo;
    if (pollPauseMillis === null || followed.has(msgid) || !openOne(msgid)) return;
    followed.add(msgid);
    platform.background.track(keepPolling(msgid, pollPauseMillis));
  };
  const openIds = () => Object.keys(platform.state.bot.interactions).filter((msgid) => openOne(msgid));
  return {
    follow,
    resume: () => openIds().forEach(follow),
    async pollAll() {
      await Promise.all(openIds().map(poll));
      return openIds().length;
    },
  };
}
