import type { WebhookDesk } from "../../src/desk/edge-ports.js";
import type { IncomingMessage } from "../../src/desk/inbound-message.js";
import type { Log } from "../../src/desk/ports.js";
import { createHttpServer } from "../../src/edges/http/server.js";
import { createWebhookRoutes } from "../../src/edges/http/webhook-routes.js";
import { createAppCallback } from "../../src/edges/wecom/app-callback.js";
import { createBotCallback } from "../../src/edges/wecom/bot-callback.js";
import { createCallbackCrypto } from "../../src/edges/wecom/crypto.js";
import { seal } from "./reference-crypto.js";
import { AES_KEY, OWN_TOKEN } from "./vectors.js";

export const APP = { token: OWN_TOKEN, aesKey: AES_KEY, receiveId: "ww0123456789abcdef" };
export const BOT = { token: OWN_TOKEN, aesKey: AES_KEY, receiveId: "" };
export const OTHER_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

type BotAnswer = Awaited<ReturnType<WebhookDesk["botAnswer"]>>;

/** Keeps what it is told; says what a test wants to hear. */
export class RecordingDesk implements WebhookDesk {
  readonly received: IncomingMessage[] = [];
  readonly rings: { openKfId: string; token: string }[] = [];
  readonly asked: { accountId: string; channelMessageId: string; waitMillis: number }[] = [];
  failures = 0;
  answer: BotAnswer | Error = { kind: "pending" };

  async receive(message: IncomingMessage): Promise<void> {
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error("database is locked: insert 13800000000 厨房漏水");
    }
    this.received.push(message);
  }

  ringDoorbell(openKfId: string, token: string): void {
    this.rings.push({ openKfId, token });
  }

  async botAnswer(message: { accountId: string; channelMessageId: string }, waitMillis: number) {
    this.asked.push({ ...message, waitMillis });
    if (this.answer instanceof Error) throw this.answer;
    return this.answer;
  }
}

export class RecordingLog implements Log {
  readonly lines: { level: string; event: string; fields: Readonly<Record<string, unknown>> }[] = [];
  info = (fields: Readonly<Record<string, unknown>>, event: string) => this.add("info", { event, fields });
  warn = (fields: Readonly<Record<string, unknown>>, event: string) => this.add("warn", { event, fields });
  error = (fields: Readonly<Record<string, unknown>>, event: string) => this.add("error", { event, fields });

  private add(level: string, line: { event: string; fields: Readonly<Record<string, unknown>> }): void {
    this.lines.push({ level, ...line });
  }
}

/** The two webhooks behind a real server on a free port, with a desk and a log that remember. */
export async function openStage(options: { at?: string; previousAesKey?: string } = {}) {
  const desk = new RecordingDesk();
  const log = new RecordingLog();
  let now = new Date(options.at ?? "2025-10-09T09:00:00Z");
  const clock = { now: () => now };
  const previousAesKey = options.previousAesKey ?? null;
  const shared = { desk, log, clock };
  const callbacks = {
    "/wecom/app": createAppCallback({ ...shared, crypto: createCallbackCrypto({ ...APP, previousAesKey }) }),
    "/wecom/bot": createBotCallback({
      ...shared,
      crypto: createCallbackCrypto({ ...BOT, previousAesKey }),
      botId: "AIB-1",
    }),
  };
  const routes = [createWebhookRoutes(callbacks)];
  const server = createHttpServer({ routes, log });
  const { host, port } = await server.listen({ host: "127.0.0.1", port: 0 });
  const base = `http://${host}:${port}`;
  let serial = 0;

  return {
    desk,
    log,
    base,
    setNow: (moment: Date) => {
      now = moment;
    },
    stop: () => server.stop(100),
    /** A sealed message with a nonce of its own, as the platform would send it now. */
    sealed(secrets: typeof APP, plaintext: string, timestamp = Math.floor(now.getTime() / 1000)) {
      serial += 1;
      return seal(secrets, plaintext, { timestamp: String(timestamp), nonce: `nonce-${serial}` });
    },
  };
}

export type Stage = Awaited<ReturnType<typeof openStage>>;
export type Sealed = ReturnType<Stage["sealed"]>;

export function queryOf(sealed: { signature: string; timestamp: string; nonce: string }): string {
  const { signature, timestamp, nonce } = sealed;
  return new URLSearchParams({ msg_signature: signature, timestamp, nonce }).toString();
}

export const xmlEnvelope = (encrypt: string) =>
  `<xml><ToUserName><![CDATA[ww0123456789abcdef]]></ToUserName><Encrypt><![CDATA[${encrypt}]]></Encrypt><AgentID><![CDATA[1000002]]></AgentID></xml>`;

export function postApp(stage: Stage, sealed: Sealed): Promise<Response> {
  return fetch(`${stage.base}/wecom/app?${queryOf(sealed)}`, {
    method: "POST",
    body: xmlEnvelope(sealed.encrypt),
  });
}

export function postBot(stage: Stage, sealed: Sealed): Promise<Response> {
  const body = JSON.stringify({ encrypt: sealed.encrypt });
  return fetch(`${stage.base}/wecom/bot?${queryOf(sealed)}`, { method: "POST", body });
}

export function appText(content: string, msgId = "7400000000000000001"): string {
  return `<xml><ToUserName><![CDATA[ww0123456789abcdef]]></ToUserName><FromUserName><![CDATA[zhangwei]]></FromUserName><CreateTime>1760000100</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${content}]]></Content><MsgId>${msgId}</MsgId><AgentID>1000002</AgentID></xml>`;
}
