import { expect, test } from "vitest";
import { type Bench, eventsOf, type Json, KF, openBench } from "./bench.js";

const PEER = { open_kfid: KF, external_userid: "wmLI" };
const text = (content: string) => ({ touser: "wmLI", open_kfid: KF, msgtype: "text", text: { content } });
const stateOf = (bench: Bench) => bench.call("kf/service_state/get", PEER);
const transfer = (bench: Bench, to: number, userid?: string) =>
  bench.call("kf/service_state/trans", {
    ...PEER,
    service_state: to,
    ...(userid === undefined ? {} : { servicer_userid: userid }),
  });
const events = async (bench: Bench): Promise<Json[]> =>
  eventsOf(await bench.call("kf/sync_msg", { open_kfid: KF }));

test("a session begins unprocessed and an answer makes it the assistant's", async () => {
  const bench = await openBench();
  await bench.wecom.resident("wmLI").sends("在吗");
  expect(await stateOf(bench)).toMatchObject({ service_state: 0, servicer_userid: "" });
  await bench.call("kf/send_msg", text("您好"));
  expect(await stateOf(bench)).toMatchObject({ service_state: 1 });
});

test("while a person serves, the program cannot send and what people write is in the log", async () => {
  const bench = await openBench();
  const resident = bench.wecom.resident("wmLI");
  const lina = bench.wecom.servicer("lina");
  await resident.sends("转人工");
  await lina.picksUp("wmLI");
  expect(await stateOf(bench)).toMatchObject({ service_state: 3, servicer_userid: "lina" });
  expect(await bench.call("kf/send_msg", text("您好"))).toMatchObject({ errcode: 95018 });
  await lina.answers("wmLI", "我来帮您");
  const page = await bench.call("kf/sync_msg", { open_kfid: KF });
  expect((page.msg_list as Json[]).at(-1)).toMatchObject({
    origin: 5,
    servicer_userid: "lina",
    text: { content: "我来帮您" },
  });
  expect(resident.received()).toEqual([]);
  expect(resident.conversation().at(-1)).toMatchObject({ from: "servicer", author: "lina" });
});

test("what people do to a session is told as events, with codes where a word may follow", async () => {
  const bench = await openBench();
  const lina = bench.wecom.servicer("lina");
  await bench.wecom.resident("wmLI").sends("转人工");
  await lina.picksUp("wmLI");
  await lina.handsTo("wmLI", "wangfang");
  await bench.wecom.servicer("wangfang").ends("wmLI");
  const code = expect.stringMatching(/^kc_/);
  expect(await events(bench)).toMatchObject([
    { change_type: 1, new_servicer_userid: "lina", msg_code: code },
    { change_type: 2, old_servicer_userid: "lina", new_servicer_userid: "wangfang" },
    { change_type: 3, old_servicer_userid: "wangfang", msg_code: code },
  ]);
  expect(await bench.call("kf/send_msg", text("您好"))).toMatchObject({ errcode: 95013 });
});

test("an ended session begins anew when the resident writes, or when a servicer does", async () => {
  const bench = await openBench();
  const resident = bench.wecom.resident("wmLI");
  const lina = bench.wecom.servicer("lina");
  await resident.sends("转人工");
  await lina.picksUp("wmLI");
  await lina.ends("wmLI");
  await resident.sends("还有一件事");
  expect(resident.session().state).toBe(0);
  await lina.picksUp("wmLI");
  await lina.ends("wmLI");
  await lina.answers("wmLI", "补充一句");
  expect(resident.session()).toMatchObject({ state: 3, servicer: "lina" });
  expect((await events(bench)).at(-1)).toMatchObject({ change_type: 4, new_servicer_userid: "lina" });
  await lina.ends("wmLI");
  await lina.picksUp("wmLI");
  expect((await events(bench)).map((event) => event.change_type)).toEqual([1, 3, 1, 3, 4, 3, 4]);
});

test("the program hands over to the pool or to a servicer, and a person's word may follow from there", async () => {
  const bench = await openBench();
  await bench.wecom.resident("wmLI").sends("转人工");
  const pooled = await transfer(bench, 2);
  expect(await bench.call("kf/send_msg", text("您好"))).toMatchObject({ errcode: 95018 });
  const word = { code: pooled.msg_code, msgtype: "text", text: { content: "正在为您转接" } };
  expect(await bench.call("kf/send_msg_on_event", word)).toMatchObject({ errcode: 0 });
  expect(await transfer(bench, 3, "LINA")).toMatchObject({ errcode: 0 });
  expect(await stateOf(bench)).toMatchObject({ service_state: 3, servicer_userid: "lina" });
  await expect(bench.wecom.servicer("lina").answers("wmLI", "您好")).resolves.toBeTruthy();
});

test("transfers that make no sense are refused", async () => {
  const bench = await openBench();
  await bench.wecom.resident("wmLI").sends("转人工");
  await bench.wecom.servicer("wangfang").pauses();
  const codes = [
    await transfer(bench, 1),
    await transfer(bench, 3),
    await transfer(bench, 3, "zhaoqiang"),
    await transfer(bench, 3, "wangfang"),
    await transfer(bench, 7),
  ].map((answer) => answer.errcode);
  expect(codes).toEqual([95016, 40058, 95014, 95019, 40058]);
  await bench.wecom.servicer("wangfang").resumes();
  expect(await transfer(bench, 3, "wangfang")).toMatchObject({ errcode: 0 });
});

test("a session nobody wrote in for 48 hours is over, whoever served it", async () => {
  const bench = await openBench();
  await bench.wecom.resident("wmLI").sends("转人工");
  await bench.wecom.servicer("lina").picksUp("wmLI");
  bench.advance({ hours: 48, seconds: 1 });
  expect(await stateOf(bench)).toMatchObject({ service_state: 4, servicer_userid: "" });
});

test("a welcome code works once within 20 s", async () => {
  const bench = await openBench();
  const resident = bench.wecom.resident("wmLI");
  await resident.enters();
  const welcome = async (content: string) => {
    const code = (await events(bench)).at(-1)?.welcome_code;
    return bench.call("kf/send_msg_on_event", { code, msgtype: "text", text: { content } });
  };
  bench.advance({ seconds: 19 });
  expect(await welcome("欢迎")).toMatchObject({ errcode: 0 });
  expect(await welcome("再次欢迎")).toMatchObject({ errcode: 42022 });
  await resident.enters();
  bench.advance({ seconds: 20 });
  expect(await welcome("迟到的欢迎")).toMatchObject({ errcode: 41050 });
  expect(resident.received().map((line) => line.text)).toEqual(["欢迎"]);
});

test("who wrote within 48 hours gets no welcome code on entering", async () => {
  const bench = await openBench();
  await bench.wecom.resident("wmLI").sends("在吗");
  await bench.wecom.resident("wmLI").enters();
  expect((await events(bench)).at(-1)).not.toHaveProperty("welcome_code");
});

test("accounts, servicers and customers can be looked up, customers only while they are fresh", async () => {
  const bench = await openBench();
  await bench.wecom.resident("wmLI", { nickname: "李阿姨" }).sends("在吗");
  await bench.wecom.servicer("wangfang").pauses();
  expect(await bench.call("kf/account/list", { offset: 1, limit: 100 })).toMatchObject({
    account_list: [{ open_kfid: "wkTEST0002", name: "观澜阁" }],
  });
  expect((await bench.ask("kf/servicer/list", { open_kfid: KF })).servicer_list).toEqual([
    { userid: "lina", status: 0 },
    { userid: "wangfang", status: 1, stop_type: 1 },
  ]);
  const lookUp = () => bench.call("kf/customer/batchget", { external_userid_list: ["wmLI", "wmNEW"] });
  expect(await lookUp()).toMatchObject({
    customer_list: [{ external_userid: "wmLI", nickname: "李阿姨" }],
    invalid_external_userid: ["wmNEW"],
  });
  bench.advance({ hours: 49 });
  expect(await lookUp()).toMatchObject({ customer_list: [], invalid_external_userid: ["wmLI", "wmNEW"] });
});
