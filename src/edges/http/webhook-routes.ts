import Router from "@koa/router";
import type { Context } from "koa";
import { createForeground, type Foreground } from "../foreground.js";
import type { CallbackHandler } from "../wecom/callback-gate.js";
import { readBody } from "./request-body.js";

/** Protocol §1.4; a text of WeCom is far smaller. */
const MAX_BODY_BYTES = 1024 * 1024;

/** What every callback passes through. */
interface Passage {
  readonly handle: CallbackHandler;
  readonly method: "GET" | "POST";
  readonly enter: Foreground["enter"];
}

/**
 * `GET` and `POST` of every callback address, for example `{ "/wecom/app": … }`. Until its message is safe
 * (not until its answer is made) whoever asks stands in the foreground.
 */
export function createWebhookRoutes(
  callbacks: Readonly<Record<string, CallbackHandler>>,
  { enter }: Pick<Foreground, "enter"> = createForeground(),
): Router {
  const router = new Router();
  for (const [path, handle] of Object.entries(callbacks)) {
    router.get(path, (ctx) => pass(ctx, { handle, method: "GET", enter }));
    router.post(path, (ctx) => pass(ctx, { handle, method: "POST", enter }));
  }
  return router;
}

async function pass(ctx: Context, { handle, method, enter }: Passage): Promise<void> {
  // Read even when the query alone condemns it: a connection cut off early would tell refusals apart.
  const bytes = method === "POST" ? await readBody(ctx.req, MAX_BODY_BYTES) : Buffer.alloc(0);
  const body = bytes?.toString("utf8") ?? null;
  // Not earlier: somebody who sends slowly would keep everything else waiting.
  const leave = enter();
  try {
    const reply = await handle({ method, query: ctx.querystring, body, onCommitted: leave });
    ctx.status = reply.status;
    // Plain text also around JSON: the platform compares the verification answer byte for byte (protocol §1.3).
    ctx.type = "text/plain";
    ctx.body = reply.body;
    if (reply.onSent) ctx.res.once("finish", reply.onSent);
  } finally {
    leave();
  }
}
