import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { decrypt, encrypt, getSignature } from "@wecom/crypto";

/** A callback as the desk's side of the wire sees it, opened by a third implementation of the crypto. */
export interface HeardCallback {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly signed: boolean;
  readonly receiveId: string;
  /** XML or JSON text. */
  readonly plain: string;
}

export interface DeskAnswer {
  readonly status?: number;
  readonly body?: string;
  /** Sealed as a 智能机器人 reply. */
  readonly seal?: unknown;
  /** Overrides the nonce of the sealed reply. */
  readonly nonce?: string;
  /** Never answers. */
  readonly silent?: boolean;
}

export interface TinyDesk {
  readonly address: string;
  readonly heard: HeardCallback[];
  /** JSON of the bot callbacks heard, in order. */
  botMessages(): Record<string, unknown>[];
  /** What to answer from now on; the default is an empty 200. */
  answers(answer: (heard: HeardCallback) => DeskAnswer): void;
  stop(): Promise<void>;
}

interface Keys {
  readonly token: string;
  readonly aesKey: string;
}

function open(path: string, keys: Keys, raw: { url: URL; body: string }): HeardCallback {
  const query = raw.url.searchParams;
  const sealed =
    path === "/wecom/bot"
      ? (JSON.parse(raw.body) as { encrypt: string }).encrypt
      : (/<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(raw.body)?.[1] ?? "");
  const expected = getSignature(keys.token, query.get("timestamp") ?? "", query.get("nonce") ?? "", sealed);
  const { message, id } = decrypt(keys.aesKey, sealed);
  return { path, query, signed: expected === query.get("msg_signature"), receiveId: id, plain: message };
}

function sealReply(keys: Keys, reply: unknown, nonce: string): string {
  const sealed = encrypt(keys.aesKey, JSON.stringify(reply), "");
  const timestamp = 1_760_000_000;
  const msgsignature = getSignature(keys.token, timestamp, nonce, sealed);
  return JSON.stringify({ encrypt: sealed, msgsignature, timestamp, nonce });
}

/** A desk that only listens: what the stand-in delivers, and answers as told. */
export async function startTinyDesk(keys: { app: Keys; bot: Keys }): Promise<TinyDesk> {
  const heard: HeardCallback[] = [];
  let answerTo: (callback: HeardCallback) => DeskAnswer = () => ({});
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? "/", "http://desk");
    const keysHere = url.pathname === "/wecom/bot" ? keys.bot : keys.app;
    const echo = url.searchParams.get("echostr");
    if (echo) return response.end(decrypt(keysHere.aesKey, echo).message);
    const callback = open(url.pathname, keysHere, { url, body: Buffer.concat(chunks).toString() });
    heard.push(callback);
    const answer = answerTo(callback);
    if (answer.silent) return;
    const nonce = answer.nonce ?? callback.query.get("nonce") ?? "";
    const body = answer.seal ? sealReply(keysHere, answer.seal, nonce) : (answer.body ?? "");
    response.writeHead(answer.status ?? 200).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    botMessages: () =>
      heard.filter(({ path }) => path === "/wecom/bot").map(({ plain }) => JSON.parse(plain)),
    answers(next) {
      answerTo = next;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
