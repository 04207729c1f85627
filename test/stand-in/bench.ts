import { onTestFinished } from "vitest";
import type { StandInOptions } from "../../src/simulator/wecom/options.js";
import { type StandIn, startStandIn } from "../../src/simulator/wecom/stand-in.js";
import { startTinyDesk, type TinyDesk } from "./tiny-desk.js";

export const CORP = "ww0123456789abcdef";
export const SECRET = "app-secret";
export const KF = "wkTEST0001";
export const BOT_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
const APP_KEYS = { token: "APPTOKEN", aesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG" };
const BOT = { token: "BOTTOKEN", aesKey: BOT_KEY, botId: "AIB-1" };

export type Json = Record<string, unknown>;

/** A stand-in, a listening desk, a clock to push, and plain fetch as the desk's mouth. */
export interface Bench {
  readonly wecom: StandIn;
  readonly desk: TinyDesk;
  advance(by: { hours?: number; minutes?: number; seconds?: number }): void;
  /** POSTs JSON with a valid token. */
  call(endpoint: string, body: unknown): Promise<Json>;
  /** GETs with a valid token. */
  ask(endpoint: string, query?: Record<string, string>): Promise<Json>;
  token(): Promise<string>;
  /** Sends a form with the field `media`. */
  upload(path: string, file: { bytes: Uint8Array; name: string }): Promise<Json>;
}

export const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");

function usualOptions(clock: () => Date): StandInOptions {
  return {
    clock,
    corpId: CORP,
    agentId: 1000002,
    appSecret: SECRET,
    app: APP_KEYS,
    bot: BOT,
    kfAccounts: [
      { openKfId: KF, name: "云栖花园", servicers: ["lina", "wangfang"] },
      { openKfId: "wkTEST0002", name: "观澜阁" },
    ],
    members: [
      { userid: "LiNa", name: "李娜", position: "前台" },
      { userid: "wangfang", name: "王芳" },
      { userid: "zhaoqiang", name: "赵强" },
    ],
    robots: [{ key: "key-eng", name: "播报", chatId: "wrENG" }],
    // Real pauses are short here: what they do is the same at any length.
    tempo: { retryPauseMillis: 1, pollPauseMillis: 2, callbackTimeoutMillis: 5_000, patienceMillis: 10_000 },
  };
}

export async function openBench(overrides: Partial<StandInOptions> = {}): Promise<Bench> {
  let now = Date.parse("2025-03-03T09:00:00+08:00");
  const usual = usualOptions(() => new Date(now));
  const tempo = { ...usual.tempo, ...overrides.tempo };
  const wecom = await startStandIn({ ...usual, ...overrides, tempo });
  const desk = await startTinyDesk({ app: APP_KEYS, bot: BOT });
  wecom.pointDeskAt(desk.address);
  onTestFinished(async () => {
    await wecom.stop();
    await desk.stop();
  });
  const token = async (): Promise<string> => {
    const query = new URLSearchParams({ corpid: CORP, corpsecret: SECRET });
    const answer = (await (await fetch(`${wecom.address}/cgi-bin/gettoken?${query}`)).json()) as Json;
    return String(answer.access_token);
  };
  const send = async (url: string, init?: RequestInit): Promise<Json> =>
    (await (await fetch(`${wecom.address}${url}`, init)).json()) as Json;
  return {
    wecom,
    desk,
    advance({ hours = 0, minutes = 0, seconds = 0 }) {
      now += ((hours * 60 + minutes) * 60 + seconds) * 1000;
    },
    token,
    async call(endpoint, body) {
      const url = `/cgi-bin/${endpoint}${endpoint.includes("?") ? "&" : "?"}access_token=${await token()}`;
      return send(url, { method: "POST", body: JSON.stringify(body) });
    },
    async ask(endpoint, query = {}) {
      const search = new URLSearchParams({ ...query, access_token: await token() });
      return send(`/cgi-bin/${endpoint}?${search}`);
    },
    async upload(path, file) {
      const form = new FormData();
      form.set("media", new Blob([new Uint8Array(file.bytes)]), file.name);
      return send(`/cgi-bin/${path}&access_token=${await token()}`, { method: "POST", body: form });
    },
  };
}

/** All text a page of sync_msg carries. */
export function textsOf(page: Json): string[] {
  const items = page.msg_list as { msgtype: string; text?: { content: string } }[];
  return items.flatMap((item) => (item.text ? [item.text.content] : []));
}

/** Events on a page of sync_msg. */
export function eventsOf(page: Json): Json[] {
  return (page.msg_list as { event?: Json }[]).flatMap((item) => (item.event ? [item.event] : []));
}
