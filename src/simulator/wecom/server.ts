import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Answer, type Endpoint, type Endpoints, refuse } from "./endpoint.js";
import { describeCode } from "./error-codes.js";
import type { CallFault } from "./faults.js";
import type { Platform } from "./platform.js";
import { describeRequest, type RawRequest, readCall, readRequest } from "./request-body.js";
import { checkToken } from "./tokens.js";

const PREFIX = "/cgi-bin/";

/** What goes back over the wire. */
interface WireReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Buffer;
  /** For the record. */
  readonly raw: string;
  readonly plain: unknown;
}

/** Serves a path outside `/cgi-bin/` (files of the 智能机器人); null: not found. */
export type FileServer = (path: string) => Extract<Answer, { kind: "binary" }> | null;

const NOT_FOUND: WireReply = { status: 404, headers: {}, bytes: Buffer.alloc(0), raw: "", plain: null };

function jsonReply(body: Record<string, unknown>): WireReply {
  const raw = JSON.stringify(body);
  const headers = { "content-type": "application/json; charset=UTF-8" };
  return { status: 200, headers, bytes: Buffer.from(raw), raw, plain: body };
}

function bareReply(status: number): WireReply {
  return { ...NOT_FOUND, status };
}

function toReply(platform: Platform, endpoint: Endpoint | null, answer: Answer): WireReply {
  if (answer.kind === "binary") {
    const raw = `(${answer.bytes.length} bytes)`;
    return { status: 200, headers: answer.headers, bytes: answer.bytes, raw, plain: null };
  }
  if (answer.kind === "accepted") return jsonReply({ errcode: 0, errmsg: "ok", ...answer.fields });
  platform.state.sequence += 1;
  // As long as the real ones, which nobody takes for a telephone number.
  const number = `${platform.seconds()}${String(platform.state.sequence).padStart(15, "0")}`;
  const hint = `hint: [${number}], from ip: 127.0.0.1`;
  const more = `more info at https://open.work.weixin.qq.com/devtool/query?e=${answer.errcode}`;
  const { text } = describeCode(answer.errcode);
  const errmsg = `${text}: ${answer.detail}, ${hint}, ${more}`;
  return jsonReply({ errcode: answer.errcode, errmsg, ...endpoint?.empties });
}

/** Order of checks as observed (protocol §14.2): method, token, then what is in the body. */
async function answerCall(platform: Platform, endpoint: Endpoint, raw: RawRequest): Promise<Answer> {
  if (raw.method !== endpoint.method) {
    return refuse(endpoint.method === "GET" ? 43001 : 43002, raw.method);
  }
  if (endpoint.access === "token") {
    const problem = checkToken(platform, raw.url.searchParams);
    if (problem) return problem;
  }
  const call = await readCall(raw, endpoint.body);
  return call ? endpoint.answer(call) : refuse(40058, "body is no JSON");
}

async function replyTo(
  platform: Platform,
  raw: RawRequest,
  parts: { endpoints: Endpoints; files: FileServer; fault: CallFault | undefined },
): Promise<WireReply> {
  const { pathname } = raw.url;
  const name = pathname.slice(PREFIX.length);
  const endpoint = pathname.startsWith(PREFIX) ? (parts.endpoints[name] ?? null) : null;
  const { fault } = parts;
  if (fault?.kind === "status") return bareReply(fault.status);
  if (fault?.kind === "answer") return toReply(platform, endpoint, refuse(fault.errcode, "as planned"));
  if (!endpoint) {
    const file = parts.files(pathname);
    if (file) return toReply(platform, null, file);
    platform.violate({ kind: "unknown", endpoint: pathname, errcode: null, detail: "no such address" });
    return NOT_FOUND;
  }
  const answer = await answerCall(platform, endpoint, raw);
  if (answer.kind === "refused") {
    const { kind } = describeCode(answer.errcode);
    platform.violate({ kind, endpoint: name, errcode: answer.errcode, detail: answer.detail });
  }
  return toReply(platform, endpoint, answer);
}

function send(response: ServerResponse, reply: WireReply, fault: CallFault | undefined): void {
  if (fault?.kind === "drop") {
    response.socket?.destroy();
    return;
  }
  const bytes = fault?.kind === "truncate" ? reply.bytes.subarray(0, reply.bytes.length >> 1) : reply.bytes;
  response.writeHead(reply.status, { ...reply.headers, "content-length": bytes.length });
  response.end(bytes);
}

function describeFaults(faults: readonly CallFault[]): string | null {
  return faults.length === 0 ? null : `fault: ${faults.map((fault) => JSON.stringify(fault)).join(" ")}`;
}

async function serve(
  platform: Platform,
  parts: { endpoints: Endpoints; files: FileServer },
  exchange: { raw: RawRequest; response: ServerResponse },
): Promise<void> {
  const { raw, response } = exchange;
  const started = performance.now();
  const at = platform.now();
  const name = raw.url.pathname.startsWith(PREFIX) ? raw.url.pathname.slice(PREFIX.length) : raw.url.pathname;
  const faults = platform.faults.takeForCall(name);
  const fault = faults.find(({ kind }) => kind !== "slow");
  const slow = faults.find((planned) => planned.kind === "slow");
  const reply = fault?.kind === "refuseConnection" ? null : await replyTo(platform, raw, { ...parts, fault });
  if (slow) await platform.background.pause(slow.millis);
  platform.wire.record({
    at,
    direction: "toPlatform",
    name,
    method: raw.method,
    url: `${raw.url.pathname}${raw.url.search}`,
    request: describeRequest(raw),
    reply:
      reply && fault?.kind !== "drop" ? { status: reply.status, raw: reply.raw, plain: reply.plain } : null,
    tookMillis: performance.now() - started,
    note: describeFaults(faults),
  });
  if (reply) send(response, reply, fault);
  else response.socket?.destroy();
}

/** Listens on 127.0.0.1; the caller closes the server. */
export async function listen(
  platform: Platform,
  parts: { endpoints: Endpoints; files: FileServer },
): Promise<Server> {
  const server = createServer((request, response) => {
    const work = async () => {
      const raw = await readRequest(request);
      if (raw) await serve(platform, parts, { raw, response });
      else response.socket?.destroy();
    };
    // A caller that hangs up in mid-request is its own affair; anything else is a bug here and shown as 500.
    const failed = () => (response.headersSent ? response.destroy() : response.writeHead(500).end());
    platform.background.track(work().catch(failed));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(platform.options.port ?? 0, "127.0.0.1", resolve);
  });
  platform.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return server;
}
