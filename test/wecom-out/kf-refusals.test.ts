import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { kfMessageId } from "../../src/edges/wecom/kf-courier.js";
import { type OutboundDesk, RESIDENT, startOutboundDesk, text } from "./outbound-desk.js";
import type { Answer, SeenCall } from "./scripted-platform.js";

const SEND = "/cgi-bin/kf/send_msg";
const STATE = "/cgi-bin/kf/service_state/get";
const OK = { errcode: 0, errmsg: "ok", msgid: "KM-1" };
let desk: OutboundDesk;

beforeEach(async () => {
  desk = await startOutboundDesk();
  desk.platform.script(SEND, OK);
});
afterEach(() => desk.close());

describe("a refusal", () => {
  const reactions: [number, string][] = [
    [-1, "retry"],
    [45033, "retry"],
    [45009, "wait"],
    [60020, "targetDown"],
    [48007, "targetDown"],
    [95004, "targetDown"],
    [40096, "refused"],
    [40058, "refused"],
    [77777, "refused"],
  ];
  test.each(reactions)("with %i becomes %s", async (errcode, kind) => {
    desk.platform.script(SEND, { errcode, errmsg: "no" });
    expect(await desk.send(RESIDENT, text("好"))).toMatchObject({ kind });
  });

  test.each([
    [95001, "budgetUsed"],
    [95002, "windowOver"],
    [95013, "sessionEnded"],
  ])("with %i closes the window, and whoever calls instead hears why: %s", async (errcode, why) => {
    desk.platform.script(SEND, { errcode, errmsg: "no" });
    expect(await desk.send(RESIDENT, text("好"))).toMatchObject({ kind: "windowClosed", why });
  });

  test("with a code the sheet does not list leaves a warning with the code", async () => {
    desk.platform.script(SEND, { errcode: 77777, errmsg: "hint: [123], 电梯又停了" });
    await desk.send(RESIDENT, text("好"));
    expect(desk.logged).toEqual([
      {
        level: "warn",
        fields: { endpoint: "kf/send_msg", errcode: 77777, hint: "123" },
        event: "wecom answered an unknown code",
      },
    ]);
  });

  test("as busy twice is no obstacle to the third attempt", async () => {
    desk.platform.script(SEND, { errcode: -1 }, { errcode: -1 }, OK);
    const kinds = [];
    for (let attempt = 0; attempt < 3; attempt += 1) kinds.push((await desk.send(RESIDENT, text("好"))).kind);
    expect(kinds).toEqual(["retry", "retry", "sent"]);
    expect(new Set(desk.platform.callsTo(SEND).map((call) => call.json().msgid)).size).toBe(1);
  });
});

describe("a refusal by session state", () => {
  test("because a person serves the resident says so", async () => {
    desk.platform.script(SEND, { errcode: 95018 });
    desk.platform.script(STATE, { errcode: 0, service_state: 3, servicer_userid: "lina" });
    expect(await desk.send(RESIDENT, text("好"))).toMatchObject({
      kind: "windowClosed",
      why: "humanServing",
    });
    expect(desk.platform.callsTo(STATE)[0]?.json()).toEqual({
      open_kfid: "wkTEST0001",
      external_userid: "wmRES302",
    });
  });

  const otherStates: [string, Answer][] = [
    ["the session has ended", { errcode: 0, service_state: 4 }],
    ["the session waits in the pool", { errcode: 0, service_state: 2 }],
    ["the state cannot be read", "drop"],
  ];
  test.each(otherStates)("by session state ends the session for us when %s", async (_name, state) => {
    desk.platform.script(SEND, { errcode: 95018 });
    desk.platform.script(STATE, state);
    const outcome = await desk.send(RESIDENT, text("好"));
    expect(outcome).toMatchObject({ kind: "windowClosed", why: "sessionEnded" });
  });
});

describe("an attempt whose answer never came", () => {
  const lost: [string, Answer][] = [
    ["the line was cut", "drop"],
    ["the answer was truncated", { raw: '{"errcode":0,"msgi' }],
  ];
  test.each(lost)("is uncertain when %s", async (_name, answer) => {
    desk.platform.script(SEND, answer);
    expect(await desk.send(RESIDENT, text("好"))).toMatchObject({ kind: "uncertain" });
  });

  test("reaches the resident once although it is sent again", async () => {
    const shown: unknown[] = [];
    const strict = (call: SeenCall): Answer => {
      const { msgid } = call.json();
      if (shown.includes(msgid)) return { errcode: 95999, errmsg: "msgid exists" };
      shown.push(msgid);
      return "drop";
    };
    desk.platform.script(SEND, strict);
    expect(await desk.send(RESIDENT, text("好"))).toMatchObject({ kind: "uncertain" });
    expect(await desk.send(RESIDENT, text("好"), { uncertainBefore: true })).toEqual({
      kind: "sent",
      channelMessageId: kfMessageId("reply:42"),
      responseCode: null,
    });
    expect(shown).toHaveLength(1);
    expect(desk.logged).toMatchObject([{ level: "warn", fields: { outboundId: 7, errcode: 95999 } }]);
  });

  test("is not taken for arrived when the refusal has a known reason", async () => {
    desk.platform.script(SEND, { errcode: 95002 });
    expect(await desk.send(RESIDENT, text("好"), { uncertainBefore: true })).toMatchObject({
      kind: "windowClosed",
    });
  });

  test("of a welcome is taken for arrived when its code is used up", async () => {
    desk.platform.script("/cgi-bin/kf/send_msg_on_event", { errcode: 42022 });
    const welcome = { type: "welcome", welcomeCode: "WC1", text: "您好" } as const;
    expect(await desk.send(RESIDENT, welcome, { uncertainBefore: true })).toMatchObject({ kind: "sent" });
    expect(await desk.send(RESIDENT, welcome)).toMatchObject({ kind: "refused" });
  });
});
