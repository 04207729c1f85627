import type { Context, Middleware } from "koa";
import { z } from "zod";
import { readBody } from "../../edges/http/request-body.js";

/** A photo as base64, and a little. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** A request that is refused; the words say what would be right, and people read them. */
export class ApiRefusal extends Error {
  readonly status: number;

  constructor(status: 400 | 403 | 404 | 409 | 413 | 415, words: string) {
    super(words);
    this.name = "ApiRefusal";
    this.status = status;
  }
}

const chinese = z.locales.zhCN().localeError;

function firstProblem(error: z.ZodError): string {
  const issue = error.issues[0];
  const field = issue?.path.join(".");
  return `${field ? `${field}：` : ""}${issue?.message ?? "内容不对"}`;
}

/** The body as the schema wants it, or a refusal naming the first field that is wrong. */
export async function readJson<T>(ctx: Context, schema: z.ZodType<T>): Promise<T> {
  if (!ctx.is("application/json")) throw new ApiRefusal(415, "请用 content-type: application/json 发送");
  const bytes = await readBody(ctx.req, MAX_BODY_BYTES);
  if (!bytes) throw new ApiRefusal(413, "内容太大，图片请不超过 2 MB");
  let body: unknown;
  try {
    body = JSON.parse(bytes.toString("utf8"));
  } catch {
    throw new ApiRefusal(400, "请求体要是 JSON");
  }
  const parsed = schema.safeParse(body, { error: chinese });
  if (!parsed.success) throw new ApiRefusal(400, firstProblem(parsed.error));
  return parsed.data;
}

/** A number out of the address. */
export function readId(text: string | undefined): number {
  if (!text || !/^\d{1,9}$/.test(text)) throw new ApiRefusal(404, "地址里要有编号");
  return Number(text);
}

function isOwn(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}

/**
 * What all of `/simulator/api` shares: nothing is kept by the browser, pages of other sites may not ask, and
 * refusals are JSON.
 */
export const apiManners: Middleware = async (ctx, next) => {
  ctx.set("Cache-Control", "no-store");
  const origin = ctx.get("Origin");
  try {
    if (origin && !isOwn(origin, ctx.host)) throw new ApiRefusal(403, "只接受模拟器自己的页面");
    await next();
  } catch (error) {
    if (!(error instanceof ApiRefusal)) throw error;
    ctx.status = error.status;
    ctx.body = { error: error.message };
  }
};
