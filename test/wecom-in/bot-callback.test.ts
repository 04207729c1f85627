import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sign, unseal } from "./reference-crypto.js";
import { VECTORS } from "./vectors.js";
import { BOT, OTHER_KEY, openStage, postBot, queryOf, type Stage } from "./webhook-stage.js";

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.stop());

const base = {
  msgid: "M-1",
  aibotid: "AIB-1",
  chatid: "wrTESTGROUP01",
  chattype: "group",
  from: { userid: "zhangwei" },
};
const question = (content = "@小管家 今日汇总") => ({ ...base, msgtype: "text", text: { content } });
const event = (eventtype: string, details: unknown = {}) => ({
  ...base,
  msgid: `E-${eventtype}`,
  msgtype: "event",
  create_time: 1760000300,
  event: { eventtype, [eventtype]: details },
});
const poll = (id: string) => ({ ...base, msgid: "P-1", msgtype: "stream", stream: { id } });

async function say(plaintext: unknown) {
  const sealed = stage.sealed(BOT, JSON.stringify(plaintext));
  const response = await postBot(stage, sealed);
  const body = await response.text();
  if (body === "" || response.status !== 200) return { status: response.status, body, reply: null, sealed };
  const envelope = JSON.parse(body) as Record<string, unknown>;
  const reply: unknown = JSON.parse(unseal(BOT.aesKey, String(envelope.encrypt)).message);
  return { status: response.status, body, envelope, reply, sealed };
}

const stream = (part: { id: string; finish: boolean; content: unknown }) => ({
  msgtype: "stream",
  stream: part,
});

test("a quick answer is one finished stream under the message's own id", async () => {
  stage.desk.answer = { kind: "text", text: "今日 12 单，超时 2 单" };
  const { reply } = await say(question());
  expect(reply).toEqual(stream({ id: "M-1", finish: true, content: "今日 12 单，超时 2 单" }));
  expect(stage.desk.received).toMatchObject([{ channelMessageId: "M-1", content: { text: "今日汇总" } }]);
});

test("a slow answer opens the stream and leaves it open", async () => {
  const { reply } = await say(question());
  expect(reply).toEqual(stream({ id: "M-1", finish: false, content: expect.stringMatching(/\S/) }));
});

test("nothing to say is an empty 200", async () => {
  stage.desk.answer = { kind: "none" };
  expect(await say(question())).toMatchObject({ status: 200, body: "" });
});

test("the desk is asked about the stored message, with less than the platform's five seconds to wait", async () => {
  await say(question());
  const [asked] = stage.desk.asked;
  expect(asked).toMatchObject({ accountId: "AIB-1", channelMessageId: "M-1" });
  expect(asked?.waitMillis).toBeGreaterThan(1_000);
  expect(asked?.waitMillis).toBeLessThanOrEqual(4_000);
});

test("the reply is sealed for an empty receiveid with the request's nonce and whole seconds", async () => {
  const { envelope, sealed } = await say(question());
  expect(envelope).toEqual({
    encrypt: expect.any(String),
    msgsignature: expect.stringMatching(/^[0-9a-f]{40}$/),
    timestamp: 1760000400,
    nonce: sealed.nonce,
  });
  const encrypt = String(envelope?.encrypt);
  expect(unseal(BOT.aesKey, encrypt).receiveId).toBe("");
  expect(envelope?.msgsignature).toBe(sign(BOT.token, "1760000400", { nonce: sealed.nonce, encrypt }));
});

test("an answer longer than the platform takes is cut below 20480 bytes on a character", async () => {
  stage.desk.answer = { kind: "text", text: "水".repeat(10_000) };
  const { reply } = await say(question());
  const { content } = (reply as { stream: { content: string } }).stream;
  expect(Buffer.byteLength(content)).toBeLessThanOrEqual(20_480);
  expect(Buffer.byteLength(content)).toBeGreaterThan(20_400);
  expect(content).toMatch(/^水+…$/);
});

test("a desk that fails while answering leaves the stream open, because the message is safe", async () => {
  stage.desk.answer = new Error("今日 12 单");
  const { reply } = await say(question());
  expect(reply).toMatchObject({ stream: { id: "M-1", finish: false } });
  expect(JSON.stringify(stage.log.lines)).not.toContain("12 单");
});

test("a desk that cannot keep the message is answered with 500", async () => {
  stage.desk.failures = 1;
  expect(await say(question())).toMatchObject({ status: 500, body: "internal server error" });
  expect(stage.desk.asked).toEqual([]);
});

test("a message under the previous key is answered under the previous key", async () => {
  await stage.stop();
  stage = await openStage({ previousAesKey: OTHER_KEY });
  const sealed = stage.sealed({ ...BOT, aesKey: OTHER_KEY }, JSON.stringify(question()));
  const envelope = (await (await postBot(stage, sealed)).json()) as { encrypt: string };
  expect(unseal(OTHER_KEY, envelope.encrypt).message).toContain("M-1");
});

describe("polls", () => {
  test("a poll while the answer is not there keeps the stream open and stores nothing", async () => {
    const { reply } = await say(poll("M-1"));
    expect(reply).toMatchObject({ stream: { id: "M-1", finish: false } });
    expect(stage.desk.received).toEqual([]);
  });

  test("a poll fetches the answer to the message it names", async () => {
    stage.desk.answer = { kind: "text", text: "好" };
    const { reply } = await say(poll("M-1"));
    expect(reply).toEqual(stream({ id: "M-1", finish: true, content: "好" }));
    expect(stage.desk.asked).toMatchObject([{ accountId: "AIB-1", channelMessageId: "M-1" }]);
  });

  test.each([
    ["unknown", /抱歉/],
    ["none", /收到/],
  ] as const)("a poll for a message that is %s ends the stream with a sentence", async (kind, words) => {
    stage.desk.answer = { kind };
    const { reply } = await say(poll("S-404"));
    expect(reply).toEqual(stream({ id: "S-404", finish: true, content: expect.stringMatching(words) }));
  });

  test("two polls for one stream are both answered", async () => {
    await say(poll("M-1"));
    expect((await say(poll("M-1"))).reply).toMatchObject({ stream: { id: "M-1" } });
  });
});

describe("events", () => {
  test("enter_chat is welcomed with text", async () => {
    const { reply } = await say(event("enter_chat"));
    expect(reply).toEqual({ msgtype: "text", text: { content: expect.stringMatching(/您好/) } });
    expect(stage.desk.received).toMatchObject([{ content: { type: "event", event: "enter_chat" } }]);
  });

  test.each([
    { event_key: "k", task_id: "t" },
    { eventkey: "k", taskid: "t" },
  ])("a card click %j reaches the desk and is answered at once with nothing", async (details) => {
    expect(await say(event("template_card_event", details))).toMatchObject({ status: 200, body: "" });
    expect(stage.desk.received).toMatchObject([{ content: { type: "cardClick", key: "k", taskId: "t" } }]);
    expect(stage.desk.asked).toEqual([]);
  });

  test.each(["feedback_event", "moon_phase"])("%s is kept and answered with nothing", async (name) => {
    expect(await say(event(name, { id: "F1" }))).toMatchObject({ status: 200, body: "" });
    expect(stage.desk.received).toMatchObject([{ content: { type: "event", event: name } }]);
  });
});

test.each([
  ["a message", { ...question(), aibotid: "AIB-2" }],
  ["a poll", { ...poll("M-1"), aibotid: "AIB-2" }],
])("%s for another bot is refused", async (_, plaintext) => {
  expect(await say(plaintext)).toMatchObject({ status: 403, body: "forbidden" });
  expect(stage.desk.received).toEqual([]);
  expect(stage.desk.asked).toEqual([]);
});

test("the same bytes a second time are answered with an empty 200", async () => {
  const sealed = stage.sealed(BOT, JSON.stringify(question()));
  await postBot(stage, sealed);
  const again = await postBot(stage, sealed);
  expect([again.status, await again.text()]).toEqual([200, ""]);
  expect(stage.desk.received).toHaveLength(1);
});

test("the same bytes are answered when the first answer found nobody listening", async () => {
  const sealed = stage.sealed(BOT, JSON.stringify(question()));
  let release = () => {};
  const asked = new Promise<void>((resolve) => {
    stage.desk.botAnswer = async () => {
      resolve();
      await new Promise<void>((free) => {
        release = free;
      });
      return { kind: "text", text: "好" };
    };
  });
  const impatience = new AbortController();
  const body = JSON.stringify({ encrypt: sealed.encrypt });
  const init = { method: "POST", body, signal: impatience.signal };
  const given = fetch(`${stage.base}/wecom/bot?${queryOf(sealed)}`, init);
  await asked;
  impatience.abort();
  await expect(given).rejects.toThrow(/abort/);
  // Two more exchanges: by then the server has seen the connection go.
  for (let round = 0; round < 2; round += 1) await (await fetch(`${stage.base}/wecom/bot`)).text();
  release();
  stage.desk.botAnswer = async () => ({ kind: "text", text: "好" });
  const again = (await (await postBot(stage, sealed)).json()) as { encrypt: string };
  expect(unseal(BOT.aesKey, again.encrypt).message).toContain("好");
});

test("a message the platform sends again under a new timestamp is answered again", async () => {
  stage.desk.answer = { kind: "text", text: "好" };
  await say(question());
  expect((await say(question())).reply).toMatchObject({ stream: { content: "好" } });
});

test("the envelope's field may begin with a capital", async () => {
  const { V3 } = VECTORS;
  stage.setNow(new Date(Number(V3.timestamp) * 1000));
  const body = JSON.stringify({ Encrypt: V3.encrypt });
  const response = await fetch(`${stage.base}/wecom/bot?${queryOf(V3)}`, { method: "POST", body });
  expect(response.status).toBe(200);
  expect(stage.desk.received).toMatchObject([{ content: { text: "3栋2单元电梯又停了" } }]);
});

test.each([
  "not json",
  "[]",
  "5",
  `${"[".repeat(100_000)}`,
  '{"encrypt":5}',
  '{"__proto__":{"encrypt":"x"}}',
  "<xml/>",
])("the body %.20s is refused", async (body) => {
  const query = queryOf(stage.sealed(BOT, "{}"));
  const response = await fetch(`${stage.base}/wecom/bot?${query}`, { method: "POST", body });
  expect([response.status, await response.text()]).toEqual([403, "forbidden"]);
});

test("ten thousand characters with emoji, zero-width and control characters pass cleanly", async () => {
  const content = `@小管家 ${"漏水👨‍👩‍👧\u200b".repeat(1_000)}\u0000\u0007`;
  await say(question(content));
  expect(stage.desk.received).toMatchObject([{ content: { text: "漏水👨‍👩‍👧\u200b".repeat(1_000) } }]);
});
