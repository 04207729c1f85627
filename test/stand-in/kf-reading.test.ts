import { expect, test } from "vitest";
import { type Bench, eventsOf, type Json, KF, openBench, textsOf } from "./bench.js";

function tokenOfLastDoorbell(bench: Bench): string {
  const plain = bench.desk.heard.at(-1)?.plain ?? "";
  return /<Token><!\[CDATA\[(.*?)\]\]>/.exec(plain)?.[1] ?? "";
}

const sync = (bench: Bench, more: Json = {}) => bench.call("kf/sync_msg", { open_kfid: KF, ...more });

test("a resident's message rings without content and is read with the doorbell's token", async () => {
  const bench = await openBench();
  const sent = await bench.wecom.resident("wmLI").sends("三号楼电梯又停了");
  expect(sent).toMatchObject({ outcome: "delivered", status: 200, attempts: 1 });
  const [doorbell] = bench.desk.heard;
  expect(doorbell).toMatchObject({ path: "/wecom/app", signed: true, receiveId: "ww0123456789abcdef" });
  expect(doorbell?.plain).not.toContain("电梯");
  const page = await sync(bench, { token: tokenOfLastDoorbell(bench) });
  expect(page).toMatchObject({ errcode: 0, has_more: 0 });
  expect(page.msg_list).toEqual([
    {
      msgid: sent.msgid,
      open_kfid: KF,
      external_userid: "wmLI",
      send_time: Date.parse("2025-03-03T09:00:00+08:00") / 1000,
      origin: 3,
      msgtype: "text",
      text: { content: "三号楼电梯又停了" },
    },
  ]);
});

test("pages follow each other by cursor without loss or repetition", async () => {
  const bench = await openBench();
  const resident = bench.wecom.resident("wmLI");
  for (const word of ["一", "二", "三", "四", "五"]) await resident.sends(word);
  bench.wecom.faults.pageSize(2);
  const seen: string[][] = [];
  let cursor: unknown;
  let more: unknown = 1;
  while (more === 1) {
    const page = await sync(bench, cursor ? { cursor } : {});
    seen.push(textsOf(page));
    cursor = page.next_cursor;
    more = page.has_more;
  }
  expect(seen).toEqual([["一", "二"], ["三", "四"], ["五"]]);
  expect(textsOf(await sync(bench, { cursor }))).toEqual([]);
  await resident.sends("六");
  expect(textsOf(await sync(bench, { cursor }))).toEqual(["六"]);
});

test("a page may be empty and still say that there is more", async () => {
  const bench = await openBench();
  await bench.wecom.resident("wmLI").sends("在吗");
  bench.wecom.faults.emptyPages(1);
  const empty = await sync(bench);
  expect(empty).toMatchObject({ has_more: 1, msg_list: [] });
  expect(textsOf(await sync(bench, { cursor: empty.next_cursor }))).toEqual(["在吗"]);
});

test("messages older than three days are gone, and the cursor still works", async () => {
  const bench = await openBench();
  await bench.wecom.resident("wmLI").sends("旧");
  const { next_cursor: cursor } = await sync(bench);
  bench.advance({ hours: 73 });
  await bench.wecom.resident("wmLI").sends("新");
  expect(textsOf(await sync(bench))).toEqual(["新"]);
  expect(textsOf(await sync(bench, { cursor }))).toEqual(["新"]);
});

test("a doorbell's token ends after ten minutes and belongs to its account", async () => {
  const bench = await openBench();
  await bench.wecom.resident("wmLI").sends("在吗");
  const token = tokenOfLastDoorbell(bench);
  expect(await bench.call("kf/sync_msg", { open_kfid: "wkTEST0002", token })).toMatchObject({
    errcode: 95007,
    msg_list: [],
  });
  bench.advance({ minutes: 10 });
  expect(await sync(bench, { token })).toMatchObject({ errcode: 95007 });
  expect(textsOf(await sync(bench))).toEqual(["在吗"]);
});

test("pulling without a token is limited per minute of the clock", async () => {
  const bench = await openBench({ tempo: { tokenlessPullsPerMinute: 2 } });
  expect([(await sync(bench)).errcode, (await sync(bench)).errcode]).toEqual([0, 0]);
  expect(await sync(bench)).toMatchObject({ errcode: 45009 });
  bench.advance({ minutes: 1 });
  expect(await sync(bench)).toMatchObject({ errcode: 0 });
});

test("a cursor of another account and a limit of 1001 are refused", async () => {
  const bench = await openBench();
  expect(await sync(bench, { cursor: "wkTEST0002#0" })).toMatchObject({ errcode: 40058 });
  expect(await sync(bench, { limit: 1001 })).toMatchObject({ errcode: 40058 });
  expect(await bench.call("kf/sync_msg", { open_kfid: "wkNONE" })).toMatchObject({ errcode: 95000 });
});

test.each([
  [{ image: Buffer.from("x") }, "image", { media_id: expect.any(String) }],
  [{ voice: Buffer.from("x") }, "voice", { media_id: expect.any(String) }],
  [{ video: Buffer.from("x") }, "video", { media_id: expect.any(String) }],
  [{ file: Buffer.from("x"), name: "合同.pdf" }, "file", { media_id: expect.any(String) }],
  [
    { location: { latitude: 31.2, longitude: 121.4, name: "云栖花园", address: "文一西路" } },
    "location",
    { latitude: 31.2, longitude: 121.4, name: "云栖花园", address: "文一西路" },
  ],
  [{ link: { title: "通知", url: "https://example.com" } }, "link", { title: "通知" }],
  [{ unknown: "channels_shop_order" }, "channels_shop_order", {}],
])("%o is read as %s", async (content, msgtype, body) => {
  const bench = await openBench();
  await bench.wecom.resident("wmLI").sends(content);
  expect((await sync(bench)).msg_list).toMatchObject([{ origin: 3, msgtype, [msgtype]: body }]);
});

test("a picture over 2 MB arrives as a notice", async () => {
  const bench = await openBench();
  await bench.wecom.resident("wmLI").sends({ image: Buffer.alloc(2 * 1024 * 1024 + 1) });
  expect((await sync(bench)).msg_list).toMatchObject([{ msgtype: "text" }]);
});

test("recalling a message adds an event that names it", async () => {
  const bench = await openBench();
  const resident = bench.wecom.resident("wmLI");
  const { msgid } = await resident.sends("发错了");
  await resident.recalls(msgid);
  expect(eventsOf(await sync(bench))).toMatchObject([
    { event_type: "user_recall_msg", recall_msgid: msgid, open_kfid: KF, external_userid: "wmLI" },
  ]);
});

test("an event has no account or resident beside it, and its msgid can be left out", async () => {
  const bench = await openBench();
  bench.wecom.faults.eventIds("absent");
  await bench.wecom.resident("wmLI").enters({ scene: "gate-qr", sceneParam: "3栋" });
  const [item] = (await sync(bench)).msg_list as Json[];
  expect(Object.keys(item ?? {}).sort()).toEqual(["event", "msgtype", "origin", "send_time"]);
  expect(item?.event).toMatchObject({ event_type: "enter_session", scene: "gate-qr", scene_param: "3栋" });
});
