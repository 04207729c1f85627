import { expect, test } from "vitest";
import { KF, openBench, PNG, textsOf } from "./bench.js";

const text = (content: string) => ({ touser: "wmLI", open_kfid: KF, msgtype: "text", text: { content } });

test("a snapshot survives JSON and a new start takes up where it was", async () => {
  const first = await openBench();
  await first.wecom.resident("wmLI").sends({ image: PNG });
  const token = await first.token();
  const { next_cursor: cursor } = await first.call("kf/sync_msg", { open_kfid: KF });
  await first.call("kf/send_msg", { ...text("收到"), msgid: "m-1" });
  const snapshot = first.wecom.snapshot();
  const state = JSON.parse(JSON.stringify(snapshot)) as typeof snapshot;
  expect(state).toEqual(snapshot);

  const second = await openBench({ state });
  expect(await second.token()).toBe(token);
  expect(second.wecom.resident("wmLI").received()).toMatchObject([{ text: "收到" }]);
  expect(await second.call("kf/send_msg", { ...text("收到"), msgid: "m-1" })).toMatchObject({
    errcode: 95099,
  });
  await second.wecom.resident("wmLI").sends("还在吗");
  expect(textsOf(await second.call("kf/sync_msg", { open_kfid: KF, cursor }))).toEqual(["还在吗"]);
});

test("a snapshot does not change with what happens after it", async () => {
  const bench = await openBench();
  const before = bench.wecom.snapshot();
  await bench.wecom.resident("wmLI").sends("在吗");
  expect(before.kf.logs).toEqual({});
  bench.wecom.restore(before);
  expect(bench.wecom.resident("wmLI").conversation()).toEqual([]);
});

test("no id is given twice, neither after a reset nor by another start", async () => {
  const bench = await openBench();
  const other = await openBench();
  const ids: string[] = [];
  for (const { wecom } of [bench, bench, other]) {
    const empty = wecom.snapshot();
    for (let count = 0; count < 3; count += 1) {
      ids.push((await wecom.resident("wmLI").sends("在吗")).msgid);
      ids.push((await wecom.member("lina").writes("在吗")).msgid);
      ids.push((await wecom.group("wrENG").says("lina", "在吗")).msgid);
    }
    wecom.restore(empty);
    wecom.reset();
  }
  expect(new Set(ids).size).toBe(27);
});

test("a stream that was open when the state was saved is asked for after the restart", async () => {
  const manual = await openBench({ tempo: { pollPauseMillis: null } });
  manual.desk.answers(() => ({
    seal: { msgtype: "stream", stream: { id: "S", finish: false, content: "" } },
  }));
  await manual.wecom.group("wrENG").says("lina", "待办");
  const state = manual.wecom.snapshot();

  const later = await openBench({ tempo: { pollPauseMillis: null } });
  later.desk.answers(() => ({
    seal: { msgtype: "stream", stream: { id: "S", finish: true, content: "3单" } },
  }));
  later.wecom.restore(state);
  expect(await later.wecom.pollStreams()).toBe(0);
  expect(await later.wecom.group("wrENG").receives("3单")).toMatchObject({ finished: true });
});

test("people the corp does not have cannot act", async () => {
  const { wecom } = await openBench();
  expect(() => wecom.member("stranger")).toThrow("no member stranger");
  expect(() => wecom.servicer("zhaoqiang")).toThrow("no servicer");
  expect(() => wecom.resident("wmLI", { account: "wkNONE" })).toThrow("wkNONE");
  await expect(wecom.group("wrENG").says("stranger", "待办")).rejects.toThrow("no member stranger");
});

test("waiting in vain says what came instead", async () => {
  const bench = await openBench({ tempo: { patienceMillis: 20 } });
  const resident = bench.wecom.resident("wmLI");
  await resident.sends("在吗");
  await bench.call("kf/send_msg", text("您好"));
  await expect(resident.receives("再见")).rejects.toThrow('wmLI to receive 再见; received so far: ["您好"]');
  await expect(bench.wecom.until("snow", () => false)).rejects.toThrow("in vain for snow");
});

test("quiet waits for what is still being delivered", async () => {
  const bench = await openBench({ tempo: { callbackTimeoutMillis: 3_000 } });
  bench.desk.answers(() => ({ silent: bench.desk.heard.length < 2 }));
  const sending = bench.wecom.resident("wmLI").sends("在吗");
  await bench.wecom.quiet();
  expect(bench.desk.heard).toHaveLength(2);
  await sending;
});
