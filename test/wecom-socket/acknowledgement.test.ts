import { afterEach, expect, test, vi } from "vitest";
import { type BotLink, openBotLink } from "../../src/edges/wecom/bot-socket-link.js";
import { BOT_ID, type BotPlatform, SECRET, startBotPlatform } from "./bot-platform.js";

let platform: BotPlatform;
let link: BotLink;

async function connect(): Promise<void> {
  platform = await startBotPlatform();
  await new Promise<void>((resolve) => {
    link = openBotLink(
      { botId: BOT_ID, secret: SECRET, url: platform.url, heartbeatMillis: 30_000, patienceMillis: 10_000 },
      { onReady: resolve, onFrame: () => undefined },
    );
  });
}
afterEach(async () => {
  vi.useRealTimers();
  link.close();
  await platform.stop();
});

const frame = { cmd: "aibot_respond_msg", reqId: "R-77", body: { msgtype: "stream" } } as const;

test("a frame nobody acknowledges within five seconds is in doubt", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  await connect();
  platform.answer("aibot_respond_msg", "silence");
  const outcome = link.request(frame);
  await platform.frames("aibot_respond_msg", 1);
  vi.advanceTimersByTime(5_000);
  expect(await outcome).toEqual({ kind: "uncertain", reason: "no acknowledgement" });
});

test("a frame the platform refuses has its code and not its words", async () => {
  await connect();
  platform.answer("aibot_respond_msg", 846605);
  expect(await link.request(frame)).toEqual({ kind: "error", code: 846605, hint: null });
});

test("an acknowledgement without a code is a yes", async () => {
  await connect();
  platform.answer("aibot_respond_msg", "no code");
  expect(await link.request(frame)).toMatchObject({ kind: "ok" });
});

test("a frame after the end has not been sent", async () => {
  await connect();
  platform.drop();
  expect(await link.ended).toMatchObject({ kind: "lost" });
  expect(await link.request(frame)).toMatchObject({ kind: "unsent" });
});

test("a connection that breaks does not come back by itself", async () => {
  await connect();
  platform.drop();
  await link.ended;
  expect(platform.connections).toBe(1);
});
