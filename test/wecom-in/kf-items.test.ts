import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseKfItem } from "../../src/edges/wecom/kf-items.js";

const ACCOUNT = "wkTEST0001";
const base = {
  msgid: "KM1",
  open_kfid: ACCOUNT,
  external_userid: "wmRES302",
  send_time: 1760000300,
  origin: 3,
  msgtype: "text",
};

function parsed(fields: Record<string, unknown>) {
  const message = parseKfItem({ ...base, ...fields }, ACCOUNT);
  if (message === null) throw new Error("the item was dropped");
  return message;
}

function event(
  event_type: string,
  details: Record<string, unknown> = {},
  item: Record<string, unknown> = {},
) {
  const body = { event_type, open_kfid: ACCOUNT, external_userid: "wmRES303", ...details };
  const whole = { msgid: "KM2", send_time: 1760000310, origin: 4, msgtype: "event", event: body, ...item };
  const message = parseKfItem(whole, ACCOUNT);
  if (message === null) throw new Error("the event was dropped");
  return message;
}

test("a text is the resident's message to the account", () => {
  expect(parsed({ text: { content: "电梯又停了" } })).toEqual({
    channel: "kf",
    accountId: ACCOUNT,
    channelMessageId: "KM1",
    peerId: "wmRES302",
    senderId: "wmRES302",
    inGroup: false,
    content: { type: "text", text: "电梯又停了", quote: null, media: [] },
    replyHandle: null,
    sentAt: new Date(1760000300_000),
  });
});

test("a tapped menu item keeps its id beside its words", () => {
  const { content } = parsed({ text: { content: "满意", menu_id: "satisfied-42" } });
  expect(content).toEqual({ type: "text", text: "满意", quote: null, media: [], menuId: "satisfied-42" });
});

test.each(["image", "voice", "video", "file"])("%s refers to its media id", (kind) => {
  const { content } = parsed({ msgtype: kind, [kind]: { media_id: "MEDIA-1" } });
  expect(content).toEqual({
    type: "media",
    media: [{ kind, source: { via: "mediaId", mediaId: "MEDIA-1" }, fileName: null }],
    transcript: null,
  });
});

test("a location has a name and an address", () => {
  const location = { latitude: 23.1, longitude: 113.3, name: "云栖花园", address: "文一西路1号" };
  expect(parsed({ msgtype: "location", location }).content).toEqual({
    type: "location",
    name: "云栖花园",
    address: "文一西路1号",
  });
});

test("a link is read as its words", () => {
  const link = { title: "停水通知", desc: "", url: "https://a.cn/1", pic_url: "https://a.cn/p" };
  expect(parsed({ msgtype: "link", link }).content).toMatchObject({ text: "停水通知\nhttps://a.cn/1" });
});

test.each(["business_card", "miniprogram", "merged_msg", "hologram", "image", "text", "constructor"])(
  "%s without anything usable is unknown, not lost",
  (type) => {
    expect(parsed({ msgtype: type }).content).toEqual({ type: "unknown", platformType: type });
  },
);

test("an item without msgid gets the same id every time, and another item another", () => {
  const without = (content: string) => parsed({ msgid: undefined, text: { content } }).channelMessageId;
  expect(without("一")).toBe(without("一"));
  expect(without("一")).not.toBe(without("二"));
});

test("an item without time is kept, in 1970", () => {
  expect(parsed({ send_time: undefined, text: { content: "x" } }).sentAt).toEqual(new Date(0));
});

describe("what others write", () => {
  test("a servicer's words are an event of the servicer in the resident's conversation", () => {
    const message = parsed({ origin: 5, servicer_userid: "lina", text: { content: "马上到" } });
    expect(message).toMatchObject({ peerId: "wmRES302", senderId: "lina" });
    expect(message.content).toEqual({
      type: "event",
      event: "servicer_message",
      data: { msgtype: "text", text: "马上到" },
    });
  });

  test("a writer of unknown origin is never taken for the resident", () => {
    for (const origin of [undefined, 0, 4, 6, "9"]) {
      const message = parsed({ origin, text: { content: "x" } });
      expect(message.content).toMatchObject({ type: "event", event: "unknown_origin" });
      expect(message.senderId).not.toBe("wmRES302");
    }
  });
});

test("enter_session brings the welcome code and where the resident came from", () => {
  const message = event("enter_session", { scene: "gate-qr", scene_param: "b3", welcome_code: "WC1" });
  expect(message).toMatchObject({ accountId: ACCOUNT, peerId: "wmRES303", senderId: "wmRES303" });
  expect(message.replyHandle).toEqual({ welcomeCode: "WC1" });
  expect(message.content).toEqual({
    type: "event",
    event: "enter_session",
    data: { scene: "gate-qr", scene_param: "b3" },
  });
});

test("without a welcome code there is nothing to answer with", () => {
  expect(event("enter_session").replyHandle).toBeNull();
});

test("msg_send_fail names the message and the reason, as text", () => {
  const { content } = event("msg_send_fail", { fail_msgid: "OUR-1", fail_type: 4 });
  expect(content).toMatchObject({ event: "msg_send_fail", data: { fail_msgid: "OUR-1", fail_type: "4" } });
});

test("session_status_change names who took over", () => {
  const details = { change_type: 1, old_servicer_userid: "", new_servicer_userid: "lina", msg_code: "MC" };
  const { content, peerId } = event("session_status_change", details);
  expect(peerId).toBe("wmRES303");
  expect(content).toMatchObject({ data: { change_type: "1", new_servicer_userid: "lina" } });
});

test("servicer_status_change has no resident: it is the servicer's own conversation", () => {
  const details = { servicer_userid: "lina", status: 2, stop_type: 1, external_userid: undefined };
  const message = event("servicer_status_change", details);
  expect(message).toMatchObject({ peerId: "lina", senderId: "lina" });
  expect(message.content).toMatchObject({ data: { status: "2", stop_type: "1" } });
});

test.each(["user_recall_msg", "servicer_recall_msg"])("%s names the recalled message", (type) => {
  const details = {
    recall_msgid: "KM1",
    ...(type.startsWith("servicer") ? { servicer_userid: "lina" } : {}),
  };
  const message = event(type, details);
  expect(message.content).toMatchObject({ event: type, data: { recall_msgid: "KM1" } });
  expect(message.peerId).toBe("wmRES303");
});

test("an event nobody knows passes under its name", () => {
  expect(event("moon_phase", { phase: "full" }).content).toMatchObject({ event: "moon_phase" });
});

test("an event without account belongs to the account that was pulled", () => {
  expect(event("enter_session", { open_kfid: undefined }).accountId).toBe(ACCOUNT);
});

const anonymous = { msgid: undefined };
test("the same event without msgid has the same id, whatever the order of its fields", () => {
  const details = { fail_msgid: "A", fail_type: 4 };
  const turned = { fail_type: 4, fail_msgid: "A" };
  expect(event("msg_send_fail", details, anonymous).channelMessageId).toBe(
    event("msg_send_fail", turned, anonymous).channelMessageId,
  );
});

test.each([
  ["failed message", { fail_msgid: "B" }, {}],
  ["resident", { external_userid: "wmRES304" }, {}],
  ["account", { open_kfid: "wkTEST0002" }, {}],
  ["recalled message", { recall_msgid: "R" }, {}],
  ["welcome code", { welcome_code: "W" }, {}],
  ["second", {}, { send_time: 1760000311 }],
])("events without msgid that differ in the %s have two ids", (_, details, item) => {
  const first = event("msg_send_fail", { fail_msgid: "A" }, anonymous);
  const second = event("msg_send_fail", { fail_msgid: "A", ...details }, { ...anonymous, ...item });
  expect(first.channelMessageId).not.toBe(second.channelMessageId);
});

describe("items that cannot be used", () => {
  test.each([
    ["null", null],
    ["a text", "x"],
    ["a list", []],
    ["nobody's message", { ...base, external_userid: undefined }],
    ["an event without a type", { ...base, msgtype: "event", event: {} }],
    ["an event of nobody", { msgtype: "event", event: { event_type: "x" } }],
  ])("%s is dropped", (_, item) => {
    expect(parseKfItem(item, ACCOUNT)).toBeNull();
  });

  test("no JSON whatever makes it throw", () => {
    const field = fc.constantFrom(
      ...Object.keys(base),
      "text",
      "image",
      "event",
      "location",
      "servicer_userid",
    );
    fc.assert(
      fc.property(fc.dictionary(field, fc.jsonValue()), (fields) => {
        expect(() => parseKfItem({ ...base, ...fields }, ACCOUNT)).not.toThrow();
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), (item) => {
        expect(() => parseKfItem(item, ACCOUNT)).not.toThrow();
      }),
    );
  });
});
