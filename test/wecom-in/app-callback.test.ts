import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { VECTORS } from "./vectors.js";
import { APP, appText, openStage, postApp, queryOf, type Stage, xmlEnvelope } from "./webhook-stage.js";

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.stop());

const atSecond = (timestamp: string) => new Date(Number(timestamp) * 1000);
const post = (query: string, body: string) =>
  fetch(`${stage.base}/wecom/app?${query}`, { method: "POST", body });
const click = (taskId: string) =>
  `<xml><FromUserName>zhangwei</FromUserName><CreateTime>1760000200</CreateTime><MsgType>event</MsgType><Event>template_card_event</Event><EventKey>k</EventKey><TaskId>${taskId}</TaskId><AgentID>1000002</AgentID></xml>`;

describe("verification of the address", () => {
  const { V4, V5 } = VECTORS;
  const verify = async (path: string, query: string) => {
    const response = await fetch(`${stage.base}${path}?${query}`);
    return {
      status: response.status,
      type: response.headers.get("content-type"),
      body: await response.text(),
    };
  };

  test("the decrypted echo comes back byte for byte, as plain text", async () => {
    stage.setNow(atSecond(V4.timestamp));
    const query = `${queryOf(V4)}&echostr=${encodeURIComponent(V4.encrypt)}`;
    const reply = await verify("/wecom/bot", query);
    expect(reply).toEqual({ status: 200, type: "text/plain; charset=utf-8", body: V4.message });
  });

  test("an echo whose plus signs nobody encoded is understood", async () => {
    stage.setNow(atSecond(V5.timestamp));
    expect(V5.encrypt).toContain("+");
    const reply = await verify("/wecom/app", `${queryOf(V5)}&echostr=${V5.encrypt}`);
    expect(reply).toMatchObject({ status: 200, body: V5.message });
  });

  test("verifying twice works twice", async () => {
    stage.setNow(atSecond(V4.timestamp));
    const query = `${queryOf(V4)}&echostr=${encodeURIComponent(V4.encrypt)}`;
    await verify("/wecom/bot", query);
    expect(await verify("/wecom/bot", query)).toMatchObject({ status: 200, body: V4.message });
  });

  test("an echo meant for the bot does not verify the app", async () => {
    stage.setNow(atSecond(V4.timestamp));
    const query = `${queryOf(V4)}&echostr=${encodeURIComponent(V4.encrypt)}`;
    expect(await verify("/wecom/app", query)).toMatchObject({ status: 403, body: "forbidden" });
  });
});

describe("messages", () => {
  test("a text is received once and answered with an empty 200", async () => {
    const response = await postApp(stage, stage.sealed(APP, appText("今天有几单没处理")));
    expect(response.status).toBe(200);
    expect(await response.text()).toBe("");
    expect(stage.desk.received).toMatchObject([
      { channel: "app", accountId: "1000002", content: { type: "text", text: "今天有几单没处理" } },
    ]);
  });

  test("the doorbell of 微信客服 rings the desk and stores nothing", async () => {
    const { V5 } = VECTORS;
    stage.setNow(atSecond(V5.timestamp));
    const response = await post(queryOf(V5), xmlEnvelope(V5.encrypt));
    expect(response.status).toBe(200);
    expect(stage.desk.rings).toEqual([{ openKfId: "wkTEST0001", token: "KFTOKEN-1" }]);
    expect(stage.desk.received).toEqual([]);
  });

  test.each(["msg_signature", "msgsignature", "signature"])(
    "the signature may be called %s",
    async (name) => {
      const sealed = stage.sealed(APP, appText("x"));
      const query = queryOf(sealed).replace("msg_signature", name);
      expect((await post(query, xmlEnvelope(sealed.encrypt))).status).toBe(200);
      expect(stage.desk.received).toHaveLength(1);
    },
  );

  test("the envelope's element may be spelled in lower case", async () => {
    const sealed = stage.sealed(APP, appText("x"));
    const body = `<xml><encrypt>${sealed.encrypt}</encrypt></xml>`;
    expect((await post(queryOf(sealed), body)).status).toBe(200);
    expect(stage.desk.received).toHaveLength(1);
  });

  test("an event nobody knows is taken and answered with an empty 200", async () => {
    const xml =
      "<xml><FromUserName>sys</FromUserName><CreateTime>1760000200</CreateTime><MsgType>event</MsgType><Event>moon_phase</Event></xml>";
    const response = await postApp(stage, stage.sealed(APP, xml));
    expect([response.status, await response.text()]).toEqual([200, ""]);
    expect(stage.desk.received).toMatchObject([{ content: { type: "event", event: "moon_phase" } }]);
  });

  test("an app about to be disabled raises an error in the log", async () => {
    const xml =
      "<xml><FromUserName>sys</FromUserName><CreateTime>1760000200</CreateTime><MsgType>event</MsgType><Event>inactive_alert</Event></xml>";
    await postApp(stage, stage.sealed(APP, xml));
    expect(stage.log.lines).toMatchObject([{ level: "error", fields: { event: "inactive_alert" } }]);
  });
});

describe("repetition", () => {
  test("the same bytes a second time change nothing and are answered with an empty 200", async () => {
    const sealed = stage.sealed(APP, appText("x"));
    await postApp(stage, sealed);
    const again = await postApp(stage, sealed);
    expect([again.status, await again.text()]).toEqual([200, ""]);
    expect(stage.desk.received).toHaveLength(1);
  });

  test("a message the desk could not keep is answered with 500, and taken when it comes again", async () => {
    const sealed = stage.sealed(APP, appText("厨房漏水"));
    stage.desk.failures = 1;
    const failed = await postApp(stage, sealed);
    expect([failed.status, await failed.text()]).toEqual([500, "internal server error"]);
    expect((await postApp(stage, sealed)).status).toBe(200);
    expect(stage.desk.received).toHaveLength(1);
  });

  test("the log of a failure names the place but repeats no words of the error", async () => {
    stage.desk.failures = 1;
    await postApp(stage, stage.sealed(APP, appText("厨房漏水")));
    const [line] = stage.log.lines;
    expect(line).toMatchObject({ level: "error", fields: { error: "Error", path: "/wecom/app" } });
    expect(JSON.stringify(line)).toContain("webhook-stage.ts");
    expect(JSON.stringify(line)).not.toMatch(/13800000000|漏水|locked/);
  });

  test("the same message sealed anew reaches the desk under the same id", async () => {
    await postApp(stage, stage.sealed(APP, appText("x")));
    await postApp(stage, stage.sealed(APP, appText("x")));
    const [first, second] = stage.desk.received;
    expect(second?.channelMessageId).toBe(first?.channelMessageId);
  });

  test("two clicks on two cards in one second are two messages", async () => {
    await postApp(stage, stage.sealed(APP, click("t1")));
    await postApp(stage, stage.sealed(APP, click("t2")));
    expect(new Set(stage.desk.received.map((message) => message.channelMessageId)).size).toBe(2);
  });
});
