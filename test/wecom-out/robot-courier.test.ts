import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { GROUP, type OutboundDesk, startOutboundDesk, text } from "./outbound-desk.js";
import type { Answer } from "./scripted-platform.js";

const SEND = "/cgi-bin/webhook/send";
const UPLOAD = "/cgi-bin/webhook/upload_media";
let desk: OutboundDesk;

beforeEach(async () => {
  desk = await startOutboundDesk();
  desk.platform.script(SEND, { errcode: 0, errmsg: "ok" });
});
afterEach(() => desk.close());

function sentBodies(): Record<string, unknown>[] {
  return desk.platform.callsTo(SEND).map((call) => call.json());
}

async function fileOf(name: string, content: string | Buffer): Promise<string> {
  const path = join(desk.folder, name);
  await writeFile(path, content);
  return path;
}

describe("a push into a staff group", () => {
  test("calls the people it names and carries the key in the query only", async () => {
    expect(await desk.send(GROUP, text("#42 请接单", ["liugong", "@all"]))).toEqual({
      kind: "sent",
      channelMessageId: null,
      responseCode: null,
    });
    const [call] = desk.platform.callsTo(SEND);
    expect(call?.query.get("key")).toBe("ROBOT-KEY-1");
    expect(call?.json()).toEqual({
      msgtype: "text",
      text: { content: "#42 请接单", mentioned_list: ["liugong", "@all"] },
    });
    expect(desk.platform.callsTo("/cgi-bin/gettoken")).toHaveLength(0);
  });

  test("of a picture carries it as base64 with the md5 of its bytes", async () => {
    const bytes = Buffer.from("89504e470d0a1a0a00000000", "hex");
    await desk.send(GROUP, { type: "image", path: await fileOf("chart.png", bytes) });
    const md5 = createHash("md5").update(bytes).digest("hex");
    expect(sentBodies()[0]).toEqual({ msgtype: "image", image: { base64: bytes.toString("base64"), md5 } });
  });

  test("of a picture above 2 MB is refused without a call", async () => {
    const path = await fileOf("big.png", Buffer.alloc(2 * 1024 * 1024 + 1));
    expect(await desk.send(GROUP, { type: "image", path })).toMatchObject({ kind: "refused" });
    expect(desk.platform.calls).toHaveLength(0);
  });

  test("of a file uploads it with the key of the same robot", async () => {
    desk.platform.script(UPLOAD, { errcode: 0, media_id: "ROBOT-MEDIA-1" });
    const path = await fileOf("r.xlsx", "PK\u0003\u0004 weekly");
    expect(await desk.send(GROUP, { type: "file", path, fileName: "周报.xlsx" })).toMatchObject({
      kind: "sent",
    });
    const [upload] = desk.platform.callsTo(UPLOAD);
    expect([upload?.query.get("key"), upload?.query.get("type")]).toEqual(["ROBOT-KEY-1", "file"]);
    expect(upload?.body.toString("utf8")).toContain('name="media"; filename="周报.xlsx"');
    expect(sentBodies()[0]).toEqual({ msgtype: "file", file: { media_id: "ROBOT-MEDIA-1" } });
  });

  test("of a file whose upload is lost is tried again, since the group has seen nothing", async () => {
    desk.platform.script(UPLOAD, "drop");
    const path = await fileOf("r.xlsx", "PK\u0003\u0004 weekly");
    expect(await desk.send(GROUP, { type: "file", path, fileName: "周报.xlsx" })).toMatchObject({
      kind: "retry",
    });
    expect(sentBodies()).toHaveLength(0);
  });

  test("of a card is refused, since a robot has no buttons", async () => {
    const card = { taskId: "t1", title: "报修", description: "", fields: [], buttons: [] };
    expect(await desk.send(GROUP, { type: "card", card })).toMatchObject({ kind: "refused" });
  });

  test("into a group without a robot names the lack and calls nobody", async () => {
    expect(await desk.send({ channel: "robot", group: "managers" }, text("好"))).toMatchObject({
      kind: "targetDown",
    });
    expect(desk.platform.calls).toHaveLength(0);
  });
});

describe("a long push to a group", () => {
  test("in text is cut visibly to 2048 bytes, its mentions are kept", async () => {
    await desk.send(GROUP, text("电".repeat(1_000), ["liugong"]));
    const content = `${"电".repeat(681)}…`;
    expect(sentBodies()[0]).toEqual({ msgtype: "text", text: { content, mentioned_list: ["liugong"] } });
  });

  test("in markdown keeps its mentions and fits into 4096 bytes, ending with a whole line", async () => {
    const line = "<@liugong> **#42** 电梯停运\n";
    await desk.send(GROUP, { type: "markdown", text: line.repeat(200) });
    const lines = Math.floor((4_096 - 3) / Buffer.byteLength(line));
    expect(sentBodies()[0]).toEqual({ msgtype: "markdown", markdown: { content: `${line.repeat(lines)}…` } });
  });
});

describe("a robot that says no", () => {
  test("with 45009 is left alone for more than a minute", async () => {
    desk.platform.script(SEND, { errcode: 45009 });
    const outcome = await desk.send(GROUP, text("好"));
    expect(outcome).toMatchObject({ kind: "wait" });
    expect(outcome.kind === "wait" && outcome.waitMillis).toBeGreaterThanOrEqual(60_000);
  });

  test.each([93000, 93004, 93008])("with %i is down until a person mends it", async (errcode) => {
    desk.platform.script(SEND, { errcode, errmsg: "invalid webhook url, hint: [1]" });
    expect(await desk.send(GROUP, text("好"))).toMatchObject({ kind: "targetDown" });
  });

  test.each([40058, 44004])("with %i refuses this message only", async (errcode) => {
    desk.platform.script(SEND, { errcode });
    expect(await desk.send(GROUP, text("好"))).toMatchObject({ kind: "refused" });
  });

  const lost: Answer[] = ["drop", { raw: '{"errcode":0' }];
  test.each(lost)(
    "not at all, taking the request (%j), leaves it uncertain and is not called twice",
    async (answer) => {
      desk.platform.script(SEND, answer);
      expect(await desk.send(GROUP, text("好"))).toMatchObject({ kind: "uncertain" });
      expect(sentBodies()).toHaveLength(1);
    },
  );

  test("because the platform is out of reach may be called again", async () => {
    await desk.platform.stop();
    expect(await desk.send(GROUP, text("好"))).toEqual({ kind: "retry", reason: "ECONNREFUSED" });
  });

  test("with a wrong address takes the target down instead of losing messages one by one", async () => {
    desk.platform.script(SEND, { raw: "", status: 404 });
    expect(await desk.send(GROUP, text("好"))).toEqual({ kind: "targetDown", reason: "HTTP 404" });
  });
});
