import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type OutboundDesk, startOutboundDesk } from "./outbound-desk.js";
import type { Answer, SeenCall } from "./scripted-platform.js";

const SYNC = "/cgi-bin/kf/sync_msg";
const PULL = { openKfId: "wkTEST0001", cursor: "CUR_0001", token: "KFTOKEN-1" } as const;
let desk: OutboundDesk;

beforeEach(async () => {
  desk = await startOutboundDesk();
});
afterEach(() => desk.close());

function item(msgid: string, content: string): Record<string, unknown> {
  const person = { open_kfid: "wkTEST0001", external_userid: "wmRES302" };
  return { msgid, ...person, send_time: 1760000300, origin: 3, msgtype: "text", text: { content } };
}

function page(items: unknown, more: Record<string, unknown> = {}): Answer {
  return { errcode: 0, errmsg: "ok", next_cursor: "CUR_0002", has_more: 0, msg_list: items, ...more };
}

function pulls(): Record<string, unknown>[] {
  return desk.platform.callsTo(SYNC).map((call) => call.json());
}

describe("a page of 微信客服", () => {
  test("brings its messages in order, the next cursor and whether there is more", async () => {
    desk.platform.script(SYNC, page([item("KM1", "电梯又停了"), item("KM2", "快点")], { has_more: 1 }));
    const answer = await desk.kfSource.fetchPage(PULL);
    expect(answer).toMatchObject({
      kind: "page",
      nextCursor: "CUR_0002",
      hasMore: true,
      messages: [
        { channelMessageId: "KM1", peerId: "wmRES302", content: { type: "text", text: "电梯又停了" } },
        { channelMessageId: "KM2" },
      ],
    });
    expect(pulls()).toEqual([
      { open_kfid: "wkTEST0001", cursor: "CUR_0001", token: "KFTOKEN-1", limit: 200 },
    ]);
  });

  test("that is empty although there is more says so", async () => {
    desk.platform.script(SYNC, page([], { has_more: 1, next_cursor: "CUR_0003" }));
    expect(await desk.kfSource.fetchPage(PULL)).toEqual({
      kind: "page",
      messages: [],
      nextCursor: "CUR_0003",
      hasMore: true,
    });
  });

  test("is pulled from the beginning without a cursor and by the timer without a token", async () => {
    desk.platform.script(SYNC, page([]));
    await desk.kfSource.fetchPage({ ...PULL, cursor: null, token: null });
    expect(pulls()).toEqual([{ open_kfid: "wkTEST0001", limit: 200 }]);
  });

  test("of a kind of item nobody knows still brings the others", async () => {
    desk.platform.script(SYNC, page([{ msgid: "KM0", msgtype: "hologram" }, 7, item("KM1", "好")]));
    const answer = await desk.kfSource.fetchPage(PULL);
    const ids = answer.kind === "page" ? answer.messages.map((message) => message.channelMessageId) : [];
    expect(ids).toContain("KM1");
  });

  test("without a list or a cursor moves nothing", async () => {
    desk.platform.script(
      SYNC,
      { errcode: 0, has_more: 0 },
      page("none"),
      page([item("KM1", "好")], { next_cursor: "" }),
    );
    expect(await desk.kfSource.fetchPage(PULL)).toMatchObject({
      kind: "page",
      messages: [],
      nextCursor: "CUR_0001",
    });
    expect(await desk.kfSource.fetchPage(PULL)).toMatchObject({ kind: "retry" });
    expect(await desk.kfSource.fetchPage({ ...PULL, cursor: null })).toMatchObject({ kind: "retry" });
  });
});

describe("a pull that is refused", () => {
  const withoutToken = (call: SeenCall): Answer =>
    "token" in call.json() ? { errcode: 95007, errmsg: "invalid msgtoken" } : page([item("KM1", "好")]);

  test("for its token is made once more without", async () => {
    desk.platform.script(SYNC, withoutToken);
    expect(await desk.kfSource.fetchPage(PULL)).toMatchObject({
      kind: "page",
      messages: [{ channelMessageId: "KM1" }],
    });
    expect(pulls().map((body) => "token" in body)).toEqual([true, false]);
  });

  test("for its token although it has none is not repeated in a loop", async () => {
    desk.platform.script(SYNC, { errcode: 95007 });
    expect(await desk.kfSource.fetchPage({ ...PULL, token: null })).toMatchObject({ kind: "retry" });
    expect(pulls()).toHaveLength(1);
  });

  const refusals: [Answer, "retry" | "down"][] = [
    [{ errcode: 45009, msg_list: [] }, "retry"],
    [{ errcode: 45033 }, "retry"],
    [{ errcode: -1 }, "retry"],
    ["drop", "retry"],
    [{ raw: '{"errcode":0,"msg_list":[{"msg' }, "retry"],
    [{ raw: "", status: 502 }, "retry"],
    [{ errcode: 95000 }, "down"],
    [{ errcode: 95004 }, "down"],
    [{ errcode: 48007 }, "down"],
    [{ errcode: 60020 }, "down"],
    [{ raw: "", status: 404 }, "down"],
  ];
  test.each(refusals)("as %j heals by itself or needs a person: %s", async (answer, kind) => {
    desk.platform.script(SYNC, answer);
    expect(await desk.kfSource.fetchPage(PULL)).toMatchObject({ kind });
  });
});
