import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { StaffCard } from "../../src/rules/staff-card.js";
import { MEMBER, type OutboundDesk, startOutboundDesk, text } from "./outbound-desk.js";

const SEND = "/cgi-bin/message/send";
const UPDATE = "/cgi-bin/message/update_template_card";
let desk: OutboundDesk;

beforeEach(async () => {
  desk = await startOutboundDesk();
  desk.platform.script(SEND, {
    errcode: 0,
    errmsg: "ok",
    invaliduser: "",
    msgid: "MID-1",
    response_code: "RC-1",
  });
});
afterEach(() => desk.close());

function sentBodies(): Record<string, unknown>[] {
  return desk.platform.callsTo(SEND).map((call) => call.json());
}

const CARD: StaffCard = {
  taskId: "case-42-1",
  title: "报修 #42 待接单",
  description: "3栋2单元 电梯停运",
  fields: [{ name: "住户", value: "302 王女士" }],
  buttons: [
    { text: "接单", key: "case:42:accept", style: "primary" },
    { text: "转派", key: "case:42:transfer", style: "plain" },
  ],
};

describe("a message to a member", () => {
  test("names the member as text and the agent as a number", async () => {
    expect(await desk.send(MEMBER, text("今日待办 5 单"))).toEqual({
      kind: "sent",
      channelMessageId: "MID-1",
      responseCode: "RC-1",
    });
    expect(sentBodies()[0]).toMatchObject({
      touser: "ZhangWei",
      agentid: 1000002,
      msgtype: "text",
      text: { content: "今日待办 5 单" },
      enable_duplicate_check: 1,
    });
  });

  test("repeated after an uncertain attempt is the same JSON, so the platform drops it", async () => {
    desk.platform.script(SEND, "drop", { errcode: 0, msgid: "MID-1" });
    expect(await desk.send(MEMBER, text("好"))).toMatchObject({ kind: "uncertain" });
    expect(await desk.send(MEMBER, text("好"), { uncertainBefore: true, attempts: 1 })).toMatchObject({
      kind: "sent",
    });
    const [first, second] = desk.platform.callsTo(SEND);
    expect(second?.body.equals(first?.body ?? Buffer.alloc(0))).toBe(true);
  });

  test("with the words of an earlier one is another JSON, so both arrive", async () => {
    await desk.send(MEMBER, text("没有待办"), { key: "reply:1" });
    await desk.send(MEMBER, text("没有待办"), { key: "reply:2" });
    const [first, second] = sentBodies();
    expect(second).not.toEqual(first);
    for (const body of [first, second]) {
      expect(body?.duplicate_check_interval).toBeGreaterThanOrEqual(1_800);
      expect(body?.duplicate_check_interval).toBeLessThanOrEqual(14_400);
    }
  });

  test("takes a file under the name its reader shall see", async () => {
    desk.platform.script("/cgi-bin/media/upload", { errcode: 0, media_id: "MEDIA-9" });
    const path = join(desk.folder, "r.xlsx");
    await writeFile(path, "PK\u0003\u0004 monthly");
    await desk.send(MEMBER, { type: "file", path, fileName: "三月投诉统计.xlsx" });
    expect(sentBodies()[0]).toMatchObject({ msgtype: "file", file: { media_id: "MEDIA-9" } });
    const [upload] = desk.platform.callsTo("/cgi-bin/media/upload");
    expect(upload?.query.get("type")).toBe("file");
    expect(upload?.body.toString("utf8")).toContain('filename="三月投诉统计.xlsx"');
  });
});

describe("a long message to a member", () => {
  test("of 2048 bytes goes as one, a longer one as two that break after a line", async () => {
    await desk.send(MEMBER, text(`${"电".repeat(682)}ab`));
    expect(sentBodies().map((body) => body.text)).toEqual([{ content: `${"电".repeat(682)}ab` }]);
    await desk.send(MEMBER, { type: "markdown", text: "待办事项一二三\n".repeat(100) });
    const lines = Math.floor(2_048 / Buffer.byteLength("待办事项一二三\n"));
    expect(sentBodies().map((body) => body.markdown)).toEqual([
      undefined,
      { content: "待办事项一二三\n".repeat(lines).trimEnd() },
      { content: "待办事项一二三\n".repeat(100 - lines).trimEnd() },
    ]);
  });

  test("beyond four messages is cut visibly, since the platform would cut it silently", async () => {
    await desk.send(MEMBER, text("电".repeat(3_000)));
    expect(sentBodies().map((body) => body.text)).toEqual([
      ...Array(3).fill({ content: "电".repeat(682) }),
      { content: `${"电".repeat(681)}…` },
    ]);
  });

  test("with a link of a stranger in it shows the words, not the link", async () => {
    await desk.send(MEMBER, text('住户说：<a href="http://x.example">点我</a> 3<5'));
    expect(sentBodies()[0]?.text).toEqual({
      content: '住户说：＜a href="http://x.example">点我＜/a> 3<5',
    });
  });

  test("of a picture above 5 MB is refused without a call", async () => {
    const path = join(desk.folder, "big.png");
    await writeFile(path, Buffer.alloc(5 * 1024 * 1024 + 1));
    expect(await desk.send(MEMBER, { type: "image", path })).toMatchObject({ kind: "refused" });
    expect(desk.platform.calls).toHaveLength(0);
  });

  test("in two parts of which the second fails is tried again from the first, in the same JSON", async () => {
    const long = text("待办事项一二三\n".repeat(100));
    desk.platform.script("/cgi-bin/message/send", { errcode: 0 }, "drop", { errcode: 0 });
    expect(await desk.send(MEMBER, long)).toMatchObject({ kind: "uncertain" });
    expect(await desk.send(MEMBER, long, { uncertainBefore: true })).toMatchObject({ kind: "sent" });
    const [first, second, ...again] = sentBodies();
    expect(again).toEqual([first, second]);
  });
});

describe("a recipient the platform leaves out", () => {
  test.each(["zhangwei", "lina|zhangwei", "ZhangWei"])(
    "as invaliduser %s is found although its case differs",
    async (invaliduser) => {
      desk.platform.script(SEND, { errcode: 0, invaliduser, msgid: "MID-1" });
      expect(await desk.send(MEMBER, text("好"))).toMatchObject({ kind: "refused" });
    },
  );

  test("for want of a licence did not get the message either", async () => {
    desk.platform.script(SEND, { errcode: 0, unlicenseduser: "zhangwei", msgid: "MID-1" });
    expect(await desk.send(MEMBER, text("好"))).toMatchObject({ kind: "refused" });
  });

  test("that is somebody else does not matter to this message", async () => {
    desk.platform.script(SEND, { errcode: 0, invaliduser: "zhangwei2", msgid: "MID-1" });
    expect(await desk.send(MEMBER, text("好"))).toMatchObject({ kind: "sent" });
  });

  test("as the only one is refused with 81013", async () => {
    desk.platform.script(SEND, { errcode: 81013, invaliduser: "zhangwei" });
    expect(await desk.send(MEMBER, text("好"))).toMatchObject({ kind: "refused" });
  });
});

describe("a card", () => {
  test("becomes a button card in the platform's words", async () => {
    expect(await desk.send(MEMBER, { type: "card", card: CARD })).toMatchObject({ responseCode: "RC-1" });
    expect(sentBodies()[0]?.template_card).toEqual({
      card_type: "button_interaction",
      main_title: { title: "报修 #42 待接单", desc: "3栋2单元 电梯停运" },
      horizontal_content_list: [{ keyname: "住户", value: "302 王女士" }],
      task_id: "case-42-1",
      button_list: [
        { text: "接单", style: 1, key: "case:42:accept" },
        { text: "转派", style: 2, key: "case:42:transfer" },
      ],
    });
  });

  test("shows a long description where there is room for it", async () => {
    const card = { ...CARD, title: "标".repeat(50), description: "漏".repeat(60) };
    await desk.send(MEMBER, { type: "card", card });
    expect(sentBodies()[0]?.template_card).toMatchObject({
      main_title: { title: `${"标".repeat(35)}…` },
      sub_title_text: "漏".repeat(60),
    });
  });

  const faulty: [string, Partial<StaffCard>][] = [
    ["a task id the platform would not take", { taskId: "报修 42" }],
    ["no button", { buttons: [] }],
    [
      "seven buttons",
      { buttons: [1, 2, 3, 4, 5, 6, 7].map((one) => ({ text: "接单", key: `k${one}`, style: "plain" })) },
    ],
    [
      "two buttons with one key",
      { buttons: [CARD.buttons[0], CARD.buttons[0]].flatMap((button) => button ?? []) },
    ],
    [
      "a key of more than 1024 bytes",
      { buttons: [{ text: "接单", key: "k".repeat(1_025), style: "plain" }] },
    ],
  ];
  test.each(faulty)("with %s is refused before it is sent", async (_name, fault) => {
    expect(await desk.send(MEMBER, { type: "card", card: { ...CARD, ...fault } })).toMatchObject({
      kind: "refused",
    });
    expect(desk.platform.calls).toHaveLength(0);
  });

  test("whose task id is taken after an uncertain attempt has arrived", async () => {
    desk.platform.script(SEND, { errcode: 42014 });
    const content = { type: "card", card: CARD } as const;
    expect(await desk.send(MEMBER, content, { uncertainBefore: true })).toMatchObject({ kind: "sent" });
    expect(await desk.send(MEMBER, content)).toMatchObject({ kind: "refused" });
  });
});

describe("a clicked card", () => {
  const greyed = { type: "cardUpdate", responseCode: "RC-SECRET-1", replaceName: "已接单" } as const;

  test("is greyed with its response code for the one who clicked", async () => {
    desk.platform.script(UPDATE, { errcode: 0, invaliduser: [] });
    expect(await desk.send(MEMBER, greyed)).toMatchObject({ kind: "sent" });
    expect(desk.platform.callsTo(UPDATE)[0]?.json()).toEqual({
      userids: ["ZhangWei"],
      agentid: 1000002,
      response_code: "RC-SECRET-1",
      button: { replace_name: "已接单" },
    });
  });

  test("of a member in the list of invalid ones is not greyed", async () => {
    desk.platform.script(UPDATE, { errcode: 0, invaliduser: ["zhangwei"] });
    expect(await desk.send(MEMBER, greyed)).toMatchObject({ kind: "refused" });
  });

  test("whose code is used up is done if we may have used it, and lost if not", async () => {
    desk.platform.script(UPDATE, { errcode: 42022 });
    expect(await desk.send(MEMBER, greyed, { uncertainBefore: true })).toMatchObject({ kind: "sent" });
    expect(await desk.send(MEMBER, greyed)).toMatchObject({ kind: "refused" });
  });
});

test.each([40056, 301002, 60020, 48002])(
  "a fault of the app (%i) takes the channel down, not the message",
  async (errcode) => {
    desk.platform.script(SEND, { errcode });
    expect(await desk.send(MEMBER, text("好"))).toMatchObject({ kind: "targetDown" });
  },
);
