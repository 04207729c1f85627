import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createApiClient } from "../../src/edges/wecom/api-client.js";
import { judgeThrown } from "../../src/edges/wecom/api-reply.js";
import { type Answer, type ScriptedPlatform, startScriptedPlatform } from "./scripted-platform.js";

const PATH = "/cgi-bin/webhook/send";
let platform: ScriptedPlatform;

beforeEach(async () => {
  platform = await startScriptedPlatform();
});
afterEach(() => platform.stop());

function callAnswered(
  answer: Answer,
  settings: { callTimeoutMillis?: number; maxAnswerBytes?: number } = {},
) {
  platform.script(PATH, answer);
  const client = createApiClient({ apiBase: platform.address, ...settings });
  return client.call({ path: PATH, query: { key: "ROBOT-KEY-1" }, body: { msgtype: "text" } });
}

describe("an answer of the platform", () => {
  test("without errcode counts as success", async () => {
    expect(await callAnswered({ msgid: "M1" })).toEqual({ kind: "ok", body: { msgid: "M1" } });
  });

  test("is judged by errcode although errmsg says ok", async () => {
    expect(await callAnswered({ errcode: 45009, errmsg: "ok" })).toEqual({
      kind: "error",
      code: 45009,
      hint: null,
    });
  });

  test("keeps of errmsg only the hint number that support asks for", async () => {
    const errmsg = "invalid credential, hint: [1760000000123], from ip: 10.0.0.9, text was 电梯又停了";
    expect(await callAnswered({ errcode: 40014, errmsg })).toEqual({
      kind: "error",
      code: 40014,
      hint: "1760000000123",
    });
  });

  const unreadable: [string, Answer][] = [
    ["truncated JSON", { raw: '{"errcode":0,"errm' }],
    ["an HTML page", { raw: "<html>busy</html>" }],
    ["an empty body", { raw: "" }],
    ["a JSON list", { raw: "[]" }],
    ["an errcode that is no number", { errcode: "soon" }],
  ];
  test.each(unreadable)(
    "that is %s leaves it uncertain whether the call took effect",
    async (_name, answer) => {
      expect(await callAnswered(answer)).toMatchObject({ kind: "uncertain" });
    },
  );

  test("longer than the cap is given up, not read on", async () => {
    const answer = { raw: `{"errmsg":"${"x".repeat(2_000)}"}` };
    expect(await callAnswered(answer, { maxAnswerBytes: 1_000 })).toMatchObject({ kind: "uncertain" });
  });
});

describe("an HTTP status", () => {
  const statuses: [number, string][] = [
    [404, "blocked"],
    [301, "blocked"],
    [403, "blocked"],
    [408, "unsent"],
    [425, "unsent"],
    [429, "unsent"],
    [500, "unsent"],
    [502, "unsent"],
    [504, "uncertain"],
  ];
  test.each(statuses)("of %i is %s", async (status, kind) => {
    expect(await callAnswered({ raw: "", status })).toMatchObject({ kind, reason: `HTTP ${status}` });
  });

  test("of a redirect is not followed, so the key goes nowhere else", async () => {
    await callAnswered({ raw: "", status: 302, headers: { location: "/elsewhere" } });
    expect(platform.callsTo("/elsewhere")).toHaveLength(0);
  });
});

describe("a line that fails", () => {
  test("before any connection is unsent", async () => {
    await platform.stop();
    const client = createApiClient({ apiBase: platform.address });
    expect(await client.call({ path: PATH })).toEqual({ kind: "unsent", reason: "ECONNREFUSED" });
  });

  test("after the request was taken is uncertain", async () => {
    expect(await callAnswered("drop")).toMatchObject({ kind: "uncertain" });
    expect(platform.callsTo(PATH)).toHaveLength(1);
  });

  test("by silence is uncertain once the time is up", async () => {
    expect(await callAnswered("hang", { callTimeoutMillis: 120 })).toEqual({
      kind: "uncertain",
      reason: "TimeoutError",
    });
  });

  const causes: [string, Error, string][] = [
    ["a name that does not resolve", withCode("ENOTFOUND", "getaddrinfo"), "unsent"],
    ["a connection that times out", withCode("UND_ERR_CONNECT_TIMEOUT"), "unsent"],
    ["an untrusted certificate", withCode("DEPTH_ZERO_SELF_SIGNED_CERT"), "unsent"],
    ["a reset while reading", withCode("ECONNRESET", "read"), "uncertain"],
    ["a socket closed by the other side", withCode("UND_ERR_SOCKET"), "uncertain"],
    [
      "two addresses that do not answer",
      new AggregateError([withCode("ETIMEDOUT", "connect"), withCode("ENETUNREACH", "connect")]),
      "unsent",
    ],
    [
      "one address out of reach and one reset",
      new AggregateError([withCode("ETIMEDOUT", "connect"), withCode("ECONNRESET", "read")]),
      "uncertain",
    ],
  ];
  test.each(causes)("for %s is judged by whether a connection can have been", (_name, cause, kind) => {
    expect(judgeThrown(new TypeError("fetch failed", { cause }))).toMatchObject({ kind });
  });
});

describe("an address", () => {
  test("handed over by the platform must be https or the API's own", async () => {
    const client = createApiClient({ apiBase: platform.address });
    const foreign = await client.call({
      path: "http://127.0.0.1:9/cgi-bin/aibot/response?response_code=RC-SECRET-1",
    });
    expect(foreign).toMatchObject({ kind: "blocked" });
    expect(JSON.stringify(foreign)).not.toContain("RC-SECRET-1");
    platform.script("/own", { errcode: 0 });
    expect(await client.call({ path: `${platform.address}/own?response_code=RC-SECRET-1` })).toMatchObject({
      kind: "ok",
    });
  });

  test("keeps the path prefix of a gateway", async () => {
    platform.script("/wecom/cgi-bin/gettoken", { errcode: 0 });
    const client = createApiClient({ apiBase: `${platform.address}/wecom/` });
    expect(await client.call({ path: "/cgi-bin/gettoken" })).toMatchObject({ kind: "ok" });
  });
});

function withCode(code: string, syscall?: string): Error {
  return Object.assign(new Error(`https://qyapi.weixin.qq.com/?key=ROBOT-KEY-1 ${code}`), { code, syscall });
}
