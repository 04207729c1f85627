import OpenAI from "openai";
import { z } from "zod";
import type { NoAnswer } from "../../desk/model-ports.js";
import { boundedFetch } from "./bounded-fetch.js";

/** A server that speaks the OpenAI protocol, and how long one request may take. */
export interface ChatServerSettings {
  /** Null for a server that wants none. */
  readonly apiKey: string | null;
  readonly baseUrl: string | null;
  readonly model: string;
  readonly timeoutMillis: number;
}

export interface ChatRequest {
  readonly system: string;
  readonly user: string;
  /** Name of the question, and the one contract of its answer's shape. */
  readonly name: string;
  readonly schema: z.ZodType;
  /** True = the instructions say the shape too, for a server that takes a schema and does not keep to it. */
  readonly spellsOut: boolean;
}

/** What a request cost, where the server said so. */
interface Usage {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
}

export type ChatReply =
  | (Usage & { readonly kind: "content"; readonly content: string })
  | (Usage & {
      readonly kind: "failure";
      readonly reason: NoAnswer;
      readonly mayRetry: boolean;
      /** What the server asked for (retry-after), or 0. */
      readonly waitMillis: number;
    });

/** Sends one request, once. Never throws. */
export type SendChat = (request: ChatRequest, stop: AbortSignal) => Promise<ChatReply>;

const PUBLIC_SERVER = "https://api.openai.com/v1";

const UNTOLD: Usage = { inputTokens: null, outputTokens: null };

/** A request without an answer. */
export function failure(
  reason: NoAnswer,
  told: { mayRetry?: boolean; waitMillis?: number; usage?: Usage } = {},
): ChatReply {
  const { mayRetry = false, waitMillis = 0, usage = UNTOLD } = told;
  return { kind: "failure", reason, mayRetry, waitMillis, ...usage };
}

/** The wait a server asks for, in ms: seconds or a date (RFC 9110 §10.2.3). */
function retryAfter(headers: Headers | undefined): number {
  const value = headers?.get("retry-after")?.trim() ?? "";
  if (/^\d+(?:\.\d+)?$/.test(value)) return Number(value) * 1_000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? 0 : Math.max(0, date - Date.now());
}

/**
 * One request's end: the stop of the desk or its own limit. By hand, because `AbortSignal.any` would keep every
 * request alive as long as the desk's signal lives.
 */
function createEnd(stop: AbortSignal, timeoutMillis: number) {
  const controller = new AbortController();
  const end = { signal: controller.signal, timedOut: false, clear: () => undefined as unknown };
  const onStop = () => controller.abort();
  if (stop.aborted) onStop();
  stop.addEventListener("abort", onStop, { once: true });
  const timer = setTimeout(() => {
    end.timedOut = true;
    controller.abort();
  }, timeoutMillis);
  end.clear = () => {
    clearTimeout(timer);
    stop.removeEventListener("abort", onStop);
  };
  return end;
}

function failureOf(error: unknown, ends: { stopped: boolean; timedOut: boolean }): ChatReply {
  if (ends.stopped) return failure("stopped");
  if (ends.timedOut || error instanceof OpenAI.APIConnectionTimeoutError) {
    return failure("timeout", { mayRetry: true });
  }
  if (error instanceof OpenAI.APIConnectionError) return failure("unreachable", { mayRetry: true });
  if (error instanceof OpenAI.APIError && typeof error.status === "number") {
    const waitMillis = retryAfter(error.headers);
    if (error.status === 429) return failure("rateLimited", { mayRetry: true, waitMillis });
    if (error.status >= 500) return failure("serverError", { mayRetry: true, waitMillis });
    return failure("rejected");
  }
  // The body was no answer of this protocol.
  return failure("broken");
}

/** A server that knows no schemas says so in its own words, naming the field. */
function knowsNoSchema(error: unknown): boolean {
  return (
    error instanceof OpenAI.APIError &&
    (error.status === 400 || error.status === 422) &&
    /response_format|json_schema|schema/i.test(error.message)
  );
}

/** The fields every answer is read from; a server of another make may send anything. */
const completion = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z.object({ prompt_tokens: z.number().nullish(), completion_tokens: z.number().nullish() }).nullish(),
});

function readCompletion(body: unknown): ChatReply {
  const read = completion.safeParse(body);
  const choice = read.data?.choices[0];
  if (!read.success || !choice) return failure("broken");
  const { prompt_tokens, completion_tokens } = read.data.usage ?? {};
  const usage = { inputTokens: prompt_tokens ?? null, outputTokens: completion_tokens ?? null };
  const { content, refusal } = choice.message;
  if (refusal || choice.finish_reason === "content_filter") return failure("refused", { usage });
  if (!content || choice.finish_reason === "length") return failure("broken", { usage });
  return { kind: "content", content, ...usage };
}

/**
 * Talks to the server: with a schema for the answer as long as the server knows schemas, else in JSON mode
 * with the schema in the instructions. Deliberately without retries: who asks counts them.
 */
export function createChatServer(settings: ChatServerSettings): SendChat {
  const client = new OpenAI({
    // Null would be refused, and undefined would read the environment.
    apiKey: settings.apiKey ?? "none",
    ...(settings.apiKey === null ? { defaultHeaders: { Authorization: null } } : {}),
    baseURL: settings.baseUrl ?? PUBLIC_SERVER,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: settings.timeoutMillis,
    fetch: boundedFetch,
    // Its debug lines would quote the request.
    logLevel: "off",
  });
  let takesSchemas = true;

  return async function send({ system, user, name, schema, spellsOut }, stop) {
    const { $schema: _dialect, ...shape } = z.toJSONSchema(schema);
    const withSchema = takesSchemas;
    const end = createEnd(stop, settings.timeoutMillis);
    const instructions =
      withSchema && !spellsOut
        ? system
        : `${system}\n\nAnswer with one JSON object of this JSON schema and nothing else:\n${JSON.stringify(shape)}`;
    try {
      const body: unknown = await client.chat.completions.create(
        {
          model: settings.model,
          messages: [
            { role: "system", content: instructions },
            { role: "user", content: user },
          ],
          response_format: withSchema
            ? { type: "json_schema", json_schema: { name, strict: true, schema: shape } }
            : { type: "json_object" },
        },
        // Also ends a body that trickles: the client's own limit counts to the headers only.
        { signal: end.signal },
      );
      return readCompletion(body);
    } catch (error) {
      if (withSchema && knowsNoSchema(error)) {
        takesSchemas = false;
        return failure("rejected", { mayRetry: true });
      }
      return failureOf(error, { stopped: stop.aborted, timedOut: end.timedOut });
    } finally {
      end.clear();
    }
  };
}
