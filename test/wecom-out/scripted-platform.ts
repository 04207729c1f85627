import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One call as the platform saw it. */
export interface SeenCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly body: Buffer;
  json(): Record<string, unknown>;
}

/**
 * How the platform answers one call. `drop`: takes the request, then cuts the line; `hang`: never answers;
 * `begun`: sends this much of a longer file, then cuts the line.
 */
export type Answer =
  | Readonly<Record<string, unknown>>
  | { readonly raw: string | Buffer; readonly status?: number; readonly headers?: Record<string, string> }
  | { readonly begun: Buffer }
  | "drop"
  | "hang";

type Rule = Answer | ((call: SeenCall) => Answer);

export interface ScriptedPlatform {
  readonly address: string;
  /** Every call so far, oldest first. */
  readonly calls: readonly SeenCall[];
  callsTo(path: string): readonly SeenCall[];
  /** Answers calls to the path in this order; the last answer stays. */
  script(path: string, ...answers: readonly Rule[]): void;
  stop(): Promise<void>;
}

/** A small platform over real HTTP that does as each test tells it; gettoken works unless told otherwise. */
export async function startScriptedPlatform(): Promise<ScriptedPlatform> {
  const calls: SeenCall[] = [];
  const scripts = new Map<string, Rule[]>();
  let tokens = 0;
  scripts.set("/cgi-bin/gettoken", [
    () => ({ errcode: 0, errmsg: "ok", access_token: `tok_secret_${++tokens}`, expires_in: 7200 }),
  ]);

  const server = createServer(async (request, response) => {
    const call = await readCall(request);
    calls.push(call);
    const rules = scripts.get(call.path) ?? [];
    const rule = rules.length > 1 ? rules.shift() : rules[0];
    if (rule === undefined) return void response.writeHead(404).end();
    give(response, typeof rule === "function" ? rule(call) : rule);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));

  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    callsTo: (path) => calls.filter((call) => call.path === path),
    script: (path, ...answers) => void scripts.set(path, [...answers]),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readCall(request: IncomingMessage): Promise<SeenCall> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const url = new URL(request.url ?? "/", "http://platform");
  const body = Buffer.concat(chunks);
  return {
    method: request.method ?? "",
    path: url.pathname,
    query: url.searchParams,
    contentType: request.headers["content-type"] ?? "",
    body,
    json: () => JSON.parse(body.toString("utf8")) as Record<string, unknown>,
  };
}

function give(response: ServerResponse, answer: Answer): void {
  if (answer === "hang") return;
  if (answer === "drop") return void response.socket?.destroy();
  if ("begun" in answer && Buffer.isBuffer(answer.begun)) {
    response.writeHead(200, { "content-type": "image/jpeg", "content-length": answer.begun.length + 1 });
    response.write(answer.begun, () => response.socket?.destroy());
    return;
  }
  if (isRaw(answer)) {
    response.writeHead(answer.status ?? 200, answer.headers ?? {}).end(answer.raw);
    return;
  }
  response.writeHead(200, { "content-type": "application/json; charset=UTF-8" }).end(JSON.stringify(answer));
}

function isRaw(
  answer: object,
): answer is { raw: string | Buffer; status?: number; headers?: Record<string, string> } {
  return "raw" in answer;
}
