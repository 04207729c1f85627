import { expect, test } from "vitest";
import { decryptFile } from "../../src/simulator/wecom/crypto.js";
import { BOT_KEY, type Json, openBench, PNG } from "./bench.js";

const stream = (content: string, finish: boolean, id = "S1") => ({
  seal: { msgtype: "stream", stream: { id, finish, content } },
});
const typeOf = (callback: { plain: string }) => (JSON.parse(callback.plain) as Json).msgtype;

test("what is said to the bot carries the @, the sender and a reply address", async () => {
  const bench = await openBench();
  const said = await bench.wecom.group("wrENG").says("zhaoqiang", "接单 42", { quote: "#42 电梯停运" });
  expect(said).toMatchObject({ outcome: "delivered", attempts: 1 });
  expect(bench.desk.heard[0]).toMatchObject({ path: "/wecom/bot", signed: true, receiveId: "" });
  expect(bench.desk.botMessages()).toEqual([
    {
      msgid: said.msgid,
      aibotid: "AIB-1",
      chatid: "wrENG",
      chattype: "group",
      from: { userid: "zhaoqiang" },
      response_url: said.responseUrl,
      msgtype: "text",
      text: { content: "@小管家 接单 42" },
      quote: { msgtype: "text", text: { content: "#42 电梯停运" } },
    },
  ]);
});

test("an answer finished at once is shown without polling", async () => {
  const bench = await openBench();
  bench.desk.answers(() => stream("好的，#42 已接单", true));
  const said = await bench.wecom.group("wrENG").says("zhaoqiang", "接单 42");
  expect(await said.answered()).toBe("好的，#42 已接单");
  await bench.wecom.quiet();
  expect(bench.desk.heard).toHaveLength(1);
  expect(bench.wecom.group("wrENG").received()).toMatchObject([{ author: "小管家", finished: true }]);
});

test("an unfinished answer is asked for again, each time anew, until it is finished", async () => {
  const bench = await openBench();
  const words = ["查", "查询", "查询到3单"];
  bench.desk.answers((callback) => {
    const polls = bench.desk.heard.filter((one) => typeOf(one) === "stream").length;
    return typeOf(callback) === "text" ? stream("", false) : stream(words[polls - 1] ?? "", polls === 3);
  });
  const said = await bench.wecom.group("wrENG").says("zhaoqiang", "待办");
  expect(await said.answered()).toBe("查询到3单");
  await bench.wecom.quiet();
  const polls = bench.desk.botMessages().slice(1);
  expect(polls).toHaveLength(3);
  expect(new Set(polls.map((poll) => poll.msgid)).size).toBe(3);
  expect(polls[0]).toMatchObject({ msgtype: "stream", stream: { id: "S1" }, chatid: "wrENG" });
  expect(bench.wecom.group("wrENG").received()).toHaveLength(1);
  expect(bench.wecom.violations()).toEqual([]);
});

test("polls can be driven by hand, and end six minutes after the question", async () => {
  const bench = await openBench({ tempo: { pollPauseMillis: null } });
  bench.desk.answers(() => stream("还在查", false));
  await bench.wecom.group("wrENG").says("zhaoqiang", "待办");
  await bench.wecom.quiet();
  expect(bench.desk.heard).toHaveLength(1);
  bench.advance({ minutes: 5, seconds: 59 });
  expect(await bench.wecom.pollStreams()).toBe(1);
  bench.advance({ seconds: 1 });
  expect(await bench.wecom.pollStreams()).toBe(0);
  expect(bench.desk.heard).toHaveLength(2);
  expect(bench.wecom.violations()).toMatchObject([{ kind: "cut", endpoint: "bot:stream" }]);
});

test("a clock that stands still does not make polling endless", async () => {
  const bench = await openBench({ tempo: { pollsAtMost: 5 } });
  bench.desk.answers(() => stream("还在查", false));
  await bench.wecom.group("wrENG").says("zhaoqiang", "待办");
  await bench.wecom.quiet();
  expect(bench.desk.heard).toHaveLength(6);
});

test.each([
  ["a text instead of a stream", () => ({ seal: { msgtype: "text", text: { content: "好" } } })],
  ["another nonce than the callback's", () => ({ ...stream("好", true), nonce: "other" })],
  ["a body that is not sealed", () => ({ body: '{"msgtype":"stream"}' })],
  ["no JSON at all", () => ({ body: "success" })],
  ["a stream without id", () => stream("好", true, "")],
  ["20481 bytes", () => stream("a".repeat(20_481), true)],
])("an answer with %s is not shown and is a violation", async (_, answer) => {
  const bench = await openBench();
  bench.desk.answers(answer);
  await bench.wecom.group("wrENG").says("zhaoqiang", "待办");
  expect(bench.wecom.group("wrENG").received()).toEqual([]);
  expect(bench.wecom.violations()).toMatchObject([{ kind: "form", endpoint: "bot:message" }]);
});

test("a poll answered empty, or for another stream, is a violation", async () => {
  const bench = await openBench({ tempo: { pollPauseMillis: null } });
  bench.desk.answers(() => stream("查", false));
  await bench.wecom.group("wrENG").says("zhaoqiang", "待办");
  bench.desk.answers(() => ({}));
  await bench.wecom.pollStreams();
  bench.desk.answers(() => stream("查到", true, "S2"));
  expect(await bench.wecom.pollStreams()).toBe(1);
  expect(bench.wecom.violations()).toMatchObject([{ endpoint: "bot:poll" }, { endpoint: "bot:poll" }]);
});

test("pictures, voice and files alone in a group call nobody; text with a picture does", async () => {
  const bench = await openBench();
  const group = bench.wecom.group("wrENG");
  for (const content of [{ image: PNG }, { voice: "电梯坏了" }, { file: PNG, name: "a.pdf" }]) {
    expect(await group.says("zhaoqiang", content)).toMatchObject({ outcome: "ignored" });
  }
  expect(bench.desk.heard).toEqual([]);
  expect(group.conversation()).toHaveLength(3);
  await group.says("zhaoqiang", { mixed: ["完成 42 ", { image: PNG }] });
  expect(bench.desk.botMessages()[0]).toMatchObject({
    msgtype: "mixed",
    mixed: { msg_item: [{ msgtype: "text", text: { content: "@小管家 完成 42 " } }, { msgtype: "image" }] },
  });
});

test("talk without the @ stays among people", async () => {
  const bench = await openBench();
  bench.wecom.group("wrENG").chats("zhaoqiang", "中午吃什么");
  await bench.wecom.quiet();
  expect(bench.desk.heard).toEqual([]);
  expect(bench.wecom.group("wrENG").conversation()).toHaveLength(1);
});

test("alone with the bot voice comes as words and pictures as an encrypted file for five minutes", async () => {
  const bench = await openBench();
  const chat = bench.wecom.botChat("lina");
  await chat.says({ voice: "三号楼电梯坏了" });
  await chat.says({ image: PNG });
  const [voice, image] = bench.desk.botMessages();
  expect(voice).toMatchObject({
    chattype: "single",
    from: { userid: "LiNa" },
    voice: { content: "三号楼电梯坏了" },
  });
  expect(voice).not.toHaveProperty("chatid");
  const { url } = (image as { image: { url: string } }).image;
  const file = Buffer.from(await (await fetch(url)).arrayBuffer());
  expect(decryptFile(BOT_KEY, file).equals(PNG)).toBe(true);
  bench.advance({ minutes: 5 });
  expect((await fetch(url)).status).toBe(404);
});

test("a person has at most three answers pending", async () => {
  const bench = await openBench({ tempo: { pollPauseMillis: null } });
  bench.desk.answers(() => stream("查", false));
  const group = bench.wecom.group("wrENG");
  for (let count = 0; count < 3; count += 1) await group.says("zhaoqiang", "待办");
  expect(await group.says("zhaoqiang", "待办")).toMatchObject({ outcome: "ignored" });
  expect(await group.says("lina", "待办")).toMatchObject({ outcome: "delivered" });
});

test("the reply address takes one message within the hour, without token", async () => {
  const bench = await openBench();
  const group = bench.wecom.group("wrENG");
  const said = await group.says("zhaoqiang", "汇总");
  const respond = async (url: string, content = "今日12单") => {
    const body = JSON.stringify({ msgtype: "markdown", markdown: { content } });
    return (await (await fetch(url, { method: "POST", body })).json()) as Json;
  };
  expect(await respond(said.responseUrl, "字".repeat(6827))).toMatchObject({ errcode: 40058 });
  expect(await respond(said.responseUrl)).toMatchObject({ errcode: 0 });
  expect(await said.answered()).toBe("今日12单");
  expect(await respond(said.responseUrl)).toMatchObject({ errcode: 42022 });
  const late = await group.says("zhaoqiang", "汇总");
  bench.advance({ hours: 1, seconds: 1 });
  expect(await respond(late.responseUrl)).toMatchObject({ errcode: 41050 });
  expect(group.received()).toHaveLength(1);
});

const card = (title: string, more: Json = {}) => ({
  card_type: "button_interaction",
  main_title: { title },
  task_id: "bt-1",
  button_list: [{ text: "接单", key: "case:42:accept" }],
  ...more,
});

test("a click on the bot's card is told once only, and its answer changes the card", async () => {
  const bench = await openBench();
  const group = bench.wecom.group("wrENG");
  bench.desk.answers(() => ({ seal: { msgtype: "template_card", template_card: card("#42 待接单") } }));
  await group.says("zhaoqiang", "查 42");
  bench.desk.answers(() => ({ status: 500 }));
  expect(await group.clicks("zhaoqiang", "接单")).toMatchObject({ outcome: "refused", attempts: 1 });
  const template_card = card("#42 已接单", { replace_text: "已接单" });
  bench.desk.answers(() => ({ seal: { response_type: "update_template_card", template_card } }));
  await group.clicks("zhaoqiang", "接单");
  expect(bench.desk.botMessages().at(-1)).toMatchObject({
    msgtype: "event",
    event: {
      eventtype: "template_card_event",
      template_card_event: { event_key: "case:42:accept", task_id: "bt-1" },
    },
  });
  expect(group.received()).toMatchObject([{ card: { title: "#42 已接单", greyedTo: "已接单" } }]);
  expect(bench.wecom.violations()).toEqual([]);
});

test("entering the bot's chat may be answered with a text only", async () => {
  const bench = await openBench();
  const chat = bench.wecom.botChat("lina");
  bench.desk.answers(() => ({ seal: { msgtype: "text", text: { content: "您好，李娜" } } }));
  await chat.opens();
  await chat.receives("您好");
  bench.desk.answers(() => stream("您好", true));
  await chat.opens();
  expect(chat.received()).toHaveLength(1);
  expect(bench.wecom.violations()).toMatchObject([{ endpoint: "bot:enter_chat" }]);
});
