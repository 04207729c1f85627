import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MEMBER, type OutboundDesk, startOutboundDesk, text } from "./outbound-desk.js";
import type { SeenCall } from "./scripted-platform.js";

const TOKEN = "/cgi-bin/gettoken";
const SEND = "/cgi-bin/message/send";
const MINUTE = 60_000;
let desk: OutboundDesk;

beforeEach(async () => {
  desk = await startOutboundDesk();
  desk.platform.script(SEND, { errcode: 0, msgid: "M1" });
});
afterEach(() => desk.close());

function sendMany(count: number) {
  return Promise.all(
    Array.from({ length: count }, (_, index) => desk.send(MEMBER, text("好"), { key: `reply:${index}` })),
  );
}

/** Refuses calls that carry one of the tokens. */
function refusing(tokens: readonly string[], errcode: number) {
  return (call: SeenCall) =>
    tokens.includes(call.query.get("access_token") ?? "")
      ? { errcode, errmsg: "token" }
      : { errcode: 0, msgid: "M" };
}

describe("an access token", () => {
  test("is asked for once although fifty calls come at the same moment", async () => {
    const outcomes = await sendMany(50);
    expect(outcomes.every(({ kind }) => kind === "sent")).toBe(true);
    expect(desk.platform.callsTo(TOKEN)).toHaveLength(1);
  });

  test("is asked for with corp id and secret in the query and used in the query only", async () => {
    await sendMany(1);
    const [asked] = desk.platform.callsTo(TOKEN);
    expect(asked?.method).toBe("GET");
    expect(asked?.query.get("corpid")).toBe("ww0123456789abcdef");
    expect(asked?.query.get("corpsecret")).toBe("APP-SECRET-1");
    const [sent] = desk.platform.callsTo(SEND);
    expect(sent?.query.get("access_token")).toBe("tok_secret_1");
    expect(sent?.body.toString()).not.toContain("tok_secret");
  });

  test("is renewed five minutes before its end, not earlier", async () => {
    await sendMany(1);
    desk.advance(7_200_000 - 5 * MINUTE - 1);
    await sendMany(1);
    expect(desk.platform.callsTo(TOKEN)).toHaveLength(1);
    desk.advance(1);
    await sendMany(1);
    expect(desk.platform.callsTo(TOKEN)).toHaveLength(2);
  });

  test("serves its last minutes when a new one cannot be had, and not a moment longer", async () => {
    await sendMany(1);
    desk.platform.script(TOKEN, "drop");
    desk.advance(7_200_000 - MINUTE);
    expect(await sendMany(1)).toMatchObject([{ kind: "sent" }]);
    desk.advance(MINUTE);
    expect(await sendMany(1)).toMatchObject([{ kind: "retry" }]);
  });

  test.each([40014, 42001])("refused with %i is renewed and the call made once more", async (errcode) => {
    desk.platform.script(SEND, refusing(["tok_secret_1"], errcode));
    expect(await sendMany(1)).toMatchObject([{ kind: "sent" }]);
    expect(desk.platform.callsTo(TOKEN)).toHaveLength(2);
    expect(desk.platform.callsTo(SEND)).toHaveLength(2);
  });

  test("that expires in the middle of a batch is renewed once for all of it", async () => {
    await sendMany(1);
    desk.platform.script(SEND, refusing(["tok_secret_1"], 42001));
    const outcomes = await sendMany(40);
    expect(outcomes.every(({ kind }) => kind === "sent")).toBe(true);
    expect(desk.platform.callsTo(TOKEN)).toHaveLength(2);
  });

  test("refused although fresh is not asked for again and again", async () => {
    desk.platform.script(SEND, { errcode: 40014, errmsg: "no" });
    expect(await sendMany(1)).toMatchObject([{ kind: "retry" }]);
    expect(desk.platform.callsTo(TOKEN)).toHaveLength(2);
    expect(desk.platform.callsTo(SEND)).toHaveLength(2);
  });
});

describe("a refused secret", () => {
  test.each([40001, 40013, 41004])(
    "with %i takes the channel down and is not asked about for two minutes",
    async (errcode) => {
      desk.platform.script(TOKEN, { errcode, errmsg: "invalid credential" });
      expect(await sendMany(20)).toEqual(
        Array.from({ length: 20 }, () => expect.objectContaining({ kind: "targetDown" })),
      );
      desk.advance(2 * MINUTE);
      await sendMany(1);
      expect(desk.platform.callsTo(TOKEN)).toHaveLength(1);
      expect(desk.platform.callsTo(SEND)).toHaveLength(0);
      desk.advance(MINUTE);
      await sendMany(1);
      expect(desk.platform.callsTo(TOKEN)).toHaveLength(2);
      expect(desk.logged.filter(({ level }) => level === "error")).toHaveLength(2);
    },
  );

  test("heals as soon as the pause is over and the secret is right", async () => {
    desk.platform.script(
      TOKEN,
      { errcode: 40001 },
      { errcode: 0, access_token: "tok_secret_9", expires_in: 7200 },
    );
    expect(await sendMany(1)).toMatchObject([{ kind: "targetDown" }]);
    desk.advance(3 * MINUTE);
    expect(await sendMany(1)).toMatchObject([{ kind: "sent" }]);
  });
});

test("a token request that is lost leaves the message unsent, to be tried again at once", async () => {
  desk.platform.script(TOKEN, "drop", { errcode: 0, access_token: "tok_secret_2", expires_in: 7200 });
  expect(await sendMany(1)).toMatchObject([{ kind: "retry" }]);
  expect(await sendMany(1)).toMatchObject([{ kind: "sent" }]);
});

test("a platform that throttles tokens is left alone for a minute", async () => {
  desk.platform.script(TOKEN, { errcode: 45009 });
  expect(await sendMany(1)).toMatchObject([{ kind: "wait" }]);
  desk.advance(MINUTE);
  await sendMany(1);
  expect(desk.platform.callsTo(TOKEN)).toHaveLength(1);
});
