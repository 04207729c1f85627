import { connect } from "node:net";
import Router from "@koa/router";
import { Counter, Registry } from "prom-client";
import { afterEach, describe, expect, test } from "vitest";
import { createHealthRoutes, type Readiness } from "../../src/edges/http/health-routes.js";
import { readBody } from "../../src/edges/http/request-body.js";
import { createHttpServer, type HttpServer } from "../../src/edges/http/server.js";
import { RecordingLog } from "./webhook-stage.js";

let server: HttpServer | null = null;
afterEach(async () => {
  await server?.stop(0);
  server = null;
});

async function serve(routes: Router[], options: { requestMillis?: number } = {}) {
  const log = new RecordingLog();
  server = createHttpServer({ routes, log, ...options });
  const { port } = await server.listen({ host: "127.0.0.1", port: 0 });
  return { log, port, base: `http://127.0.0.1:${port}`, stop: server.stop };
}

/** What the server answers to these very bytes, until it closes the connection. */
function exchange(port: number, bytes: string): Promise<string> {
  return new Promise((resolve) => {
    let heard = "";
    const socket = connect(port, "127.0.0.1", () => socket.write(bytes));
    socket.on("data", (chunk) => {
      heard += chunk.toString();
    });
    socket.on("error", () => {});
    socket.on("close", () => resolve(heard));
  });
}

const failing = (error: unknown) =>
  new Router().get("/broken", () => {
    throw error;
  });

describe("errors", () => {
  test("a route that throws is answered with 500 without a word of the error", async () => {
    const { base, log } = await serve([failing(new TypeError("phone 13800000000"))]);
    const response = await fetch(`${base}/broken`);
    expect([response.status, await response.text()]).toEqual([500, "internal server error"]);
    expect(log.lines).toMatchObject([{ level: "error", fields: { error: "TypeError", path: "/broken" } }]);
    expect(JSON.stringify(log.lines)).not.toContain("13800000000");
  });

  test("something thrown that is no error is answered the same way", async () => {
    const { base } = await serve([failing("phone 13800000000")]);
    expect(await (await fetch(`${base}/broken`)).text()).toBe("internal server error");
  });

  test("a deliberate refusal keeps its status and writes no error into the log", async () => {
    const router = new Router().get("/teapot", (ctx) => ctx.throw(418, "secret reason"));
    const { base, log } = await serve([router]);
    const response = await fetch(`${base}/teapot`);
    expect([response.status, await response.text()]).toEqual([418, "i'm a teapot"]);
    expect(log.lines).toEqual([]);
  });

  test.each([
    ["GET", "/nowhere", 404],
    ["GET", "/%E0%A4%A", 404],
    ["POST", "/broken", 405],
  ])("%s %s is answered with %i", async (method, path, status) => {
    const { base, log } = await serve([failing(new Error())]);
    expect((await fetch(`${base}${path}`, { method })).status).toBe(status);
    expect(log.lines).toEqual([]);
  });

  test("headers of a proxy do not change what the server believes", async () => {
    const router = new Router().get("/who", (ctx) => {
      ctx.body = `${ctx.ip} ${ctx.host} ${ctx.protocol}`;
    });
    const { base, port } = await serve([router]);
    const headers = {
      "X-Forwarded-For": "8.8.8.8",
      "X-Forwarded-Host": "evil",
      "X-Forwarded-Proto": "https",
    };
    expect(await (await fetch(`${base}/who`, { headers })).text()).toBe(`127.0.0.1 127.0.0.1:${port} http`);
  });
});

describe("clients that take their time", () => {
  const post = "POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n";

  test("half a header is cut off", async () => {
    const { port } = await serve([], { requestMillis: 200 });
    expect(await exchange(port, "GET / HTTP/1.1\r\nHost:")).toMatch(/^HTTP\/1.1 408/);
  });

  test("a body that does not come is not waited for by a route that does not want it", async () => {
    const { port } = await serve([]);
    const [head] = (await exchange(port, post)).split("\r\n\r\n");
    expect(head).toMatch(/^HTTP\/1.1 404/);
    expect(head).toMatch(/connection: close/i);
  });

  test("half a body is cut off, and whoever reads it learns that it is not whole", async () => {
    let read: (body: Buffer | null) => void = () => {};
    const whole = new Promise<Buffer | null>((resolve) => {
      read = resolve;
    });
    const router = new Router().post("/nowhere", async (ctx) => read(await readBody(ctx.req, 1_000)));
    const { port } = await serve([router], { requestMillis: 2_000 });
    expect(await exchange(port, `${post}half`)).toMatch(/^HTTP\/1.1 408/);
    expect(await whole).toBeNull();
  });

  test("a header of a megabyte is refused", async () => {
    const { port } = await serve([]);
    const heard = await exchange(port, `GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(1_000_000)}\r\n\r\n`);
    expect(heard === "" || heard.startsWith("HTTP/1.1 431")).toBe(true);
  });
});

describe("stopping", () => {
  function gate() {
    let open = () => {};
    let entered = () => {};
    const opened = new Promise<void>((resolve) => {
      open = resolve;
    });
    const inside = new Promise<void>((resolve) => {
      entered = resolve;
    });
    const router = new Router().get("/slow", async (ctx) => {
      entered();
      await opened;
      ctx.body = "done";
    });
    return { router, inside, open };
  }

  test("a running request is finished, a new one is not taken", async () => {
    const { router, inside, open } = gate();
    const { base, stop } = await serve([router]);
    const running = fetch(`${base}/slow`);
    await inside;
    const stopped = stop(10_000);
    await expect(fetch(`${base}/slow`)).rejects.toThrow();
    open();
    const response = await running;
    expect([await response.text(), response.headers.get("connection")]).toEqual(["done", "close"]);
    await stopped;
  });

  test("a request that does not end is cut off when the grace is over", async () => {
    const { router, inside } = gate();
    const { base, stop } = await serve([router]);
    const running = fetch(`${base}/slow`);
    const failed = expect(running).rejects.toThrow();
    await inside;
    await stop(20);
    await failed;
  });

  test("stopping twice, or without ever having listened, ends as well", async () => {
    const { stop } = await serve([]);
    await stop();
    await stop();
    await createHttpServer({ routes: [], log: new RecordingLog() }).stop();
  });

  test("an address that is taken rejects", async () => {
    const { port } = await serve([]);
    const second = createHttpServer({ routes: [], log: new RecordingLog() });
    await expect(second.listen({ host: "127.0.0.1", port })).rejects.toThrow(/EADDRINUSE/);
  });
});

describe("health", () => {
  const health = (checkReadiness: () => Promise<Readiness>) => {
    const metrics = new Registry();
    new Counter({ name: "messages_total", help: "Messages", registers: [metrics] }).inc(3);
    return createHealthRoutes({ checkReadiness, metrics });
  };

  test("a process that is up says so, whatever its readiness", async () => {
    const { base } = await serve([health(() => Promise.reject(new Error("down")))]);
    const response = await fetch(`${base}/healthz`);
    expect([response.status, await response.text()]).toEqual([200, "ok"]);
  });

  test.each([
    [200, { ready: true, problems: [], warnings: ["工程部 has no head"] }],
    [503, { ready: false, problems: ["outbox stuck for 12 min"], warnings: [] }],
  ])("readiness is answered with %i and the problems", async (status, readiness) => {
    const { base } = await serve([health(async () => readiness)]);
    const response = await fetch(`${base}/readyz`);
    expect([response.status, await response.json()]).toEqual([status, readiness]);
  });

  test("a readiness check that fails itself is not ready, and does not say why", async () => {
    const { base } = await serve([health(() => Promise.reject(new Error("postgresql://user:pw@db")))]);
    const response = await fetch(`${base}/readyz`);
    expect(response.status).toBe(503);
    expect(await response.text()).not.toContain("pw");
  });

  test("metrics are the registry's text", async () => {
    const { base } = await serve([health(async () => ({ ready: true, problems: [] }))]);
    const response = await fetch(`${base}/metrics`);
    expect(response.headers.get("content-type")).toMatch(/^text\/plain; version=/);
    expect(await response.text()).toContain("messages_total 3");
  });
});
