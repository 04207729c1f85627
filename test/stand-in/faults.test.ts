import { expect, test } from "vitest";
import { type Bench, KF, openBench } from "./bench.js";

const text = (content: string) => ({ touser: "wmLI", open_kfid: KF, msgtype: "text", text: { content } });

async function benchWithResident(): Promise<Bench> {
  const bench = await openBench();
  await bench.wecom.resident("wmLI").sends("在吗");
  return bench;
}

const received = (bench: Bench) =>
  bench.wecom
    .resident("wmLI")
    .received()
    .map((line) => line.text);

test.each([-1, 45009, 45033, 60020, 42001])(
  "%i is answered as often as planned, without effect",
  async (errcode) => {
    const bench = await benchWithResident();
    bench.wecom.faults.answer("kf/send_msg", errcode, 2);
    for (const _ of [1, 2]) expect(await bench.call("kf/send_msg", text("甲"))).toMatchObject({ errcode });
    expect(received(bench)).toEqual([]);
    expect(await bench.call("kf/send_msg", text("乙"))).toMatchObject({ errcode: 0 });
    expect(received(bench)).toEqual(["乙"]);
    expect(bench.wecom.violations()).toEqual([]);
  },
);

test("a planned refusal carries the endpoint's empty lists", async () => {
  const bench = await openBench();
  bench.wecom.faults.answer("*", 60020);
  expect(await bench.call("kf/sync_msg", { open_kfid: KF })).not.toHaveProperty("next_cursor");
  bench.wecom.faults.answer("kf/sync_msg", 45033);
  expect(await bench.call("kf/sync_msg", { open_kfid: KF })).toMatchObject({ errcode: 45033, msg_list: [] });
});

test("a dropped connection hides an effect that happened", async () => {
  const bench = await benchWithResident();
  bench.wecom.faults.call("kf/send_msg", { kind: "drop" });
  await expect(bench.call("kf/send_msg", { ...text("甲"), msgid: "m-1" })).rejects.toThrow();
  expect(received(bench)).toEqual(["甲"]);
  expect(await bench.call("kf/send_msg", { ...text("甲"), msgid: "m-1" })).toMatchObject({ errcode: 95099 });
  const [, dropped] = bench.wecom.wire.named("kf/send_msg");
  expect(dropped).toMatchObject({ reply: null, note: 'fault: {"kind":"drop"}' });
});

test("a refused connection has no effect", async () => {
  const bench = await benchWithResident();
  bench.wecom.faults.call("kf/send_msg", { kind: "refuseConnection" });
  await expect(bench.call("kf/send_msg", text("甲"))).rejects.toThrow();
  expect(received(bench)).toEqual([]);
});

test("a truncated answer is no JSON, and the effect happened", async () => {
  const bench = await benchWithResident();
  bench.wecom.faults.call("kf/send_msg", { kind: "truncate" });
  await expect(bench.call("kf/send_msg", text("甲"))).rejects.toThrow(SyntaxError);
  expect(received(bench)).toEqual(["甲"]);
});

test("a bare HTTP status has no effect", async () => {
  const bench = await benchWithResident();
  bench.wecom.faults.call("kf/send_msg", { kind: "status", status: 502 });
  await expect(bench.call("kf/send_msg", text("甲"))).rejects.toThrow(SyntaxError);
  expect(received(bench)).toEqual([]);
  expect(bench.wecom.wire.named("kf/send_msg")[0]?.reply?.status).toBe(502);
});

test("a slow call takes effect at once and answers late", async () => {
  const bench = await benchWithResident();
  bench.wecom.faults.call("kf/send_msg", { kind: "slow", millis: 60 });
  const call = bench.call("kf/send_msg", text("甲"));
  await bench.wecom.resident("wmLI").receives("甲");
  expect(bench.wecom.wire.named("kf/send_msg")).toEqual([]);
  expect(await call).toMatchObject({ errcode: 0 });
  expect(bench.wecom.wire.named("kf/send_msg")[0]?.tookMillis).toBeGreaterThan(50);
});

test("slowness joins another misfortune", async () => {
  const bench = await benchWithResident();
  bench.wecom.faults.answer("kf/send_msg", -1);
  bench.wecom.faults.call("kf/send_msg", { kind: "slow", millis: 30 });
  expect(await bench.call("kf/send_msg", text("甲"))).toMatchObject({ errcode: -1 });
  expect(bench.wecom.wire.named("kf/send_msg")[0]?.tookMillis).toBeGreaterThan(25);
});

test("clearing forgets every misfortune planned", async () => {
  const bench = await benchWithResident();
  bench.wecom.faults.answer("*", -1, 100);
  bench.wecom.faults.callback("*", "lost", 100);
  bench.wecom.faults.failKfDelivery(6, 100);
  bench.wecom.faults.emptyPages(100);
  bench.wecom.faults.clear();
  expect(await bench.call("kf/send_msg", text("甲"))).toMatchObject({ errcode: 0 });
  expect(await bench.wecom.resident("wmLI").sends("在吗")).toMatchObject({ outcome: "delivered" });
  expect((await bench.call("kf/sync_msg", { open_kfid: KF })).msg_list).toHaveLength(2);
  expect(received(bench)).toEqual(["甲"]);
});
