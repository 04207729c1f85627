import type { IncomingMessage } from "node:http";
import type { Call, Upload } from "./endpoint.js";

const BODY_LIMIT = 32 * 1024 * 1024;

export interface RawRequest {
  readonly url: URL;
  readonly method: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** The whole request; null when it is larger than anything the platform takes. */
export async function readRequest(request: IncomingMessage): Promise<RawRequest | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) return null;
    chunks.push(chunk);
  }
  return {
    url: new URL(request.url ?? "/", "http://stand-in"),
    method: request.method ?? "GET",
    contentType: request.headers["content-type"] ?? "",
    bytes: Buffer.concat(chunks),
  };
}

/** For the record of the wire: text as it is, files by their size. */
export function describeRequest(raw: RawRequest): { raw: string; plain: unknown } {
  if (raw.contentType.startsWith("multipart/")) {
    return { raw: `(${raw.bytes.length} bytes of ${raw.contentType})`, plain: null };
  }
  const text = raw.bytes.toString("utf8");
  return { raw: text, plain: text === "" ? null : parseJson(text) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function readUpload(raw: RawRequest): Promise<Upload | null> {
  try {
    // The platform's own parser of forms; its answer to a broken form is an exception.
    const form = await new Response(new Uint8Array(raw.bytes), {
      headers: { "content-type": raw.contentType },
    }).formData();
    const field = form.get("media");
    if (field === null || typeof field === "string") return null;
    return {
      fileName: field.name,
      contentType: field.type || "application/octet-stream",
      bytes: Buffer.from(await field.arrayBuffer()),
    };
  } catch {
    return null;
  }
}

/** What the endpoint gets to see; null when a JSON body was wanted and this is none. */
export async function readCall(raw: RawRequest, body: "json" | "multipart" | "none"): Promise<Call | null> {
  const query = raw.url.searchParams;
  if (body === "none") return { query, body: null, upload: null };
  if (body === "multipart") return { query, body: null, upload: await readUpload(raw) };
  const parsed = parseJson(raw.bytes.toString("utf8"));
  return parsed === undefined ? null : { query, body: parsed, upload: null };
}
