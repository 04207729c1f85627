import { afterEach, beforeEach, expect, test } from "vitest";
import { type StandIn, startStandIn } from "../../src/simulator/wecom/stand-in.js";
import { AES_KEY, OWN_TOKEN } from "./vectors.js";
import { APP, openStage, type Stage } from "./webhook-stage.js";

const NOW = new Date("2025-10-09T09:00:00Z");
const keys = { token: OWN_TOKEN, aesKey: AES_KEY };

let stage: Stage;
let wecom: StandIn;
beforeEach(async () => {
  stage = await openStage({ at: NOW.toISOString() });
  wecom = await startStandIn({
    clock: () => NOW,
    corpId: APP.receiveId,
    agentId: 1000002,
    appSecret: "s",
    app: keys,
    bot: { ...keys, botId: "AIB-1", name: "小管家" },
    kfAccounts: [{ openKfId: "wkTEST0001", name: "云栖花园" }],
    members: [{ userid: "zhangwei", name: "张伟" }],
    robots: [{ key: "k1", name: "小管家", chatId: "wrENG" }],
    deskUrl: stage.base,
    tempo: { retryPauseMillis: 1, pollPauseMillis: 1 },
  });
});
afterEach(async () => {
  await wecom.stop();
  await stage.stop();
});

test.each(["app", "bot"] as const)("the console saves the address of the %s", async (channel) => {
  expect(await wecom.checkWebhook(channel)).toEqual({ ok: true, reason: null });
});

test("what members write, draw and send arrives with its type", async () => {
  const member = wecom.member("zhangwei");
  const bytes = Buffer.from("0123456789");
  await member.writes("接单 42 <好> &amp; 😀");
  await member.writes({ image: bytes });
  await member.writes({ file: bytes, name: "报价.xlsx" });
  await member.writes({ location: { latitude: 30, longitude: 120, label: "3栋" } });
  await member.writes({ unknown: "hologram" });
  await member.opensApp();
  expect(stage.desk.received.map((message) => message.content)).toMatchObject([
    { type: "text", text: "接单 42 <好> &amp; 😀" },
    { type: "media", media: [{ kind: "image" }] },
    { type: "media", media: [{ kind: "file", fileName: "报价.xlsx" }] },
    { type: "location", address: "3栋" },
    { type: "unknown", platformType: "hologram" },
    { type: "event", event: "enter_agent" },
  ]);
  expect(wecom.violations()).toEqual([]);
});

test("a resident's message rings the bell of the account", async () => {
  await wecom.resident("wmLI").sends("电梯又停了");
  expect(stage.desk.rings).toMatchObject([{ openKfId: "wkTEST0001", token: expect.stringMatching(/./) }]);
});

test("a question in the group is answered at once in the group", async () => {
  stage.desk.answer = { kind: "text", text: "今日 12 单" };
  const said = await wecom.group("wrENG").says("zhangwei", "今日汇总", { quote: "302：电梯又停了" });
  expect(await said.answered()).toBe("今日 12 单");
  expect(stage.desk.received).toMatchObject([
    { peerId: "wrENG", content: { text: "今日汇总", quote: "302：电梯又停了" } },
  ]);
  expect(wecom.violations()).toEqual([]);
});

test("a question that takes its time is answered by the polls", async () => {
  const said = await wecom.group("wrENG").says("zhangwei", "今日汇总");
  expect(stage.desk.received).toHaveLength(1);
  stage.desk.answer = { kind: "text", text: "今日 12 单" };
  expect(await said.answered()).toBe("今日 12 单");
  expect(stage.desk.received).toHaveLength(1);
  expect(wecom.violations()).toEqual([]);
});

test("who opens the chat with the bot is welcomed", async () => {
  await wecom.botChat("zhangwei").opens();
  await wecom.quiet();
  expect(wecom.violations()).toEqual([]);
  expect(JSON.stringify(wecom.snapshot())).toContain("我是管家");
});

test("a message the desk cannot keep at first is delivered until it can", async () => {
  stage.desk.failures = 2;
  const sent = await wecom.member("zhangwei").writes("接单 42");
  expect(sent.attempts).toBe(3);
  expect(stage.desk.received).toHaveLength(1);
});

test.each(["badSignature", "foreignReceiver"] as const)("%s reaches nobody", async (fault) => {
  wecom.faults.callback("*", fault, 2);
  await wecom.member("zhangwei").writes("接单 42");
  await wecom.group("wrENG").says("zhangwei", "今日汇总");
  expect(stage.desk.received).toEqual([]);
});

test("the very same bytes twice are one message", async () => {
  wecom.faults.callback("*", "replay", 2);
  await wecom.member("zhangwei").writes("接单 42");
  await wecom.resident("wmLI").sends("电梯又停了");
  await wecom.quiet();
  expect(stage.desk.received).toHaveLength(1);
  expect(stage.desk.rings).toHaveLength(1);
});
