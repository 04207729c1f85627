import { describe, expect, test } from "vitest";
import { parseAppCallback } from "../../src/edges/wecom/app-messages.js";
import { VECTORS } from "./vectors.js";

const cdata = (value: string) => `<![CDATA[${value}]]>`;

function appXml(fields: Record<string, string>): string {
  const all = {
    ToUserName: cdata("ww0123456789abcdef"),
    FromUserName: cdata("zhangwei"),
    CreateTime: "1760000100",
    MsgType: cdata("text"),
    MsgId: "7400000000000000001",
    AgentID: "1000002",
    ...fields,
  };
  return `<xml>${Object.entries(all)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join("")}</xml>`;
}

function message(fields: Record<string, string>) {
  const callback = parseAppCallback(appXml(fields));
  if (callback?.kind !== "message") throw new Error(`not a message: ${JSON.stringify(callback)}`);
  return callback.message;
}

const event = (name: string, fields: Record<string, string> = {}) =>
  message({ MsgType: cdata("event"), Event: cdata(name), MsgId: "", ...fields });

test("the official vector is a text of the member to the agent", () => {
  expect(parseAppCallback(VECTORS.V2.message)).toEqual({
    kind: "message",
    message: {
      channel: "app",
      accountId: "218",
      channelMessageId: "4561255354251345929",
      peerId: "mycreate",
      senderId: "mycreate",
      inGroup: false,
      content: { type: "text", text: "hello", quote: null, media: [] },
      replyHandle: null,
      sentAt: new Date(1409659813_000),
    },
  });
});

test.each(["image", "voice", "video", "file"] as const)("%s refers to its media id", (kind) => {
  const { content } = message({
    MsgType: cdata(kind),
    MediaId: cdata("MEDIA-1"),
    PicUrl: cdata("http://x"),
  });
  expect(content).toEqual({
    type: "media",
    media: [{ kind, source: { via: "mediaId", mediaId: "MEDIA-1" }, fileName: null }],
    transcript: null,
  });
});

test("a voice message brings its transcript when the platform made one", () => {
  const { content } = message({
    MsgType: cdata("voice"),
    MediaId: cdata("M"),
    Recognition: cdata("完成四十二"),
  });
  expect(content).toMatchObject({ type: "media", transcript: "完成四十二" });
});

test("a file keeps the name its sender gave it", () => {
  const { content } = message({
    MsgType: cdata("file"),
    MediaId: cdata("M"),
    FileName: cdata("报价.xlsx"),
  });
  expect(content).toMatchObject({ media: [{ fileName: "报价.xlsx" }] });
});

test("a location is its address", () => {
  const { content } = message({
    MsgType: cdata("location"),
    Location_X: "22.5",
    Label: cdata("云栖花园3栋"),
  });
  expect(content).toEqual({ type: "location", name: "", address: "云栖花园3栋" });
});

test("a link is read as its words", () => {
  const { content } = message({
    MsgType: cdata("link"),
    Title: cdata("通知"),
    Url: cdata("https://a.cn/1"),
  });
  expect(content).toEqual({ type: "text", text: "通知\nhttps://a.cn/1", quote: null, media: [] });
});

test.each([
  ["a type nobody knows", { MsgType: cdata("hologram") }],
  ["an image without media id", { MsgType: cdata("image") }],
  ["a text without content", {}],
])("%s is kept as unknown", (_, fields) => {
  expect(message(fields).content.type).toBe("unknown");
});

test("emoji and zero-width characters pass, control characters and NUL vanish", () => {
  const { content } = message({ Content: cdata("👨‍👩‍👧\u200b漏\u0000水\u0007\u001b[31m\n\t急") });
  expect(content).toMatchObject({ text: "👨‍👩‍👧\u200b漏水[31m\n\t急" });
});

test("ten thousand characters pass uncut", () => {
  const text = "水".repeat(10_000);
  expect(message({ Content: cdata(text) }).content).toMatchObject({ text });
});

describe("events", () => {
  const click = {
    EventKey: cdata("ticket:42:accept"),
    TaskId: cdata("t42-1"),
    ResponseCode: cdata("RC_demo_1"),
    SelectedItems: "<SelectedItem><QuestionKey>eta</QuestionKey></SelectedItem>",
  };

  test("a click on a card carries its key, its task and the code to update it", () => {
    const clicked = event("template_card_event", click);
    expect(clicked.content).toEqual({ type: "cardClick", key: "ticket:42:accept", taskId: "t42-1" });
    expect(clicked.replyHandle).toEqual({ responseCode: "RC_demo_1" });
  });

  test("the same event delivered twice has one id", () => {
    expect(event("template_card_event", click)).toEqual(event("template_card_event", click));
  });

  test.each([
    ["sender", { FromUserName: cdata("lisi") }],
    ["second", { CreateTime: "1760000101" }],
    ["button", { EventKey: cdata("ticket:42:reassign") }],
    ["card", { TaskId: cdata("t43-1") }],
    ["agent", { AgentID: "1000003" }],
  ])("two clicks that differ in the %s have two ids", (_, difference) => {
    const ids = [click, { ...click, ...difference }].map(
      (fields) => event("template_card_event", fields).channelMessageId,
    );
    expect(new Set(ids).size).toBe(2);
  });

  test("any other event keeps its fields under the platform's names", () => {
    const { content, senderId } = event("batch_job_result", { FromUserName: "sys", JobId: cdata("J1") });
    expect(content).toEqual({ type: "event", event: "batch_job_result", data: { MsgId: "", JobId: "J1" } });
    expect(senderId).toBe("sys");
  });

  test("where a member is does not get further than here", () => {
    const { content } = event("LOCATION", { Latitude: "23.104", Longitude: "113.320", Precision: "65" });
    expect(JSON.stringify(content)).not.toMatch(/23\.104|113\.320/);
  });

  test("the doorbell names account and token", () => {
    expect(parseAppCallback(VECTORS.V5.message)).toEqual({
      kind: "doorbell",
      openKfId: "wkTEST0001",
      token: "KFTOKEN-1",
    });
  });
});

describe("malformed callbacks", () => {
  test.each([
    ["no sender", { FromUserName: "" }],
    ["no type", { MsgType: "" }],
    ["no id", { MsgId: "" }],
    ["an id longer than an index takes", { MsgId: "1".repeat(300) }],
    ["no time", { CreateTime: "" }],
    ["a time that is none", { CreateTime: "yesterday" }],
    ["a time beyond all calendars", { CreateTime: "999999999999" }],
    ["two senders", { FromUserName: "a</FromUserName><FromUserName>b" }],
    ["an event without a name", { MsgType: "event" }],
    ["a doorbell without account", { MsgType: "event", Event: "kf_msg_or_event" }],
  ])("%s: refused", (_, fields) => {
    expect(parseAppCallback(appXml({ Content: "x", ...fields }))).toBeNull();
  });
});
