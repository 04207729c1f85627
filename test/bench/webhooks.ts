import { spawn } from "node:child_process";
import { once } from "node:events";
import { closeSync, fdatasyncSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Forgery, genuineAppCallback } from "../resilience/forgeries.js";
import { type BenchPlace, gauge, preparePlace } from "./bench-place.js";
import { type Figure, percentile } from "./figures.js";
import type { Load } from "./load.js";

const PER_SECOND = 200;
const SECONDS = 15;
const WARM_UP = 200;

/** Staff writing to the app: each message is committed before its 200. */
function appTexts({ tenant }: BenchPlace, count: number): Forgery[] {
  const { staff } = tenant.estate;
  return Array.from({ length: count }, (_, index) => {
    const words = ["待办", "我的", "查 1", "帮助"][index % 4];
    const sender = staff[index % staff.length]?.userid;
    return genuineAppCallback(
      tenant,
      `<FromUserName>${sender}</FromUserName><MsgType>text</MsgType><Content>${words}</Content><MsgId>${9e17 + index * 1000}</MsgId>`,
    );
  });
}

/** Has them sent evenly by a process of its own, whose clock nothing else delays; the time each took. */
async function sendEvenly(url: string, callbacks: readonly Forgery[]): Promise<number[]> {
  const child = spawn(process.execPath, [fileURLToPath(new URL("./load.js", import.meta.url))], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  child.stdin.end(JSON.stringify({ url, perSecond: PER_SECOND, callbacks } satisfies Load));
  return JSON.parse(await text(child.stdout));
}

async function drained(url: string): Promise<number> {
  const begun = performance.now();
  while ((await gauge(url, "guanjia_inbox_waiting")) > 0) await pause(200);
  return (performance.now() - begun) / 1_000;
}

const EMPTY_SERVER =
  'require("node:http").createServer((q, r) => q.resume().on("end", () => r.end())).listen(0, "127.0.0.1", function () { console.log(this.address().port); })';

/** The same load on a server that does nothing: what this machine makes of it today. */
async function benchNothing(callbacks: readonly Forgery[]): Promise<number[]> {
  const child = spawn(process.execPath, ["-e", EMPTY_SERVER], { stdio: ["ignore", "pipe", "ignore"] });
  const [port] = await once(child.stdout, "data");
  const url = `http://127.0.0.1:${String(port).trim()}`;
  await sendEvenly(url, callbacks.slice(0, WARM_UP));
  const millis = await sendEvenly(url, callbacks.slice(0, PER_SECOND * 5));
  child.kill();
  return millis;
}

/** Milliseconds that this disk takes to make a page durable today. */
function benchDisk(folder: string): number[] {
  const file = openSync(join(folder, "disk.bin"), "w");
  const page = Buffer.alloc(4_096, 1);
  const millis = Array.from({ length: 300 }, (_, index) => {
    const begun = performance.now();
    writeSync(file, page, 0, page.length, index * page.length);
    fdatasyncSync(file);
    return performance.now() - begun;
  });
  closeSync(file);
  return millis;
}

/** Webhooks at 200 messages a second for 15 seconds, while the desk works through what they bring. */
export async function benchWebhooks(): Promise<Figure[]> {
  const place = await preparePlace();
  const { desk } = await place.startDesk();
  const callbacks = appTexts(place, WARM_UP + PER_SECOND * SECONDS);
  const disk = benchDisk(place.folder);
  const nothing = await benchNothing(callbacks);
  await sendEvenly(place.url, callbacks.slice(0, WARM_UP));
  await drained(place.url);
  const millis = await sendEvenly(place.url, callbacks.slice(WARM_UP));
  const waiting = await gauge(place.url, "guanjia_inbox_waiting");
  const seconds = await drained(place.url);
  await desk.stop();
  await place.clear();
  const at = `webhook at ${PER_SECOND}/s for ${SECONDS} s`;
  return [
    { what: "disk: one page made durable, p50", value: percentile(disk, 50), unit: "ms" },
    { what: "disk: one page made durable, p99", value: percentile(disk, 99), unit: "ms" },
    { what: `an empty server at ${PER_SECOND}/s, p50`, value: percentile(nothing, 50), unit: "ms" },
    { what: `an empty server at ${PER_SECOND}/s, p99`, value: percentile(nothing, 99), unit: "ms" },
    { what: `${at}, p50`, value: percentile(millis, 50), unit: "ms" },
    { what: `${at}, p99`, value: percentile(millis, 99), unit: "ms", atMost: 20 },
    { what: `${at}, slowest`, value: Math.max(...millis), unit: "ms" },
    { what: "messages then still waiting to be handled", value: waiting, unit: "×" },
    { what: "until those were handled too", value: seconds, unit: "s" },
  ];
}
