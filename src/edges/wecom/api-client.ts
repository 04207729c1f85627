import {
  type ApiFailure,
  type ApiReply,
  type JsonObject,
  judgeAnswer,
  judgeStatus,
  judgeThrown,
} from "./api-reply.js";

export interface ApiRequest {
  /** Below the API base, or a complete URL the platform handed over (response URL, media URL). */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Absent: a GET. */
  readonly body?: JsonObject | FormData;
}

export interface Download {
  readonly kind: "download";
  readonly body: ReadableStream<Uint8Array>;
}

/** Speaks HTTP with WeCom. Every expected trouble is a value; nothing it returns or throws names a URL. */
export interface ApiClient {
  call(request: ApiRequest): Promise<ApiReply>;
  /** A file as a stream; JSON without a file name is the platform's way to say no (protocol §11). */
  download(request: ApiRequest): Promise<Download | ApiFailure>;
}

export interface ApiClientSettings {
  readonly apiBase: string;
  readonly callTimeoutMillis?: number;
  readonly downloadTimeoutMillis?: number;
  readonly maxAnswerBytes?: number;
}

/**
 * A little longer than the 10 s after which `fetch` itself gives up connecting: so a time-out of ours
 * means that the request was on its way, and one of `fetch` that it was not.
 */
const CALL_TIMEOUT_MILLIS = 12_000;
const DOWNLOAD_TIMEOUT_MILLIS = 180_000;
/** A full page of 微信客服 (1000 messages of at most some 8 KB) stays below it. */
const MAX_ANSWER_BYTES = 16 * 1024 * 1024;

export function createApiClient(settings: ApiClientSettings): ApiClient {
  const maxAnswerBytes = settings.maxAnswerBytes ?? MAX_ANSWER_BYTES;
  const callMillis = settings.callTimeoutMillis ?? CALL_TIMEOUT_MILLIS;
  const downloadMillis = settings.downloadTimeoutMillis ?? DOWNLOAD_TIMEOUT_MILLIS;

  return {
    async call(request) {
      const answer = await exchange(settings.apiBase, request, {
        headMillis: callMillis,
        wholeMillis: callMillis,
      });
      return answer instanceof Response ? readAnswer(answer, maxAnswerBytes) : answer;
    },

    async download(request) {
      const answer = await exchange(settings.apiBase, request, {
        headMillis: callMillis,
        wholeMillis: downloadMillis,
      });
      if (!(answer instanceof Response)) return answer;
      if (!isAnswerInsteadOfFile(answer)) return { kind: "download", body: answer.body ?? emptyBody() };
      const reply = await readAnswer(answer, maxAnswerBytes);
      return reply.kind === "ok" ? { kind: "uncertain", reason: "JSON came instead of a file" } : reply;
    },
  };
}

async function exchange(
  apiBase: string,
  request: ApiRequest,
  limits: { headMillis: number; wholeMillis: number },
): Promise<Response | ApiFailure> {
  const url = addressOf(apiBase, request);
  if (url === null)
    return { kind: "blocked", reason: "the URL is neither https nor below the API base", status: null };
  const head = new AbortController();
  const headTimer = setTimeout(() => head.abort(timeUp()), limits.headMillis);
  try {
    const response = await fetch(url, {
      ...payloadOf(request.body),
      // A redirect would carry the secrets of the query elsewhere and turn a POST into a GET.
      redirect: "manual",
      signal: AbortSignal.any([head.signal, AbortSignal.timeout(limits.wholeMillis)]),
    });
    const failure = judgeStatus(response.status);
    if (failure === null) return response;
    await response.body?.cancel();
    return failure;
  } catch (error) {
    return judgeThrown(error);
  } finally {
    clearTimeout(headTimer);
  }
}

function timeUp(): DOMException {
  return new DOMException("the answer did not begin in time", "TimeoutError");
}

function payloadOf(body: ApiRequest["body"]): RequestInit {
  if (body === undefined) return { method: "GET" };
  if (body instanceof FormData) return { method: "POST", body };
  return {
    method: "POST",
    headers: { "content-type": "application/json; charset=utf-8" },
    body: JSON.stringify(body),
  };
}

/** URLs the platform hands over must be https, except those of the API base itself (a simulator). */
function addressOf(apiBase: string, request: ApiRequest): URL | null {
  const isPath = request.path.startsWith("/");
  const text = isPath ? `${apiBase.replace(/\/+$/, "")}${request.path}` : request.path;
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (!isPath && url.protocol !== "https:" && url.origin !== new URL(apiBase).origin) return null;
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.set(name, value);
  return url;
}

async function readAnswer(response: Response, maxBytes: number): Promise<ApiReply> {
  try {
    const text = await readAtMost(response, maxBytes);
    return text === null
      ? { kind: "uncertain", reason: `the answer is longer than ${maxBytes} bytes` }
      : judgeAnswer(text);
  } catch (error) {
    // The headers came, so the request had arrived, whatever the error looks like.
    const failure = judgeThrown(error);
    return failure.kind === "unsent" ? { kind: "uncertain", reason: failure.reason } : failure;
  }
}

async function readAtMost(response: Response, maxBytes: number): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop early cancels the body.
  for await (const chunk of response.body ?? emptyBody()) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function isAnswerInsteadOfFile(response: Response): boolean {
  const isJson = /\bjson\b/i.test(response.headers.get("content-type") ?? "");
  return isJson && response.headers.get("content-disposition") === null;
}

function emptyBody(): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.close() });
}
