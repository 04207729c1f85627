import { expect, test } from "vitest";
import { type Bench, type Json, openBench, PNG } from "./bench.js";

const words = (content: string, more: Json = {}) => ({
  touser: "zhaoqiang",
  agentid: 1000002,
  msgtype: "text",
  text: { content },
  ...more,
});
const card = (taskId: string, more: Json = {}) => ({
  touser: "zhaoqiang|wangfang",
  agentid: 1000002,
  msgtype: "template_card",
  template_card: {
    card_type: "button_interaction",
    main_title: { title: "报修 #42 待接单", desc: "3栋2单元 电梯停运" },
    horizontal_content_list: [{ keyname: "已等", value: "35分钟" }],
    task_id: taskId,
    button_list: [
      { text: "接单", style: 1, key: "case:42:accept" },
      { text: "转派", style: 2, key: "case:42:transfer" },
    ],
    ...more,
  },
});
const send = (bench: Bench, body: unknown) => bench.call("message/send", body);

test("a text to several is shown to those who exist and the others are named in lower case", async () => {
  const bench = await openBench();
  const answer = await send(bench, words("开会", { touser: "zhaoqiang|LINA|NoBody" }));
  expect(answer).toMatchObject({ errcode: 0, invaliduser: "nobody", msgid: expect.any(String) });
  expect(answer).not.toHaveProperty("response_code");
  await bench.wecom.member("lina").receives("开会");
  await bench.wecom.member("zhaoqiang").receives(/^开会$/);
  expect(bench.wecom.member("wangfang").received()).toEqual([]);
});

test("@all reaches everybody in sight", async () => {
  const bench = await openBench();
  await send(bench, words("台风通知", { touser: "@all" }));
  for (const userid of ["lina", "wangfang", "zhaoqiang"]) {
    expect(bench.wecom.member(userid).received()).toHaveLength(1);
  }
});

test.each([
  ["nobody known", words("x", { touser: "a|b" }), 81013],
  ["no recipient", words("x", { touser: "" }), 82001],
  ["recipients as a list", words("x", { touser: ["zhaoqiang"] }), 40058],
  ["agentid as text", words("x", { agentid: "1000002" }), 40058],
  ["somebody else's agentid", words("x", { agentid: 1 }), 301002],
  ["an empty text", words(""), 44004],
  ["an unknown msgtype", words("x", { msgtype: "poem" }), 40008],
  ["a picture never uploaded", words("x", { msgtype: "image", image: { media_id: "m" } }), 40007],
  ["a card without task_id", card("t", { task_id: undefined }), 42014],
  ["a task_id with a blank", card("t 1"), 40058],
  ["two buttons with one key", card("t", twoButtons("k", "k")), 42017],
  ["a key of 1025 bytes", card("t", twoButtons("k", "k".repeat(1025))), 40058],
  ["a button card without title", card("t", { main_title: {} }), 40058],
  ["seven rows", card("t", { horizontal_content_list: Array(7).fill({ keyname: "k" }) }), 40058],
  ["a notice that leads nowhere", card("t", { card_type: "text_notice" }), 40058],
])("%s is refused and seen by nobody", async (_, body, errcode) => {
  const bench = await openBench();
  expect(await send(bench, body)).toMatchObject({ errcode });
  expect(bench.wecom.member("zhaoqiang").received()).toEqual([]);
  expect(bench.wecom.violations()).toMatchObject([{ endpoint: "message/send", errcode }]);
});

function twoButtons(one: string, other: string): Json {
  return { button_list: [one, other].map((key) => ({ text: "按", key })) };
}

test("a text over 2048 bytes is cut between characters without a word, and the test hears of it", async () => {
  const bench = await openBench();
  expect(await send(bench, words("字".repeat(683)))).toMatchObject({ errcode: 0 });
  expect(bench.wecom.member("zhaoqiang").received()[0]?.text).toBe("字".repeat(682));
  expect(bench.wecom.violations()).toMatchObject([{ kind: "cut", errcode: null }]);
});

test("the 31st message in a minute is dropped without a word", async () => {
  const bench = await openBench();
  for (let count = 0; count < 31; count += 1) await send(bench, words(`第${count}条`));
  expect(bench.wecom.member("zhaoqiang").received()).toHaveLength(30);
  bench.advance({ minutes: 1 });
  await send(bench, words("一分钟后"));
  expect(bench.wecom.member("zhaoqiang").received()).toHaveLength(31);
});

test("the same JSON within the interval is answered alike and shown once", async () => {
  const bench = await openBench();
  const body = { ...card("t-1"), enable_duplicate_check: 1, duplicate_check_interval: 1800 };
  const first = await send(bench, body);
  const second = await send(bench, body);
  expect(second).toEqual(first);
  expect(bench.wecom.member("zhaoqiang").received()).toHaveLength(1);
  expect(bench.wecom.violations()).toEqual([]);
  bench.advance({ minutes: 30 });
  expect(await send(bench, body)).toMatchObject({ errcode: 42014 });
});

test("without the check the same text is shown twice", async () => {
  const bench = await openBench();
  await send(bench, words("开会"));
  await send(bench, words("开会"));
  expect(bench.wecom.member("zhaoqiang").received()).toHaveLength(2);
});

test("a task_id works once per app", async () => {
  const bench = await openBench();
  expect(await send(bench, card("t-1"))).toMatchObject({ errcode: 0 });
  expect(await send(bench, card("t-1"))).toMatchObject({ errcode: 42014 });
});

test("a click tells the desk who pressed what, with a code that changes the card once", async () => {
  const bench = await openBench();
  await send(bench, card("t-1"));
  const zhao = bench.wecom.member("zhaoqiang");
  const click = await zhao.clicks("接单");
  expect(click.outcome).toBe("delivered");
  const plain = bench.desk.heard.at(-1)?.plain ?? "";
  for (const part of [
    "<FromUserName><![CDATA[zhaoqiang]]>",
    "<EventKey><![CDATA[case:42:accept]]>",
    "<TaskId><![CDATA[t-1]]>",
    `<ResponseCode><![CDATA[${click.responseCode}]]>`,
    "<AgentID>1000002</AgentID>",
  ]) {
    expect(plain).toContain(part);
  }
  const update = {
    userids: ["zhaoqiang", "nobody"],
    agentid: 1000002,
    response_code: click.responseCode,
    button: { replace_name: "已接单" },
  };
  expect(await bench.call("message/update_template_card", update)).toMatchObject({
    errcode: 0,
    invaliduser: ["nobody"],
  });
  expect(zhao.received()[0]?.card?.greyedTo).toBe("已接单");
  expect(bench.wecom.member("wangfang").received()[0]?.card?.greyedTo).toBeNull();
  await expect(zhao.clicks("接单")).rejects.toThrow("nothing left to press");
  expect(await bench.call("message/update_template_card", update)).toMatchObject({ errcode: 42022 });
});

test("the code from sending changes the card for all named, by template too, within 72 hours", async () => {
  const bench = await openBench();
  const { response_code } = await send(bench, card("t-1"));
  const { template_card } = card("t-1", { main_title: { title: "#42 赵强已接单" }, replace_text: "已接单" });
  const update = { userids: ["zhaoqiang", "wangfang"], agentid: 1000002, response_code, template_card };
  expect(await bench.call("message/update_template_card", { ...update, userids: "zhaoqiang" })).toMatchObject(
    {
      errcode: 40058,
    },
  );
  expect(await bench.call("message/update_template_card", update)).toMatchObject({ errcode: 0 });
  expect(bench.wecom.member("wangfang").received()[0]?.card).toMatchObject({
    title: "#42 赵强已接单",
    greyedTo: "已接单",
  });
  const { response_code: second } = await send(bench, card("t-2"));
  bench.advance({ hours: 72 });
  expect(
    await bench.call("message/update_template_card", { ...update, response_code: second }),
  ).toMatchObject({ errcode: 41050 });
});

test("pressing a button that is not there fails in the test, not in the desk", async () => {
  const bench = await openBench();
  await expect(bench.wecom.member("zhaoqiang").clicks("接单")).rejects.toThrow("no card");
  await send(bench, card("t-1"));
  await expect(bench.wecom.member("zhaoqiang").clicks("完成")).rejects.toThrow("only 接单, 转派");
  expect(bench.desk.heard).toEqual([]);
});

test("a message can be recalled within 24 hours", async () => {
  const bench = await openBench();
  const { msgid } = await send(bench, words("发错了"));
  expect(await bench.call("message/recall", { msgid })).toMatchObject({ errcode: 0 });
  expect(bench.wecom.member("zhaoqiang").received()).toEqual([]);
  const { msgid: second } = await send(bench, words("又发错了"));
  bench.advance({ hours: 24, seconds: 1 });
  expect(await bench.call("message/recall", { msgid: second })).toMatchObject({ errcode: 40058 });
});

test("an uploaded picture can be sent, seen and fetched for three days", async () => {
  const bench = await openBench();
  const upload = await bench.upload("media/upload?type=image", { bytes: PNG, name: "日报.png" });
  expect(upload).toMatchObject({ errcode: 0, type: "image", created_at: expect.stringMatching(/^\d+$/) });
  await send(bench, words("", { msgtype: "image", image: { media_id: upload.media_id } }));
  const [line] = bench.wecom.member("zhaoqiang").received();
  expect(bench.wecom.file(line?.mediaId ?? "")?.fileName).toBe("日报.png");
  const fetched = async () =>
    fetch(
      `${bench.wecom.address}/cgi-bin/media/get?access_token=${await bench.token()}&media_id=${upload.media_id}`,
    );
  const file = await fetched();
  expect(file.headers.get("content-type")).toBe("image/png");
  expect(Buffer.from(await file.arrayBuffer()).equals(PNG)).toBe(true);
  bench.advance({ hours: 73 });
  expect(await (await fetched()).json()).toMatchObject({ errcode: 40007 });
});

test.each([
  ["no file", "media/upload?type=image", Buffer.alloc(0), 40006],
  ["five bytes", "media/upload?type=file", Buffer.alloc(5), 40006],
  ["a text as picture", "media/upload?type=image", Buffer.from("not a picture"), 40004],
  ["an unknown type", "media/upload?type=hologram", PNG, 40004],
])("uploading %s is refused", async (_, path, bytes, errcode) => {
  const bench = await openBench();
  expect(await bench.upload(path, { bytes, name: "x" })).toMatchObject({ errcode });
});

test("what a member writes reaches the desk sealed for the corp, with an id beyond 2^53", async () => {
  const bench = await openBench();
  const { msgid } = await bench.wecom.member("lina").writes("今天有几单 ]]> 没处理");
  const [heard] = bench.desk.heard;
  expect(heard).toMatchObject({ path: "/wecom/app", signed: true, receiveId: "ww0123456789abcdef" });
  expect(heard?.plain).toContain(`<MsgId>${msgid}</MsgId>`);
  expect(heard?.plain).toContain("<FromUserName><![CDATA[LiNa]]></FromUserName>");
  expect(heard?.plain).toContain("今天有几单 ]]]]><![CDATA[> 没处理");
  expect(BigInt(msgid) > 2n ** 53n).toBe(true);
});

test.each([
  [{ image: PNG }, ["<MsgType><![CDATA[image]]>", "<MediaId>", "<PicUrl>"]],
  [{ voice: PNG }, ["<MsgType><![CDATA[voice]]>", "<Format><![CDATA[amr]]>"]],
  [{ video: PNG }, ["<MsgType><![CDATA[video]]>", "<ThumbMediaId>"]],
  [{ file: PNG, name: "合同.pdf" }, ["<MsgType><![CDATA[file]]>", "<FileName><![CDATA[合同.pdf]]>"]],
  [{ location: { latitude: 31.2, longitude: 121.4, label: "南门" } }, ["<Location_X>31.2<", "南门"]],
  [{ link: { title: "标题", description: "说明", url: "https://example.com" } }, ["<Title><![CDATA[标题]]>"]],
  [{ unknown: "hologram" }, ["<MsgType><![CDATA[hologram]]>"]],
])("%o reaches the desk in its own elements", async (content, parts) => {
  const bench = await openBench();
  await bench.wecom.member("lina").writes(content);
  for (const part of parts) expect(bench.desk.heard[0]?.plain).toContain(part);
});

test("a passive answer to an app callback is a violation", async () => {
  const bench = await openBench();
  bench.desk.answers(() => ({ body: "success" }));
  await bench.wecom.member("lina").opensApp();
  expect(bench.wecom.violations()).toMatchObject([{ kind: "form", endpoint: "app:enter_agent" }]);
});
