import type { WebhookDesk } from "../../desk/edge-ports.js";
import type { Clock, Log } from "../../desk/ports.js";
import { type AppCallback, parseAppCallback } from "./app-messages.js";
import { type CallbackHandler, createCallbackGate } from "./callback-gate.js";
import type { CallbackCrypto } from "./crypto.js";
import { createReplayGuard } from "./replay-guard.js";
import { textField } from "./wire-fields.js";
import { parseXml } from "./xml.js";

/** The platform is about to switch the app off, or has: nobody can write to it until a person acts. */
const ALARMS = ["inactive_alert", "low_active_alert", "low_active", "close_inactive_agent"];

export interface AppCallbackDependencies {
  readonly crypto: CallbackCrypto;
  readonly desk: Pick<WebhookDesk, "receive" | "ringDoorbell">;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * `/wecom/app`: messages and events of the self-built app, and the 微信客服 doorbell. Never answers with
 * content (protocol §3): the desk writes by message/send.
 */
export function createAppCallback({ crypto, desk, clock, log }: AppCallbackDependencies): CallbackHandler {
  return createCallbackGate<AppCallback>({
    name: "app",
    crypto,
    guard: createReplayGuard(),
    clock,
    log,
    envelope: (body) => {
      const record = parseXml(body);
      return textField(record, "Encrypt") ?? textField(record, "encrypt");
    },
    parse: parseAppCallback,
    async commit(callback) {
      if (callback.kind === "doorbell") return desk.ringDoorbell(callback.openKfId, callback.token);
      const { content } = callback.message;
      if (content.type === "event" && ALARMS.includes(content.event)) {
        log.error({ event: content.event }, "the platform is about to disable the app");
      }
      await desk.receive(callback.message);
    },
    answer: async () => "",
  });
}
