import type { WebhookDesk } from "../../desk/edge-ports.js";
import type { Clock, Log } from "../../desk/ports.js";
import { createAppCallback } from "./app-callback.js";
import { createBotCallback } from "./bot-callback.js";
import type { CallbackHandler } from "./callback-gate.js";
import type { WecomCredentials } from "./credentials.js";
import { createCallbackCrypto } from "./crypto.js";

/** The callback addresses the credentials allow, by path (design §3). */
export function createCallbacks(deps: {
  readonly wecom: WecomCredentials | null;
  readonly desk: WebhookDesk;
  readonly clock: Clock;
  readonly log: Log;
}): Record<string, CallbackHandler> {
  const { wecom, desk, clock, log } = deps;
  const callbacks: Record<string, CallbackHandler> = {};
  if (wecom?.app && wecom.corpId) {
    const crypto = createCallbackCrypto({ ...wecom.app, receiveId: wecom.corpId });
    callbacks["/wecom/app"] = createAppCallback({ crypto, desk, clock, log });
  }
  if (wecom?.bot?.mode === "webhook") {
    const { botId } = wecom.bot;
    // The receiveid of a 智能机器人 is empty (protocol §1.2).
    const crypto = createCallbackCrypto({ ...wecom.bot, receiveId: "" });
    callbacks["/wecom/bot"] = createBotCallback({ crypto, desk, clock, log, botId });
  }
  return callbacks;
}
