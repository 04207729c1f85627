import { afterEach, describe, expect, test } from "vitest";
import type { DeliveryOutcome, OutboundContent, QueuedMessage } from "../../src/desk/outbound-message.js";
import { queued } from "../wecom-out/outbound-desk.js";
import { startBotPlatform } from "./bot-platform.js";
import { EMPTY_TABLES, openSocketStage, type Stage, type StageOptions } from "./socket-stage.js";

const START = new Date("2026-03-02T01:00:00Z");
const TARGET = { channel: "bot", inboundId: 5, peerId: "wrTESTGROUP01" } as const;
const SAID: OutboundContent = { type: "text", text: "#42 已接单", mentions: [] };
const MINUTE = 60_000;

/** Tables in which message 5 came from a group, or from nowhere. */
const tablesWith = (message: { inGroup: boolean } | null): NonNullable<StageOptions["tables"]> => {
  const inbound = { ...EMPTY_TABLES.inbound, find: async () => message };
  return { ...EMPTY_TABLES, inbound } as unknown as NonNullable<StageOptions["tables"]>;
};

let stage: Stage | null = null;
async function connected(inGroup = true): Promise<Stage> {
  stage = await openSocketStage({ tables: tablesWith({ inGroup }) });
  await stage.log.untilEvent("bot_socket_connected");
  return stage;
}
afterEach(async () => {
  await stage?.close();
  stage = null;
});

function send(
  { socket }: Stage,
  content = SAID,
  more: Partial<QueuedMessage> = {},
): Promise<DeliveryOutcome> {
  return socket.courier(queued(TARGET, content, { notBefore: START, ...more }), TARGET);
}

describe("a late answer", () => {
  test("goes into the group it was asked in, as a message of its own", async () => {
    const open = await connected();
    expect(await send(open)).toMatchObject({ kind: "sent" });
    const [message] = await open.platform.frames("aibot_send_msg", 1);
    expect(message?.headers.req_id).toMatch(/^aibot_send_msg_/);
    expect(message?.body).toEqual({
      chatid: "wrTESTGROUP01",
      chat_type: 2,
      msgtype: "markdown",
      markdown: { content: "#42 已接单" },
    });
  });

  test("goes to the person who asked alone", async () => {
    const open = await connected(false);
    await send(open);
    const [message] = await open.platform.frames("aibot_send_msg", 1);
    expect(message?.body).toMatchObject({ chat_type: 1 });
  });

  test("leaves the kind of chat to the platform when the question is there no more", async () => {
    stage = await openSocketStage({ tables: tablesWith(null) });
    await stage.log.untilEvent("bot_socket_connected");
    await send(stage);
    const [message] = await stage.platform.frames("aibot_send_msg", 1);
    expect(message?.body).not.toHaveProperty("chat_type");
  });

  test("fits into 20480 bytes", async () => {
    const open = await connected();
    await send(open, { type: "markdown", text: "待办\n".repeat(4_000) });
    const [message] = await open.platform.frames("aibot_send_msg", 1);
    const lines = Math.floor((20_480 - 3) / Buffer.byteLength("待办\n"));
    expect(message?.body.markdown).toEqual({ content: `${"待办\n".repeat(lines)}…` });
  });

  test.each([
    [45009, "wait"],
    [93006, "refused"],
    [853000, "targetDown"],
    [-1, "retry"],
    [846605, "refused"],
    [846999, "refused"],
  ])("is judged by the code %i as %s", async (code, kind) => {
    const open = await connected();
    open.platform.answer("aibot_send_msg", code);
    expect(await send(open)).toMatchObject({ kind });
  });

  test("is in doubt when the connection breaks before the platform has said anything", async () => {
    const open = await connected();
    open.platform.answer("aibot_send_msg", "silence");
    const outcome = send(open);
    await open.platform.frames("aibot_send_msg", 1);
    open.platform.drop();
    expect(await outcome).toMatchObject({ kind: "uncertain" });
  });

  test("of a kind the bot has not is refused without a frame", async () => {
    const open = await connected();
    expect(await send(open, { type: "image", path: "chart.png" })).toMatchObject({ kind: "refused" });
    expect(open.platform.sent.map(({ cmd }) => cmd)).toEqual(["aibot_subscribe"]);
  });
});

describe("while there is no connection", () => {
  test("an answer waits, however often it is tried, without using up its attempts", async () => {
    const platform = await startBotPlatform();
    platform.answer("aibot_subscribe", 853000);
    stage = await openSocketStage({ platform });
    await stage.log.untilEvent("bot_socket_refused");
    expect(await send(stage)).toMatchObject({ kind: "wait" });
    await stage.socket.stop();
    await platform.stop();
  });

  test("an answer that has waited ten minutes takes another way", async () => {
    const now = () => new Date(START.getTime() + 10 * MINUTE + 1);
    stage = await openSocketStage({ url: "ws://127.0.0.1:9", now });
    expect(await send(stage)).toMatchObject({ kind: "refused" });
  });
});
