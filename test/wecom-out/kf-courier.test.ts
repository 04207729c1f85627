import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { kfMessageId } from "../../src/edges/wecom/kf-courier.js";
import { type OutboundDesk, RESIDENT, startOutboundDesk, text } from "./outbound-desk.js";

const SEND = "/cgi-bin/kf/send_msg";
const UPLOAD = "/cgi-bin/media/upload";
const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
const OK = { errcode: 0, errmsg: "ok", msgid: "KM-1" };
let desk: OutboundDesk;

beforeEach(async () => {
  desk = await startOutboundDesk();
  desk.platform.script(SEND, OK);
});
afterEach(() => desk.close());

function sentBodies(): Record<string, unknown>[] {
  return desk.platform.callsTo(SEND).map((call) => call.json());
}

async function image(): Promise<{ type: "image"; path: string }> {
  const path = join(desk.folder, "chart.png");
  await writeFile(path, PNG);
  return { type: "image", path };
}

describe("a text to a resident", () => {
  test("goes to the person in the account with our own message id", async () => {
    expect(await desk.send(RESIDENT, text("已为您登记"))).toEqual({
      kind: "sent",
      channelMessageId: "KM-1",
      responseCode: null,
    });
    expect(sentBodies()).toEqual([
      {
        touser: "wmRES302",
        open_kfid: "wkTEST0001",
        msgid: kfMessageId("reply:42"),
        msgtype: "text",
        text: { content: "已为您登记" },
      },
    ]);
  });

  test("has an id of at most 32 plain characters that only its key decides", () => {
    expect(kfMessageId("reply:42")).toMatch(/^[0-9a-zA-Z_-]{32}$/);
    expect(kfMessageId("reply:42")).toBe(kfMessageId("reply:42"));
    expect(kfMessageId("reply:43")).not.toBe(kfMessageId("reply:42"));
  });

  test("longer than 2048 bytes is cut visibly between characters", async () => {
    await desk.send(RESIDENT, text("电".repeat(1_000)));
    expect(sentBodies()[0]?.text).toEqual({ content: `${"电".repeat(681)}…` });
  });

  test("loses what the platform refuses to read and nothing else", async () => {
    await desk.send(RESIDENT, text("第一行\n第\u0000二\u001b行\uD83D👨‍👩‍👧"));
    const body = desk.platform.callsTo(SEND)[0]?.body.toString() ?? "";
    expect(JSON.parse(body)).toMatchObject({ text: { content: "第一行\n第二行\uFFFD👨‍👩‍👧" } });
    expect(body).not.toContain("\\u");
  });
});

describe("other messages to a resident", () => {
  test("a menu carries its items within their byte limits", async () => {
    const content = {
      type: "menu",
      head: "请问处理得如何？",
      items: [
        { id: "1", text: "满意" },
        { id: "2", text: "好".repeat(100) },
      ],
      tail: "",
    } as const;
    expect(await desk.send(RESIDENT, content)).toMatchObject({ kind: "sent" });
    expect(sentBodies()[0]?.msgmenu).toEqual({
      head_content: "请问处理得如何？",
      list: [
        { type: "click", click: { id: "1", content: "满意" } },
        { type: "click", click: { id: "2", content: `${"好".repeat(41)}…` } },
      ],
    });
  });

  test("a menu of eleven items is refused rather than sent without one", async () => {
    const items = Array.from({ length: 11 }, (_, index) => ({ id: `${index}`, text: "选项" }));
    expect(await desk.send(RESIDENT, { type: "menu", head: "请选", items, tail: "" })).toMatchObject({
      kind: "refused",
    });
    expect(desk.platform.calls).toHaveLength(0);
  });

  test("a welcome is answered to its code", async () => {
    desk.platform.script("/cgi-bin/kf/send_msg_on_event", OK);
    expect(await desk.send(RESIDENT, { type: "welcome", welcomeCode: "WC1", text: "您好" })).toMatchObject({
      kind: "sent",
    });
    expect(desk.platform.callsTo("/cgi-bin/kf/send_msg_on_event")[0]?.json()).toEqual({
      code: "WC1",
      msgid: kfMessageId("reply:42"),
      msgtype: "text",
      text: { content: "您好" },
    });
  });

  test("a welcome that comes too late is refused for good", async () => {
    desk.platform.script("/cgi-bin/kf/send_msg_on_event", { errcode: 41050 });
    expect(await desk.send(RESIDENT, { type: "welcome", welcomeCode: "WC1", text: "您好" })).toMatchObject({
      kind: "refused",
    });
  });

  test("a card has no place in WeChat and is refused without a call", async () => {
    const card = { taskId: "t1", title: "报修", description: "", fields: [], buttons: [] };
    expect(await desk.send(RESIDENT, { type: "card", card })).toMatchObject({ kind: "refused" });
    expect(desk.platform.calls).toHaveLength(0);
  });
});

describe("a picture to a resident", () => {
  test("is uploaded first, once for several residents", async () => {
    desk.platform.script(UPLOAD, { errcode: 0, media_id: "MEDIA-1" });
    const content = await image();
    await desk.send(RESIDENT, content);
    await desk.send({ ...RESIDENT, externalUserId: "wmRES303" }, content, { key: "reply:43" });
    expect(sentBodies().map((body) => body.image)).toEqual([
      { media_id: "MEDIA-1" },
      { media_id: "MEDIA-1" },
    ]);
    const uploads = desk.platform.callsTo(UPLOAD);
    expect(uploads).toHaveLength(1);
    expect(uploads[0]?.query.get("type")).toBe("image");
    expect(uploads[0]?.body.includes(PNG)).toBe(true);
    expect(uploads[0]?.body.toString("latin1")).toMatch(/name="media"; filename="chart\.png"/);
  });

  test("is uploaded again when the platform has forgotten it, but only once more", async () => {
    desk.platform.script(UPLOAD, { errcode: 0, media_id: "MEDIA-1" }, { errcode: 0, media_id: "MEDIA-2" });
    desk.platform.script(SEND, { errcode: 40007 }, OK);
    expect(await desk.send(RESIDENT, await image())).toMatchObject({ kind: "sent" });
    expect(sentBodies().map((body) => body.image)).toEqual([
      { media_id: "MEDIA-1" },
      { media_id: "MEDIA-2" },
    ]);
    desk.platform.script(SEND, { errcode: 40007 });
    expect(await desk.send(RESIDENT, await image())).toMatchObject({ kind: "refused" });
    expect(sentBodies()).toHaveLength(4);
  });

  test("that cannot be uploaded for the moment is tried again, since nothing was sent", async () => {
    desk.platform.script(UPLOAD, "drop");
    expect(await desk.send(RESIDENT, await image())).toMatchObject({ kind: "retry" });
  });

  test("whose file is gone is refused without naming the path", async () => {
    const outcome = await desk.send(RESIDENT, { type: "image", path: join(desk.folder, "13800138000.png") });
    expect(outcome).toEqual({ kind: "refused", reason: "the file cannot be read (ENOENT)" });
  });
});
