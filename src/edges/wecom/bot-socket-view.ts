import { performance } from "node:perf_hooks";
import type { Log } from "../../desk/ports.js";
import type { LinkEnd } from "./bot-socket-link.js";
import { describeFailure } from "./delivery-failure.js";
import { knownCode } from "./error-codes.js";

/** What the long connection is at, told to the log at every change and to /readyz when asked. */
export interface BotSocketView {
  connected(): void;
  /** Another process has the lease. */
  standby(): void;
  down(end: LinkEnd, pauseMillis: number): void;
  isConnected(): boolean;
  warnings(): string[];
}

type Phase =
  | { readonly kind: "starting" | "connected" | "standby" }
  | { readonly kind: "down"; readonly end: LinkEnd; readonly pauseMillis: number };

/** Why it is down, in words without secrets. */
function reasonOf(end: LinkEnd): string {
  switch (end.kind) {
    case "kicked":
      return "another program has connected with the same bot id";
    case "refused":
      return `the subscription was refused, ${describeFailure(end.failure)}`;
    case "lost":
      return end.reason;
    default:
      return "closed";
  }
}

/** True when a person must act: neither time nor another try mends it. */
function needsPerson(end: LinkEnd): boolean {
  if (end.kind === "kicked") return true;
  if (end.kind !== "refused") return false;
  const reaction = end.failure.kind === "error" ? knownCode(end.failure.code)?.reaction : undefined;
  return reaction !== "wait" && reaction !== "retry";
}

export function createBotSocketView(deps: { log: Log; silentMillis: number }): BotSocketView {
  const { log, silentMillis } = deps;
  let phase: Phase = { kind: "starting" };
  let downSince = performance.now();

  return {
    connected() {
      phase = { kind: "connected" };
      log.info({}, "bot_socket_connected");
    },
    standby() {
      // Said once, looked at every two seconds.
      if (phase.kind !== "standby") log.info({}, "bot_socket_standby");
      phase = { kind: "standby" };
    },
    down(end, pauseMillis) {
      if (phase.kind !== "down") downSince = performance.now();
      phase = { kind: "down", end, pauseMillis };
      log[needsPerson(end) ? "error" : "warn"](
        { reason: reasonOf(end), pauseMillis },
        `bot_socket_${end.kind}`,
      );
    },
    isConnected: () => phase.kind === "connected",
    warnings() {
      if (phase.kind !== "down") return [];
      const { end, pauseMillis } = phase;
      const isBrief = performance.now() - downSince < silentMillis;
      if (isBrief && !needsPerson(end)) return [];
      const pause = Math.ceil(pauseMillis / 1_000);
      return [`long connection of the bot down: ${reasonOf(end)}; tried again every ${pause} s`];
    },
  };
}
