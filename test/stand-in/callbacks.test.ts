import { expect, test } from "vitest";
import { openBench } from "./bench.js";

const NONCE = "nonce";

test("a callback that is not answered 200 comes back three times", async () => {
  const bench = await openBench();
  bench.desk.answers(() => ({ status: 500 }));
  const sent = await bench.wecom.member("lina").writes("在吗");
  expect(sent).toMatchObject({ outcome: "refused", status: 500, attempts: 4 });
  expect(new Set(bench.desk.heard.map((one) => one.plain)).size).toBe(1);
  expect(bench.desk.heard).toHaveLength(4);
});

test("a callback that is answered on the second attempt stops there", async () => {
  const bench = await openBench();
  bench.desk.answers(() => ({ status: bench.desk.heard.length < 2 ? 503 : 200 }));
  expect(await bench.wecom.resident("wmLI").sends("在吗")).toMatchObject({
    outcome: "delivered",
    attempts: 2,
  });
});

test("a desk that stays silent is given up after the time-out and asked again", async () => {
  const bench = await openBench({ tempo: { callbackTimeoutMillis: 3_000 } });
  bench.desk.answers(() => ({ silent: bench.desk.heard.length < 2 }));
  expect(await bench.wecom.member("lina").writes("在吗")).toMatchObject({
    outcome: "delivered",
    attempts: 2,
  });
  const [, first] = bench.wecom.wire.named("app:text");
  expect(first).toMatchObject({ reply: null, note: "TimeoutError" });
});

test("a desk that is down is tried four times and reported unreachable", async () => {
  const bench = await openBench();
  await bench.desk.stop();
  expect(await bench.wecom.member("lina").writes("在吗")).toMatchObject({
    outcome: "unreachable",
    attempts: 4,
  });
});

test("a repeated delivery keeps its seal, or renews it when told to", async () => {
  for (const [retriesKeepSeal, nonces] of [
    [true, 1],
    [false, 4],
  ] as const) {
    const bench = await openBench({ tempo: { retriesKeepSeal } });
    bench.desk.answers(() => ({ status: 500 }));
    await bench.wecom.member("lina").writes("在吗");
    expect(new Set(bench.desk.heard.map((one) => one.query.get(NONCE))).size).toBe(nonces);
  }
});

test("a lost doorbell leaves the message in the log", async () => {
  const bench = await openBench();
  bench.wecom.faults.callback("kf", "lost");
  expect(await bench.wecom.resident("wmLI").sends("在吗")).toMatchObject({ outcome: "lost" });
  expect(bench.desk.heard).toEqual([]);
  const page = await bench.call("kf/sync_msg", { open_kfid: "wkTEST0001" });
  expect(page.msg_list).toHaveLength(1);
});

test("a doubled callback says the same under two seals, a replay under one", async () => {
  const bench = await openBench();
  bench.wecom.faults.callback("bot", "twice");
  await bench.wecom.group("wrENG").says("lina", "待办");
  bench.wecom.faults.callback("bot:text", "replay");
  await bench.wecom.group("wrENG").says("lina", "汇总");
  const { heard } = bench.desk;
  expect(heard.map((one) => one.plain)).toEqual([
    heard[0]?.plain,
    heard[0]?.plain,
    heard[2]?.plain,
    heard[2]?.plain,
  ]);
  const nonces = heard.map((one) => one.query.get(NONCE));
  expect(nonces[0]).not.toBe(nonces[1]);
  expect(nonces[2]).toBe(nonces[3]);
});

test("a bad signature and a foreign receiver can be told apart from the real thing", async () => {
  const bench = await openBench();
  bench.wecom.faults.callback("*", "badSignature");
  await bench.wecom.member("lina").writes("伪造");
  bench.wecom.faults.callback("app", "foreignReceiver");
  await bench.wecom.member("lina").writes("外企业");
  await bench.wecom.member("lina").writes("真的");
  expect(bench.desk.heard.map(({ signed, receiveId }) => [signed, receiveId])).toEqual([
    [false, "ww0123456789abcdef"],
    [true, "wwOTHERCORP"],
    [true, "ww0123456789abcdef"],
  ]);
});

test("held callbacks arrive later, in the order asked for", async () => {
  const bench = await openBench();
  bench.wecom.faults.callback("bot", "held", 2);
  bench.desk.answers((callback) => {
    const { text } = JSON.parse(callback.plain) as { text: { content: string } };
    return { seal: { msgtype: "stream", stream: { id: "S", finish: true, content: `答：${text.content}` } } };
  });
  const first = await bench.wecom.group("wrENG").says("lina", "一");
  const second = await bench.wecom.group("wrENG").says("lina", "二");
  expect([first.outcome, second.outcome, bench.desk.heard.length]).toEqual(["held", "held", 0]);
  await bench.wecom.releaseCallbacks("newestFirst");
  expect(bench.desk.botMessages().map((one) => one.msgid)).toEqual([second.msgid, first.msgid]);
  expect([first.answer(), second.answer()]).toEqual(["答：@小管家 一", "答：@小管家 二"]);
});

test("stream polls meet a fault only when it names them", async () => {
  const bench = await openBench({ tempo: { pollPauseMillis: null } });
  bench.desk.answers(() => ({
    seal: { msgtype: "stream", stream: { id: "S", finish: false, content: "" } },
  }));
  await bench.wecom.group("wrENG").says("lina", "待办");
  bench.wecom.faults.callback("bot", "lost");
  bench.wecom.faults.callback("bot:stream", "lost");
  await bench.wecom.pollStreams();
  expect(bench.desk.heard).toHaveLength(1);
  await bench.wecom.pollStreams();
  expect(bench.desk.heard).toHaveLength(2);
});

test("the doorbell can ring without news", async () => {
  const bench = await openBench();
  await bench.wecom.ringDoorbell();
  expect(bench.desk.heard[0]?.plain).toContain("<OpenKfId><![CDATA[wkTEST0001]]></OpenKfId>");
});

test("the console's check of a URL wants the echo exactly", async () => {
  const bench = await openBench();
  expect(await bench.wecom.checkWebhook("app")).toEqual({ ok: true, reason: null });
  expect(await bench.wecom.checkWebhook("bot")).toEqual({ ok: true, reason: null });
  bench.wecom.pointDeskAt(bench.wecom.address);
  expect(await bench.wecom.checkWebhook("app")).toMatchObject({
    ok: false,
    reason: "status 404, body of 0 characters",
  });
});
