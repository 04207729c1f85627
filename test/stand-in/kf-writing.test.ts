import { expect, test } from "vitest";
import { type Bench, eventsOf, type Json, KF, openBench, textsOf } from "./bench.js";

const text = (content: string) => ({ touser: "wmLI", open_kfid: KF, msgtype: "text", text: { content } });

const sync = (bench: Bench, more: Json = {}) => bench.call("kf/sync_msg", { open_kfid: KF, ...more });

test("the desk's answer reaches the phone but not the log", async () => {
  const bench = await openBench();
  const resident = bench.wecom.resident("wmLI");
  await resident.sends("在吗");
  const answer = await bench.call("kf/send_msg", { ...text("您好，请讲。"), extra: "tolerated" });
  expect(answer).toMatchObject({ errcode: 0 });
  expect(await resident.receives("请讲")).toMatchObject({ msgid: answer.msgid, from: "desk", kind: "text" });
  expect(textsOf(await sync(bench))).toEqual(["在吗"]);
  expect(bench.wecom.violations()).toEqual([]);
});

test("the sixth message is refused until the resident writes again", async () => {
  const bench = await openBench();
  const resident = bench.wecom.resident("wmLI");
  await resident.sends("在吗");
  for (let count = 0; count < 5; count += 1) await bench.call("kf/send_msg", text(`第${count}条`));
  expect(await bench.call("kf/send_msg", text("多了"))).toMatchObject({ errcode: 95001 });
  await resident.sends("还在吗");
  expect(await bench.call("kf/send_msg", text("在的"))).toMatchObject({ errcode: 0 });
  expect(resident.received()).toHaveLength(6);
  expect(bench.wecom.violations()).toMatchObject([{ kind: "window", errcode: 95001 }]);
});

test("48 hours after the resident's last word nothing can be sent", async () => {
  const bench = await openBench();
  await bench.wecom.resident("wmLI").sends("在吗");
  bench.advance({ hours: 48 });
  expect(await bench.call("kf/send_msg", text("在的"))).toMatchObject({ errcode: 0 });
  bench.advance({ seconds: 1 });
  expect(await bench.call("kf/send_msg", text("还在"))).toMatchObject({ errcode: 95002 });
});

test("a stranger and one who only opened the chat get no message", async () => {
  const bench = await openBench();
  expect(await bench.call("kf/send_msg", text("您好"))).toMatchObject({ errcode: 40096 });
  await bench.wecom.resident("wmLI").enters();
  expect(await bench.call("kf/send_msg", text("您好"))).toMatchObject({ errcode: 95002 });
});

test("a msgid works once per account, even when the budget is spent", async () => {
  const bench = await openBench();
  const resident = bench.wecom.resident("wmLI");
  await resident.sends("在吗");
  for (let count = 0; count < 5; count += 1) {
    await bench.call("kf/send_msg", { ...text("您好"), msgid: `m${count}` });
  }
  expect(await bench.call("kf/send_msg", { ...text("您好"), msgid: "m4" })).toMatchObject({ errcode: 95099 });
  expect(resident.received()).toHaveLength(5);
});

test.each([
  ["an empty msgid", { msgid: "" }, 40058],
  ["a msgid of 33 characters", { msgid: "m".repeat(33) }, 40058],
  ["an empty text", { text: { content: "" } }, 44004],
  ["a text of 2049 bytes", { text: { content: `${"字".repeat(682)}abc` } }, 45002],
  ["an unknown msgtype", { msgtype: "hologram" }, 40008],
  ["a list of recipients", { touser: ["wmLI"] }, 40058],
  ["a menu of eleven items", menuOf(11), 95008],
  ["a picture never uploaded", { msgtype: "image", image: { media_id: "media_x" } }, 40007],
])("%s is refused", async (_, change, errcode) => {
  const bench = await openBench();
  await bench.wecom.resident("wmLI").sends("在吗");
  expect(await bench.call("kf/send_msg", { ...text("您好"), ...change })).toMatchObject({ errcode });
  expect(bench.wecom.resident("wmLI").received()).toEqual([]);
});

test("a text of exactly 2048 bytes arrives whole", async () => {
  const bench = await openBench();
  const resident = bench.wecom.resident("wmLI");
  await resident.sends("在吗");
  const longest = `${"字".repeat(682)}ab`;
  await bench.call("kf/send_msg", text(longest));
  expect(resident.received()[0]?.text).toBe(longest);
});

function menuOf(items: number): Json {
  const list = Array.from({ length: items }, (_, index) => ({
    type: "click",
    click: { id: String(index + 1), content: `选项${index + 1}` },
  }));
  return {
    msgtype: "msgmenu",
    msgmenu: { head_content: "本次服务您是否满意？", list, tail_content: "谢谢" },
  };
}

test("an item chosen from a menu comes back as a text with its id", async () => {
  const bench = await openBench();
  const resident = bench.wecom.resident("wmLI");
  await resident.sends("修好了吗");
  await bench.call("kf/send_msg", { touser: "wmLI", open_kfid: KF, ...menuOf(3) });
  expect(resident.received()[0]).toMatchObject({
    kind: "menu",
    menu: [{ id: "1" }, { id: "2" }, { id: "3" }],
  });
  await resident.chooses("3");
  const page = await sync(bench);
  expect((page.msg_list as Json[]).at(-1)).toMatchObject({ text: { content: "选项3", menu_id: "3" } });
});

test("a message to someone who blocked us is accepted, then reported as rejected", async () => {
  const bench = await openBench();
  const resident = bench.wecom.resident("wmLI");
  await resident.sends("在吗");
  resident.blocks();
  const { msgid } = await bench.call("kf/send_msg", text("您好"));
  await bench.wecom.quiet();
  expect(resident.received()).toEqual([]);
  expect(resident.conversation().at(-1)).toMatchObject({ msgid, failed: 10 });
  expect(eventsOf(await sync(bench))).toMatchObject([
    { event_type: "msg_send_fail", fail_msgid: msgid, fail_type: 10, external_userid: "wmLI" },
  ]);
  resident.unblocks();
  await bench.call("kf/send_msg", text("您好，在的"));
  await resident.receives("在的");
});

test("a planned failure is reported once, with a new ring of the doorbell", async () => {
  const bench = await openBench();
  const resident = bench.wecom.resident("wmLI");
  await resident.sends("在吗");
  bench.wecom.faults.failKfDelivery(6);
  await bench.call("kf/send_msg", text("甲"));
  await bench.call("kf/send_msg", text("乙"));
  await bench.wecom.quiet();
  expect(resident.received().map((line) => line.text)).toEqual(["乙"]);
  expect(eventsOf(await sync(bench))).toMatchObject([{ event_type: "msg_send_fail", fail_type: 6 }]);
  expect(bench.desk.heard).toHaveLength(2);
});
