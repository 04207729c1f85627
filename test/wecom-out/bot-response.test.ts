import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { StoredMessage } from "../../src/desk/inbound-message.js";
import { type OutboundDesk, START, startOutboundDesk, text } from "./outbound-desk.js";

const RESPONSE = "/cgi-bin/aibot/response";
const ANSWER = { channel: "bot", inboundId: 5, peerId: "wrENG" } as const;
const MINUTE = 60_000;
let desk: OutboundDesk;
let inbound: Pick<StoredMessage, "replyHandle" | "receivedAt"> | null;

beforeEach(async () => {
  desk = await startOutboundDesk({ findInbound: async (id) => (id === 5 ? inbound : null) });
  inbound = {
    replyHandle: { responseUrl: `${desk.platform.address}${RESPONSE}?response_code=RC-SECRET-1` },
    receivedAt: START,
  };
  desk.platform.script(RESPONSE, { errcode: 0 });
});
afterEach(() => desk.close());

describe("an answer of the bot", () => {
  test("goes to the response URL once, as markdown and without a token", async () => {
    expect(await desk.send(ANSWER, text("#42 已接单"))).toMatchObject({ kind: "sent" });
    expect(desk.platform.calls).toHaveLength(1);
    const [call] = desk.platform.calls;
    expect(call?.query.toString()).toBe("response_code=RC-SECRET-1");
    expect(call?.json()).toEqual({ msgtype: "markdown", markdown: { content: "#42 已接单" } });
  });

  test("fits into 20480 bytes", async () => {
    await desk.send(ANSWER, { type: "markdown", text: "待办\n".repeat(4_000) });
    const lines = Math.floor((20_480 - 3) / Buffer.byteLength("待办\n"));
    expect(desk.platform.calls[0]?.json().markdown).toEqual({ content: `${"待办\n".repeat(lines)}…` });
  });

  const impossible: [string, () => void][] = [
    ["there is no such message", () => (inbound = null)],
    ["the message brought no URL", () => (inbound = { replyHandle: null, receivedAt: START })],
    ["the hour is over", () => desk.advance(60 * MINUTE)],
  ];
  test.each(impossible)("is refused without a call when %s", async (_name, arrange) => {
    arrange();
    expect(await desk.send(ANSWER, text("好"))).toMatchObject({ kind: "refused" });
    expect(desk.platform.calls).toHaveLength(0);
  });

  test("is not posted a second time when the first may have arrived", async () => {
    desk.platform.script(RESPONSE, "drop");
    expect(await desk.send(ANSWER, text("好"))).toMatchObject({ kind: "uncertain" });
    expect(await desk.send(ANSWER, text("好"), { uncertainBefore: true })).toMatchObject({
      kind: "uncertain",
    });
    expect(desk.platform.calls).toHaveLength(1);
  });

  test.each([42022, 40058])("is lost when the platform refuses the URL with %i", async (errcode) => {
    desk.platform.script(RESPONSE, { errcode });
    expect(await desk.send(ANSWER, text("好"))).toMatchObject({ kind: "refused" });
  });

  test("at a URL that is gone does not take the whole channel down", async () => {
    desk.platform.script(RESPONSE, { raw: "", status: 404 });
    expect(await desk.send(ANSWER, text("好"))).toEqual({ kind: "refused", reason: "HTTP 404" });
  });

  test("that never left may be tried again", async () => {
    await desk.platform.stop();
    expect(await desk.send(ANSWER, text("好"))).toMatchObject({ kind: "retry" });
  });
});
