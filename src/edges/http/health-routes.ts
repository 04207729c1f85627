import { setTimeout as pause } from "node:timers/promises";
import Router from "@koa/router";

export interface Readiness {
  readonly ready: boolean;
  /** One short sentence each, without personal data: anybody who reaches the port can read them. */
  readonly problems: readonly string[];
  /** Wrong, but no reason to take the process out of service: a person should look. */
  readonly warnings?: readonly string[];
}

/** Whoever asks waits no longer than this for a database that does not answer. */
const CHECK_MILLIS = 3_000;

function notReady(problem: string): Readiness {
  return { ready: false, problems: [problem] };
}

async function checkInTime(check: () => Promise<Readiness>): Promise<Readiness> {
  const over = new AbortController();
  const tooLate = pause(CHECK_MILLIS, notReady(`no answer within ${CHECK_MILLIS / 1_000} s`), {
    signal: over.signal,
  });
  const checked = check().catch(() => notReady("the readiness check itself failed"));
  try {
    return await Promise.race([checked, tooLate]);
  } finally {
    over.abort();
    tooLate.catch(() => undefined);
  }
}

export interface HealthRoutesDependencies {
  checkReadiness(): Promise<Readiness>;
  /** A prom-client registry. */
  readonly metrics: { readonly contentType: string; metrics(): Promise<string> };
}

/** `/healthz`: the process is up. `/readyz`: it can do its work, else 503 and why not. `/metrics`: Prometheus. */
export function createHealthRoutes({ checkReadiness, metrics }: HealthRoutesDependencies): Router {
  const router = new Router();
  router.get("/healthz", (ctx) => {
    ctx.set("Cache-Control", "no-store");
    ctx.type = "text/plain";
    ctx.body = "ok";
  });
  router.get("/readyz", async (ctx) => {
    const readiness = await checkInTime(checkReadiness);
    ctx.set("Cache-Control", "no-store");
    ctx.status = readiness.ready ? 200 : 503;
    ctx.body = { warnings: [], ...readiness };
  });
  router.get("/metrics", async (ctx) => {
    ctx.body = await metrics.metrics();
    ctx.set("Content-Type", metrics.contentType);
  });
  return router;
}
