import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type Router from "@koa/router";
import Koa from "koa";
import type { Log } from "../../desk/ports.js";
import { createErrorShield } from "./error-shield.js";

export interface HttpServerSettings {
  readonly routes: readonly Router[];
  readonly log: Log;
  /** Time a client has for sending its whole request. */
  readonly requestMillis?: number;
}

export interface HttpServer {
  /** Port 0 takes a free one; the answer names it. Rejects when the address is taken. */
  listen(address: { host: string; port: number }): Promise<{ host: string; port: number }>;
  /** Takes no new requests, lets running ones finish, and cuts them off after `graceMillis`. */
  stop(graceMillis?: number): Promise<void>;
}

/** Longer than the usual 60 s of a reverse proxy, so that it never writes into a connection just closed. */
const KEEP_ALIVE_MILLIS = 65_000;

/**
 * The HTTP face of the desk. Trusts no proxy headers, answers every error uniformly and without detail, and
 * reads no body by itself: routes read theirs with `readBody`, which is bounded.
 */
export function createHttpServer({ routes, log, requestMillis = 15_000 }: HttpServerSettings): HttpServer {
  const app = new Koa({ proxy: false, env: "production" });
  let stopping = false;

  app.on("error", (error: NodeJS.ErrnoException) => {
    // Reached only when the answer itself breaks off, mostly because the client has gone.
    log.info({ code: error.code ?? error.name }, "response broke off");
  });
  app.use(async (ctx, next) => {
    ctx.set("X-Content-Type-Options", "nosniff");
    await next();
    if (stopping || !ctx.req.complete) ctx.set("Connection", "close");
  });
  app.use(createErrorShield(log));
  for (const router of routes) app.use(router.routes()).use(router.allowedMethods());

  const server = createServer(
    {
      requestTimeout: requestMillis,
      headersTimeout: Math.min(requestMillis, 10_000),
      // Node looks only this often whether a time-out has passed.
      connectionsCheckingInterval: Math.min(requestMillis, 2_000),
      keepAliveTimeout: KEEP_ALIVE_MILLIS,
    },
    app.callback(),
  );

  return {
    listen: (address) => listen(server, address),
    stop(graceMillis = 10_000) {
      stopping = true;
      return close(server, graceMillis);
    },
  };
}

function listen(server: Server, { host, port }: { host: string; port: number }) {
  return new Promise<{ host: string; port: number }>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve({ host, port: (server.address() as AddressInfo).port });
    });
  });
}

function close(server: Server, graceMillis: number): Promise<void> {
  return new Promise((resolve) => {
    const cutOff = setTimeout(() => server.closeAllConnections(), graceMillis);
    // Called with an error when it never listened, which is as good as closed.
    server.close(() => {
      clearTimeout(cutOff);
      resolve();
    });
  });
}
