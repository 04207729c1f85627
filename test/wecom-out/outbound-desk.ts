import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import type {
  DeliveryOutcome,
  OutboundContent,
  OutboundTarget,
  QueuedMessage,
} from "../../src/desk/outbound-message.js";
import { PRIORITY } from "../../src/desk/outbound-message.js";
import type { Clock, Log } from "../../src/desk/ports.js";
import {
  createWecomOutbound,
  type OutboundPorts,
  type WecomOutbound,
} from "../../src/edges/wecom/wecom-outbound.js";
import { type ScriptedPlatform, startScriptedPlatform } from "./scripted-platform.js";

export const START = new Date("2026-03-02T01:00:00Z");
const SECRETS = [
  "APP-SECRET-1",
  "tok_secret",
  "ROBOT-KEY-1",
  "RC-SECRET-1",
  "access_token",
  "corpsecret",
  "key=",
];

export interface LogLine {
  readonly level: "info" | "warn" | "error";
  readonly fields: Readonly<Record<string, unknown>>;
  readonly event: string;
}

/** The outbound edge with a platform that answers as scripted, a clock to push, and its log kept. */
export interface OutboundDesk extends WecomOutbound {
  readonly platform: ScriptedPlatform;
  readonly logged: readonly LogLine[];
  readonly folder: string;
  advance(millis: number): void;
  send(
    target: OutboundTarget,
    content: OutboundContent,
    more?: Partial<QueuedMessage>,
  ): Promise<DeliveryOutcome>;
  /** Stops everything and fails if a secret reached the log or an outcome. */
  close(): Promise<void>;
}

export async function startOutboundDesk(
  overrides: Partial<Pick<OutboundPorts, "findInbound">> & { callTimeoutMillis?: number } = {},
): Promise<OutboundDesk> {
  const platform = await startScriptedPlatform();
  const folder = await mkdtemp(join(tmpdir(), "wecom-out-"));
  const logged: LogLine[] = [];
  let now = START.getTime();
  const clock: Clock = { now: () => new Date(now) };
  const outbound = createWecomOutbound(
    {
      apiBase: platform.address,
      app: { corpId: "ww0123456789abcdef", agentId: 1000002, secret: "APP-SECRET-1" },
      botAesKey: "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C",
      dataFolder: folder,
      callTimeoutMillis: overrides.callTimeoutMillis ?? 5_000,
    },
    {
      clock,
      log: keepingLog(logged),
      robotKeyOf: (_estateId, group) => (group === "engineering" ? "ROBOT-KEY-1" : null),
      findInbound: overrides.findInbound ?? (async () => null),
    },
  );
  const outcomes: DeliveryOutcome[] = [];

  return {
    ...outbound,
    platform,
    logged,
    folder,
    advance: (millis) => {
      now += millis;
    },
    async send(target, content, more = {}) {
      const outcome = await outbound.courier.send(queued(target, content, more));
      outcomes.push(outcome);
      return outcome;
    },
    async close() {
      await platform.stop();
      await rm(folder, { recursive: true, force: true });
      const everythingSaid = JSON.stringify([
        logged,
        outcomes.map((outcome) => ({ ...outcome, responseCode: null })),
      ]);
      for (const secret of SECRETS) expect(everythingSaid).not.toContain(secret);
    },
  };
}

function keepingLog(lines: LogLine[]): Log {
  const at = (level: LogLine["level"]) => (fields: LogLine["fields"], event: string) =>
    void lines.push({ level, fields, event });
  return { info: at("info"), warn: at("warn"), error: at("error") };
}

export function queued(
  target: OutboundTarget,
  content: OutboundContent,
  more: Partial<QueuedMessage> = {},
): QueuedMessage {
  return {
    id: 7,
    estateId: "yunqi",
    key: "reply:42",
    target,
    targetKey: "any",
    content,
    caseId: 42,
    inboundId: null,
    priority: PRIORITY.answer,
    importance: "normal",
    notBefore: START,
    expiresAt: null,
    attempts: 0,
    uncertainBefore: false,
    createdAt: START,
    ...more,
  };
}

export const RESIDENT = { channel: "kf", openKfId: "wkTEST0001", externalUserId: "wmRES302" } as const;
export const MEMBER = { channel: "app", userid: "ZhangWei" } as const;
export const GROUP = { channel: "robot", group: "engineering" } as const;

export function text(words: string, mentions: readonly string[] = []): OutboundContent {
  return { type: "text", text: words, mentions };
}
