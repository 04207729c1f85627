import { expect, test } from "vitest";
import { CORP, type Json, openBench } from "./bench.js";

async function getJson(url: string, init?: RequestInit): Promise<Json> {
  return (await (await fetch(url, init)).json()) as Json;
}

test("an unknown path answers 404 with an empty body and is noted", async () => {
  const { wecom } = await openBench();
  const response = await fetch(`${wecom.address}/cgi-bin/no/such/thing`);
  expect([response.status, await response.text()]).toEqual([404, ""]);
  expect(wecom.violations()).toMatchObject([{ kind: "unknown", endpoint: "/cgi-bin/no/such/thing" }]);
});

test("gettoken checks the secret's presence, then the corp, then the secret", async () => {
  const { wecom } = await openBench();
  const codes: unknown[] = [];
  for (const query of ["", "corpid=x&corpsecret=y", `corpid=${CORP}&corpsecret=y`]) {
    codes.push((await getJson(`${wecom.address}/cgi-bin/gettoken?${query}`)).errcode);
  }
  expect(codes).toEqual([41004, 40013, 40001]);
});

test("a token lives 7200 s by the clock, and the same one is handed out until then", async () => {
  const bench = await openBench();
  const first = await bench.token();
  bench.advance({ minutes: 119 });
  expect(await bench.token()).toBe(first);
  bench.advance({ minutes: 1 });
  const late = await getJson(`${bench.wecom.address}/cgi-bin/getcallbackip?access_token=${first}`);
  expect(late).toMatchObject({ errcode: 42001, ip_list: [] });
  expect(await bench.token()).not.toBe(first);
});

test("a missing token is told from a bad one, and both come before the parameters", async () => {
  const { wecom } = await openBench();
  const post = { method: "POST", body: "{}", headers: { authorization: "Bearer tok" } };
  const missing = await getJson(`${wecom.address}/cgi-bin/message/send`, post);
  const bad = await getJson(`${wecom.address}/cgi-bin/message/send?access_token=tok`, post);
  expect([missing.errcode, bad.errcode]).toEqual([41001, 40014]);
});

test("a refusal carries hint, address and link, and the endpoint's empty lists", async () => {
  const { wecom } = await openBench();
  const answer = await getJson(`${wecom.address}/cgi-bin/kf/sync_msg?access_token=x`, { method: "POST" });
  expect(answer).toMatchObject({ errcode: 40014, msg_list: [] });
  expect(answer.errmsg).toMatch(/hint: \[\d+\], from ip: 127\.0\.0\.1, more info at \S+e=40014$/);
});

test("expiring all tokens makes the next call fail with 42001 and a new token work", async () => {
  const bench = await openBench();
  const old = await bench.token();
  bench.wecom.expireTokens();
  const refused = await getJson(`${bench.wecom.address}/cgi-bin/user/get?userid=lina&access_token=${old}`);
  expect(refused.errcode).toBe(42001);
  expect(await bench.ask("user/get", { userid: "lina" })).toMatchObject({ errcode: 0, name: "李娜" });
});

test("user/get ignores the case of a userid and refuses strangers", async () => {
  const bench = await openBench();
  expect(await bench.ask("user/get", { userid: "LINA" })).toMatchObject({ userid: "LiNa", status: 1 });
  expect(await bench.ask("user/get", { userid: "nobody" })).toMatchObject({ errcode: 60111 });
});

test("a body that is no JSON is refused with 40058", async () => {
  const bench = await openBench();
  const url = `${bench.wecom.address}/cgi-bin/kf/send_msg?access_token=${await bench.token()}`;
  expect(await getJson(url, { method: "POST", body: "{" })).toMatchObject({ errcode: 40058 });
});

test("the wrong method is refused", async () => {
  const bench = await openBench();
  expect(await bench.ask("message/send")).toMatchObject({ errcode: 43002 });
  expect(await bench.call("user/get", {})).toMatchObject({ errcode: 43001 });
});

test("the wire keeps both sides of every exchange, newest first", async () => {
  const bench = await openBench();
  await bench.wecom.resident("wmLI").sends("三号楼电梯又停了");
  await bench.ask("user/get", { userid: "nobody" });
  const [newest, token, doorbell] = bench.wecom.wire.entries();
  expect(newest).toMatchObject({
    direction: "toPlatform",
    name: "user/get",
    reply: { status: 200, plain: { errcode: 60111 } },
  });
  expect(token?.name).toBe("gettoken");
  expect(doorbell).toMatchObject({ direction: "toDesk", name: "kf:doorbell", reply: { status: 200 } });
  expect(doorbell?.request.plain).toContain("<Event><![CDATA[kf_msg_or_event]]></Event>");
  expect(doorbell?.request.raw).toContain("<Encrypt>");
});

test("listeners hear of the wire and of the screens until they leave", async () => {
  const bench = await openBench();
  const topics: string[] = [];
  const leave = bench.wecom.subscribe((news) => topics.push(news.topic));
  await bench.wecom.resident("wmLI").sends("在吗");
  leave();
  await bench.wecom.resident("wmLI").sends("有人吗");
  expect(topics).toEqual(["chat", "wire"]);
});
