import type { WebhookDesk } from "../../desk/edge-ports.js";
import type { Clock, Log } from "../../desk/ports.js";
import { createBotAnswers } from "./bot-answers.js";
import { type BotCallback, parseBotCallback, parseJson } from "./bot-messages.js";
import { type CallbackHandler, createCallbackGate, type OpenedCallback } from "./callback-gate.js";
import type { CallbackCrypto } from "./crypto.js";
import { createReplayGuard } from "./replay-guard.js";
import { textField } from "./wire-fields.js";

export interface BotCallbackDependencies {
  readonly crypto: CallbackCrypto;
  readonly desk: Pick<WebhookDesk, "receive" | "botAnswer">;
  readonly clock: Clock;
  readonly log: Log;
  /** Refuses callbacks of any other bot; null takes every bot that knows the token. */
  readonly botId: string | null;
  readonly answerBudgetMillis?: number;
}

/** `/wecom/bot`: messages, events and polls of the 智能机器人 in URL mode. */
export function createBotCallback(deps: BotCallbackDependencies): CallbackHandler {
  const { crypto, desk, clock, log, botId, answerBudgetMillis = 4_000 } = deps;
  const answerBot = createBotAnswers({ desk, log, budgetMillis: answerBudgetMillis, taken: "said" });

  function seal(plaintext: string, { nonce, generation }: OpenedCallback): string {
    const timestamp = Math.floor(clock.now().getTime() / 1000);
    const sealed = crypto.seal(plaintext, { timestamp: String(timestamp), nonce }, { generation });
    return JSON.stringify({ encrypt: sealed.encrypt, msgsignature: sealed.signature, timestamp, nonce });
  }

  return createCallbackGate<BotCallback>({
    name: "bot",
    crypto,
    guard: createReplayGuard(),
    clock,
    log,
    envelope: (body) => {
      const record = parseJson(body);
      return textField(record, "encrypt") ?? textField(record, "Encrypt");
    },
    parse(plaintext, now) {
      const callback = parseBotCallback(plaintext, now);
      if (callback === null || botId === null) return callback;
      const addressee = callback.kind === "poll" ? callback.botId : callback.message.accountId;
      return addressee === botId ? callback : null;
    },
    async commit(callback) {
      if (callback.kind === "message") await desk.receive(callback.message);
    },
    async answer(callback, opened) {
      const plaintext = await answerBot(callback, opened.startedAt);
      return plaintext === "" ? "" : seal(plaintext, opened);
    },
  });
}
