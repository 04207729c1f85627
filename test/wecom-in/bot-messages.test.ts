import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseBotCallback } from "../../src/edges/wecom/bot-messages.js";
import { VECTORS } from "./vectors.js";

const NOW = new Date("2025-10-09T09:00:00Z");

const base = {
  msgid: "M-1001",
  aibotid: "AIB-1",
  chatid: "wrTESTGROUP01",
  chattype: "group",
  from: { userid: "zhangwei" },
  response_url: "https://qyapi.weixin.qq.com/cgi-bin/aibot/response?response_code=RC1",
  msgtype: "text",
};

function message(fields: Record<string, unknown>) {
  const callback = parseBotCallback(JSON.stringify({ ...base, ...fields }), NOW);
  if (callback?.kind !== "message") throw new Error(`not a message: ${JSON.stringify(callback)}`);
  return callback.message;
}

const text = (content: string, more: Record<string, unknown> = {}) =>
  message({ text: { content }, ...more }).content;
const event = (eventtype: string, details: unknown, more: Record<string, unknown> = {}) =>
  message({ msgtype: "event", create_time: 1760000300, event: { eventtype, [eventtype]: details }, ...more });

test("a text in a group is the group's message by its writer, freed of the bot's name", () => {
  expect(parseBotCallback(VECTORS.V3.message, NOW)).toEqual({
    kind: "message",
    message: {
      channel: "bot",
      accountId: "AIB-1",
      channelMessageId: "M-0001",
      peerId: "wrTESTGROUP01",
      senderId: "zhangwei",
      inGroup: true,
      content: { type: "text", text: "3栋2单元电梯又停了", quote: null, media: [] },
      replyHandle: { streamId: "M-0001" },
      sentAt: NOW,
    },
  });
});

test.each([
  ["@小管家 接单 42", "接单 42"],
  ["@小管家\u2005接单 42", "接单 42"],
  ["  @小管家   @赵强 看下 42", "@赵强 看下 42"],
  ["@小管家", ""],
  ["接单 42 @小管家", "接单 42"],
  ["接单 42@小管家\u2005", "接单 42"],
  ["请 @赵强 接单 42 @小管家", "请 @赵强 接单 42 @小管家"],
])("in a group %j says %j", (written, said) => {
  expect(text(written)).toMatchObject({ text: said });
});

test("in a single chat nothing is taken away, and the member is the peer", () => {
  const single = message({ chattype: "single", chatid: undefined, text: { content: "@all 帮助" } });
  expect(single).toMatchObject({ peerId: "zhangwei", inGroup: false, content: { text: "@all 帮助" } });
});

test("case of the group's id is kept, because the platform minds it", () => {
  expect(message({ chatid: "wrAbC", text: { content: "x" } }).peerId).toBe("wrAbC");
});

test("a message brings the means to answer: response URL and its own id as stream id", () => {
  expect(message({ text: { content: "x" } }).replyHandle).toEqual({
    responseUrl: base.response_url,
    streamId: "M-1001",
  });
});

test.each([
  ["text", { msgtype: "text", text: { content: "302：电梯又停了" } }, "302：电梯又停了"],
  ["voice", { msgtype: "voice", voice: { content: "漏水" } }, "漏水"],
  ["an image", { msgtype: "image", image: { url: "https://x" } }, "[图片]"],
  ["a file", { msgtype: "file", file: { url: "https://x" } }, "[文件]"],
  [
    "mixed",
    { msgtype: "mixed", mixed: { msg_item: [{ msgtype: "text", text: { content: "看图" } }] } },
    "看图",
  ],
  ["something new", { msgtype: "hologram", hologram: {} }, null],
])("a quote of %s shows its words", (_, quote, words) => {
  expect(text("@小管家 派单", { quote })).toMatchObject({ text: "派单", quote: words });
});

test("mixed content becomes its words with its pictures", () => {
  const msg_item = [
    { msgtype: "text", text: { content: "@小管家 登记" } },
    { msgtype: "image", image: { url: "https://cos/1", aeskey: "K1" } },
    { msgtype: "text", text: { content: "厨房漏水" } },
    { msgtype: "image", image: { url: "https://cos/2" } },
  ];
  expect(message({ msgtype: "mixed", mixed: { msg_item } }).content).toEqual({
    type: "text",
    text: "登记\n厨房漏水",
    quote: null,
    media: [
      { kind: "image", source: { via: "botUrl", url: "https://cos/1", aesKey: "K1" }, fileName: null },
      { kind: "image", source: { via: "botUrl", url: "https://cos/2", aesKey: null }, fileName: null },
    ],
  });
});

test.each(["image", "file", "video"])("%s refers to its encrypted address", (kind) => {
  const { content } = message({ msgtype: kind, chattype: "single", [kind]: { url: "https://cos/9" } });
  expect(content).toMatchObject({ type: "media", media: [{ kind, source: { via: "botUrl" } }] });
});

test("a message of a thousand pictures keeps as many as people send", () => {
  const picture = { msgtype: "image", image: { url: "https://w.example/p" } };
  const { content } = message({ msgtype: "mixed", mixed: { msg_item: Array(1_000).fill(picture) } });
  expect(content).toMatchObject({ type: "text" });
  expect("media" in content && content.media).toHaveLength(50);
});

test("a voice message is its transcript", () => {
  const { content } = message({ msgtype: "voice", voice: { content: "今日汇总" } });
  expect(content).toEqual({ type: "media", media: [], transcript: "今日汇总" });
});

test.each(["hologram", "image", "mixed", "__proto__", "constructor"])(
  "%s without a body is unknown",
  (type) => {
    expect(message({ msgtype: type }).content).toEqual({ type: "unknown", platformType: type });
  },
);

test("lone surrogates and NUL, which no database takes, are removed", () => {
  expect(text("@小管家 漏\u0000水\ud800了😀")).toMatchObject({ text: "漏水了😀" });
});

describe("events and polls", () => {
  test("a poll names the stream it asks for", () => {
    const poll = { ...base, msgid: "P-1", msgtype: "stream", stream: { id: "M-1001" } };
    expect(parseBotCallback(JSON.stringify(poll), NOW)).toEqual({
      kind: "poll",
      botId: "AIB-1",
      streamId: "M-1001",
    });
  });

  test.each([
    ["samples", { event_key: "ticket:42:accept", task_id: "t42" }],
    ["tables", { eventkey: "ticket:42:accept", taskid: "t42" }],
  ])("a card click is understood in the spelling of the document's %s", (_, details) => {
    expect(event("template_card_event", details).content).toEqual({
      type: "cardClick",
      key: "ticket:42:accept",
      taskId: "t42",
    });
  });

  test("an event has no stream to open", () => {
    expect(event("enter_chat", {}).replyHandle).toEqual({ responseUrl: base.response_url });
    expect(event("enter_chat", {}, { response_url: undefined }).replyHandle).toBeNull();
  });

  test("feedback keeps what was said about which answer, as text", () => {
    const { content, sentAt } = event("feedback_event", {
      id: "F1",
      type: 2,
      inaccurate_reason_list: [2, 3],
    });
    expect(content).toEqual({
      type: "event",
      event: "feedback_event",
      data: { id: "F1", type: "2", inaccurate_reason_list: "2,3" },
    });
    expect(sentAt).toEqual(new Date(1760000300_000));
  });

  test("an event nobody knows passes under its name", () => {
    expect(event("moon_phase", { phase: "full" }).content).toEqual({
      type: "event",
      event: "moon_phase",
      data: { phase: "full" },
    });
  });
});

describe("malformed callbacks", () => {
  test.each([
    ["no JSON", "not json"],
    ["a list", "[]"],
    ["null", "null"],
    ["a number", "5"],
    ["nothing", ""],
    ["JSON that breaks off", '{"msgid":"M'],
  ])("%s: refused", (_, plaintext) => {
    expect(parseBotCallback(plaintext, NOW)).toBeNull();
  });

  test.each([
    ["no msgid", { msgid: undefined }],
    ["no bot", { aibotid: undefined }],
    ["no sender", { from: {} }],
    ["a sender that is a list", { from: [{ userid: "a" }] }],
    ["no group although it is one", { chatid: undefined }],
    ["no type", { msgtype: undefined }],
    ["a poll without stream", { msgtype: "stream" }],
    ["an id that is an object", { msgid: { $ne: null } }],
  ])("%s: refused", (_, fields) => {
    const whole = { ...base, text: { content: "x" }, ...fields };
    expect(parseBotCallback(JSON.stringify(whole), NOW)).toBeNull();
  });

  test("no JSON whatever in any field makes it throw", () => {
    const field = fc.constantFrom(
      ...Object.keys(base),
      "text",
      "mixed",
      "quote",
      "event",
      "stream",
      "create_time",
    );
    fc.assert(
      fc.property(fc.dictionary(field, fc.jsonValue()), (fields) => {
        expect(() => parseBotCallback(JSON.stringify({ ...base, ...fields }), NOW)).not.toThrow();
      }),
    );
  });
});
