import { STATUS_CODES } from "node:http";
import type { Middleware } from "koa";
import type { Log } from "../../desk/ports.js";

/** Enough to find the place; the message is left out because it may quote what somebody wrote. */
const LOGGED_FRAMES = 6;

/**
 * Turns whatever a route throws into a uniform answer: the words of the status, nothing else. Deliberate
 * refusals (4xx) pass quietly, anything else is logged as an error with the place it came from.
 */
export function createErrorShield(log: Log): Middleware {
  return async (ctx, next) => {
    try {
      await next();
    } catch (error) {
      const status = refusalStatus(error) ?? 500;
      if (status === 500)
        log.error({ method: ctx.method, path: ctx.path, ...errorFields(error) }, "request failed");
      ctx.status = status;
      ctx.type = "text/plain";
      ctx.body = (STATUS_CODES[status] ?? "error").toLowerCase();
    }
  };
}

function refusalStatus(error: unknown): number | null {
  if (!(error instanceof Error) || !("status" in error) || typeof error.status !== "number") return null;
  return error.status >= 400 && error.status < 500 ? error.status : null;
}

function errorFields(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const frames = (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line));
  const code = "code" in error && typeof error.code === "string" ? { code: error.code } : {};
  return { error: error.name, ...code, at: frames.slice(0, LOGGED_FRAMES).map((frame) => frame.trim()) };
}
