import type { z } from "zod";

export interface Upload {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Buffer;
}

/** A call of the desk after the token check. */
export interface Call {
  readonly query: URLSearchParams;
  /** Parsed JSON, or null for a GET. */
  readonly body: unknown;
  /** The multipart field `media`. */
  readonly upload: Upload | null;
}

export type Answer =
  | { readonly kind: "accepted"; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly kind: "refused"; readonly errcode: number; readonly detail: string }
  | { readonly kind: "binary"; readonly bytes: Buffer; readonly headers: Readonly<Record<string, string>> };

export type Refused = Extract<Answer, { kind: "refused" }>;

export function accept(fields: Readonly<Record<string, unknown>> = {}): Answer {
  return { kind: "accepted", fields };
}

export function refuse(errcode: number, detail: string): Refused {
  return { kind: "refused", errcode, detail };
}

/** `kf/send_msg` and its like. */
export interface Endpoint {
  readonly method: "GET" | "POST";
  /** `open`: no access_token (gettoken, robots, response_url). */
  readonly access: "token" | "open";
  readonly body: "json" | "multipart" | "none";
  /** Empty lists a refusal carries all the same (protocol §0.1). */
  readonly empties?: Readonly<Record<string, readonly never[]>>;
  answer(call: Call): Answer;
}

/** Endpoints by path below `/cgi-bin/`. */
export type Endpoints = Readonly<Record<string, Endpoint>>;

/** The body as the schema knows it, or a refusal naming the first field that is wrong. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown, errcode = 40058): T | Refused {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return refuse(errcode, `${issue?.path.join(".") || "body"}: ${issue?.message ?? "wrong"}`);
}

export function isRefused(value: unknown): value is Refused {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === "refused";
}

/** An endpoint with token and JSON body, the commonest sort. */
export function jsonEndpoint<T>(
  schema: z.ZodType<T>,
  answer: (body: T, call: Call) => Answer,
  extra: Partial<Pick<Endpoint, "access" | "empties">> = {},
): Endpoint {
  return {
    method: "POST",
    access: "token",
    body: "json",
    ...extra,
    answer(call) {
      const body = readBody(schema, call.body);
      return isRefused(body) ? body : answer(body, call);
    },
  };
}

/** An endpoint asked by GET with a token. */
export function getEndpoint(
  answer: (query: URLSearchParams) => Answer,
  extra: Partial<Pick<Endpoint, "access" | "empties">> = {},
): Endpoint {
  return {
    method: "GET",
    access: "token",
    body: "none",
    ...extra,
    answer: (call) => answer(call.query),
  };
}
