import { performance } from "node:perf_hooks";
import type { WebhookDesk } from "../../desk/edge-ports.js";
import type { IncomingMessage } from "../../desk/inbound-message.js";
import type { Log } from "../../desk/ports.js";
import type { BotCallback } from "./bot-messages.js";
import { LOST_TRACK, NOTED, streamReply, WORKING, welcomeReply } from "./bot-replies.js";

export interface BotAnswersDependencies {
  readonly desk: Pick<WebhookDesk, "botAnswer">;
  readonly log: Log;
  /** From the arrival of a request to its answer. The platform gives up after five seconds (protocol §0.2). */
  readonly budgetMillis: number;
  /** `held` when whoever sends the answer tells the desk what became of it. */
  readonly taken: "said" | "held";
}

/** The plaintext answer to a callback of the 智能机器人, empty for none. `startedAt` is a `performance.now()`. */
export type AnswerBot = (callback: BotCallback, startedAt: number) => Promise<string>;

/**
 * Answers a message with its finished stream when the desk is quick, else with an open one, which the
 * platform polls until it is finished (protocol §7.5).
 */
export function createBotAnswers({ desk, log, budgetMillis, taken }: BotAnswersDependencies): AnswerBot {
  async function askDesk(accountId: string, channelMessageId: string, startedAt: number) {
    const waitMillis = Math.max(0, Math.floor(budgetMillis - (performance.now() - startedAt)));
    try {
      return await desk.botAnswer({ accountId, channelMessageId }, waitMillis, taken);
    } catch (error) {
      // The message itself is safe by now, so the platform may simply ask again.
      log.error({ callback: "bot", error: error instanceof Error ? error.name : "unknown" }, "no bot answer");
      return { kind: "pending" } as const;
    }
  }

  async function answerMessage(message: IncomingMessage, startedAt: number): Promise<string> {
    const { accountId, channelMessageId, content } = message;
    if (content.type === "event") return content.event === "enter_chat" ? welcomeReply() : "";
    // A click takes only a card update here (protocol §7.4); words follow by response_url.
    if (content.type === "cardClick") return "";
    const answer = await askDesk(accountId, channelMessageId, startedAt);
    if (answer.kind === "text") return streamReply(channelMessageId, { finish: true, content: answer.text });
    if (answer.kind === "pending") return streamReply(channelMessageId, { finish: false, content: WORKING });
    return "";
  }

  async function answerPoll(poll: { botId: string; streamId: string }, startedAt: number): Promise<string> {
    const answer = await askDesk(poll.botId, poll.streamId, startedAt);
    if (answer.kind === "pending") return streamReply(poll.streamId, { finish: false, content: WORKING });
    // A poll must be answered with a stream, even when there is nothing to say.
    const closing = answer.kind === "unknown" ? LOST_TRACK : NOTED;
    return streamReply(poll.streamId, {
      finish: true,
      content: answer.kind === "text" ? answer.text : closing,
    });
  }

  return (callback, startedAt) =>
    callback.kind === "poll" ? answerPoll(callback, startedAt) : answerMessage(callback.message, startedAt);
}
