import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What the stand-in does with a request. */
export type Behaviour =
  /** A well-formed completion of this content; objects become JSON. */
  | { readonly says: string | object; readonly finish?: string }
  | { readonly refuses: string }
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: object }
  /** Never answers. */
  | { readonly hangs: true }
  /** Sends headers and then a blank every 20 ms, for ever. */
  | { readonly trickles: true }
  /** 200 with a body of another protocol. */
  | { readonly babbles: string }
  | { readonly after: Promise<void>; readonly does: Behaviour };

/** A request as it came over the wire. */
export interface AskedRequest {
  /** The bytes of the body, as text. */
  readonly raw: string;
  /** triage, summary or follow_up; empty in JSON mode. */
  readonly question: string;
  readonly authorization: string | undefined;
  readonly system: string;
  readonly user: string;
  readonly format: string;
}

export interface ModelStandIn {
  readonly baseUrl: string;
  readonly requests: readonly AskedRequest[];
  /** How it behaves from now on; a list is used up one by one, its last stays. */
  behaves(...behaviours: readonly (Behaviour | ((request: AskedRequest) => Behaviour))[]): void;
  close(): Promise<void>;
}

function readRequest(raw: string, authorization: string | undefined): AskedRequest {
  const body = JSON.parse(raw);
  const content = (role: string): string =>
    body.messages.find((message: { role: string }) => message.role === role)?.content ?? "";
  return {
    raw,
    question: body.response_format?.json_schema?.name ?? "",
    authorization,
    system: content("system"),
    user: content("user"),
    format: body.response_format?.type ?? "",
  };
}

function completion(message: object, finish: string): string {
  return JSON.stringify({
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1,
    model: "stand-in",
    choices: [{ index: 0, finish_reason: finish, message: { role: "assistant", ...message } }],
    usage: { prompt_tokens: 700, completion_tokens: 40, total_tokens: 740 },
  });
}

async function behave(response: ServerResponse, behaviour: Behaviour, timers: Set<NodeJS.Timeout>) {
  if ("after" in behaviour) {
    await behaviour.after;
    return behave(response, behaviour.does, timers);
  }
  if ("hangs" in behaviour) return;
  if ("trickles" in behaviour) {
    response.writeHead(200, { "content-type": "application/json" });
    timers.add(setInterval(() => response.write(" "), 20));
    return;
  }
  if ("status" in behaviour) {
    response.writeHead(behaviour.status, { "content-type": "application/json", ...behaviour.headers });
    response.end(JSON.stringify(behaviour.body ?? { error: { message: "no" } }));
    return;
  }
  response.writeHead(200, { "content-type": "application/json" });
  if ("babbles" in behaviour) response.end(behaviour.babbles);
  else if ("refuses" in behaviour) {
    response.end(completion({ content: null, refusal: behaviour.refuses }, "stop"));
  } else {
    const content = typeof behaviour.says === "string" ? behaviour.says : JSON.stringify(behaviour.says);
    response.end(completion({ content, refusal: null }, behaviour.finish ?? "stop"));
  }
}

/** A server that speaks the OpenAI protocol over real HTTP and behaves as it is told. */
export async function startModelStandIn(): Promise<ModelStandIn> {
  const requests: AskedRequest[] = [];
  const timers = new Set<NodeJS.Timeout>();
  let plan: readonly (Behaviour | ((request: AskedRequest) => Behaviour))[] = [{ status: 500 }];
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
    incoming.on("end", () => {
      const asked = readRequest(Buffer.concat(chunks).toString("utf8"), incoming.headers.authorization);
      requests.push(asked);
      const [next, ...rest] = plan;
      if (rest.length > 0) plan = rest;
      if (next) void behave(response, typeof next === "function" ? next(asked) : next, timers);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    requests,
    behaves(...behaviours) {
      plan = behaviours;
    },
    async close() {
      for (const timer of timers) clearInterval(timer);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A label as a good model gives it; what differs is said. */
export function label(changes: Record<string, unknown> = {}): object {
  return {
    ordersReader: false,
    kind: "repair",
    severity: null,
    emergency: false,
    department: "engineering",
    sure: true,
    ...changes,
  };
}
