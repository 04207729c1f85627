import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { type Bench, type Json, openBench, PNG } from "./bench.js";

const push = (bench: Bench, body: unknown, key = "key-eng") => bench.call(`webhook/send?key=${key}`, body);
const markdown = (content: string): Json => ({ msgtype: "markdown", markdown: { content } });
const text = (content: string, more: Json = {}): Json => ({ msgtype: "text", text: { content, ...more } });

test("a push appears in the robot's group with those it names", async () => {
  const bench = await openBench();
  const group = bench.wecom.group("wrENG");
  await push(bench, text("早上好", { mentioned_list: ["zhaoqiang", "@all"] }));
  await push(bench, markdown('**超时** <@zhaoqiang> 3号楼电梯 <font color="warning">4小时</font>'));
  await push(bench, { msgtype: "markdown_v2", markdown_v2: { content: "| 编号 |\n<@zhaoqiang>" } });
  expect(await group.receives("早上好")).toMatchObject({ author: "播报", mentions: ["zhaoqiang", "@all"] });
  expect(await group.receives("超时")).toMatchObject({ kind: "markdown", mentions: ["zhaoqiang"] });
  expect(await group.receives("编号")).toMatchObject({ kind: "markdown_v2", mentions: [] });
  expect(bench.wecom.group("wreng").received()).toEqual([]);
  expect(bench.wecom.violations()).toEqual([]);
});

test("the 21st push within a minute is refused, and a minute after the first there is room again", async () => {
  const bench = await openBench();
  for (let count = 0; count < 20; count += 1) {
    expect(await push(bench, text(`第${count}条`))).toMatchObject({ errcode: 0 });
    bench.advance({ seconds: 1 });
  }
  expect(await push(bench, text("多了"))).toMatchObject({ errcode: 45009 });
  bench.advance({ seconds: 40 });
  expect(await push(bench, text("又可以了"))).toMatchObject({ errcode: 0 });
  expect(await push(bench, text("还是多了"))).toMatchObject({ errcode: 45009 });
});

test("a removed robot answers 93000 until it is back, an unknown key always", async () => {
  const bench = await openBench();
  bench.wecom.removeRobot("key-eng");
  expect(await push(bench, text("在吗"))).toMatchObject({ errcode: 93000 });
  expect(await push(bench, text("在吗"), "key-none")).toMatchObject({ errcode: 93000 });
  bench.wecom.returnRobot("key-eng");
  expect(await push(bench, text("在吗"))).toMatchObject({ errcode: 0 });
});

test("markdown of 4096 bytes passes, one more does not", async () => {
  const bench = await openBench();
  expect(await push(bench, markdown(`${"字".repeat(1365)}a`))).toMatchObject({ errcode: 0 });
  expect(await push(bench, markdown(`${"字".repeat(1365)}ab`))).toMatchObject({ errcode: 40058 });
});

const image = (bytes: Buffer, more: Json = {}): Json => ({
  msgtype: "image",
  image: { base64: bytes.toString("base64"), md5: createHash("md5").update(bytes).digest("hex"), ...more },
});

test("a picture goes inline with the md5 of its bytes", async () => {
  const bench = await openBench();
  expect(await push(bench, image(PNG))).toMatchObject({ errcode: 0 });
  const [line] = bench.wecom.group("wrENG").received();
  expect(bench.wecom.file(line?.mediaId ?? "")?.contentType).toBe("image/png");
});

test.each([
  ["a text of 2049 bytes", text(`${"字".repeat(682)}abc`), 40058],
  ["an empty text", text(""), 44004],
  ["mentions as one string", text("早", { mentioned_list: "zhaoqiang|lina" }), 40058],
  ["a wrong md5", image(PNG, { md5: "0".repeat(32) }), 40058],
  ["a data: prefix", image(PNG, { base64: "data:image/png;base64,AAAA" }), 40058],
  ["a picture over 2 MB", image(Buffer.concat([PNG, Buffer.alloc(2 * 1024 * 1024)])), 40009],
  ["a card with buttons", { msgtype: "template_card", template_card: buttonCard() }, 40058],
  ["nine articles", { msgtype: "news", news: { articles: Array(9).fill({ title: "t", url: "u" }) } }, 40058],
])("%s is refused", async (_, body, errcode) => {
  const bench = await openBench();
  expect(await push(bench, body)).toMatchObject({ errcode });
  expect(bench.wecom.group("wrENG").received()).toEqual([]);
});

function buttonCard(): Json {
  return {
    card_type: "button_interaction",
    main_title: { title: "x" },
    task_id: "t",
    button_list: [{ text: "接单", key: "k" }],
  };
}

test("a file goes by the robot's own upload only", async () => {
  const bench = await openBench();
  const form = { bytes: Buffer.from("a workbook"), name: "月报.xlsx" };
  const own = await bench.upload("webhook/upload_media?key=key-eng&type=file", form);
  const apps = await bench.upload("media/upload?type=file", form);
  const file = (mediaId: unknown) => ({ msgtype: "file", file: { media_id: mediaId } });
  expect(await push(bench, file(apps.media_id))).toMatchObject({ errcode: 40007 });
  expect(await push(bench, file(own.media_id))).toMatchObject({ errcode: 0 });
  expect(await bench.wecom.group("wrENG").receives("月报.xlsx")).toMatchObject({ kind: "file" });
});

test("an upload is judged by its file before its key", async () => {
  const bench = await openBench();
  const tiny = { bytes: Buffer.from("abc"), name: "x" };
  const good = { bytes: Buffer.from("abcdefgh"), name: "x" };
  const path = "webhook/upload_media?key=key-none&type=file";
  expect(await bench.upload(path, tiny)).toMatchObject({ errcode: 40006 });
  expect(await bench.upload(path, good)).toMatchObject({ errcode: 93000 });
});
