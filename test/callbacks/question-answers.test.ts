import { expect, test, vi } from "vitest";
import { startEstate } from "../stories/estate-story.js";
import { settle, settledComplaint, settledPair, settledRepair } from "./settled-matters.js";

vi.setConfig({ testTimeout: 120_000 });

test("the notice that it is done asks in the same message, 1 is thanked for once, and thanks get no thanks", async () => {
  const { estate, resident, client } = await settledRepair();
  await resident.says("1");
  resident.expects(/^谢谢您，#1记为满意。/);
  await resident.says("谢谢");
  resident.expectsNothing();
  expect(await client().satisfactionQuestion.findFirstOrThrow()).toMatchObject({
    state: "answered",
    satisfaction: "satisfied",
    words: "1",
    round: 1,
    handledBy: "liugong",
    department: "engineering",
    caseKind: "repair",
    nextAt: null,
  });
  // Nobody is reminded or called, also when the sample falls on it later.
  await estate.advance({ days: 6 });
  resident.expectsNothing();
  const callback = await client().callback.findFirstOrThrow();
  expect(callback).toMatchObject({ kind: "repair", state: "done", form: "chat", satisfaction: "satisfied" });
  expect(await client().caseRecord.findFirstOrThrow()).toMatchObject({ status: "closed" });
  const [review] = await client().duty.findMany({ where: { settledAt: null, cancelledAt: null } });
  expect(review).toMatchObject({ kind: "callback.review", ownerUserid: "wangfang" });
  estate.readStaff();
  await estate.close();
});

test("the resident's words are kept as they were written, beside the assessment", async () => {
  const { estate, resident, client } = await settledRepair();
  await resident.says("还行吧，就是师傅晚到了二十分钟");
  resident.expects(/^谢谢您，#1记为基本满意，您说的也记下了。/);
  const question = await client().satisfactionQuestion.findFirstOrThrow();
  expect(question).toMatchObject({
    satisfaction: "basicallySatisfied",
    words: "还行吧，就是师傅晚到了二十分钟",
  });
  await estate.close();
});

test("the answer of a repair the sample chose is its callback: nobody calls, the supervisor reviews it", async () => {
  const { estate, resident, client } = await settledRepair({ drawn: true });
  expect(await client().callback.findFirstOrThrow()).toMatchObject({ kind: "repair", state: "planned" });
  await resident.says("挺好的谢谢");
  resident.expects(/记为满意/);
  const callback = await client().callback.findFirstOrThrow();
  expect(callback).toMatchObject({ state: "done", form: "chat", words: "挺好的谢谢" });
  const open = await client().duty.findMany({ where: { settledAt: null, cancelledAt: null } });
  expect(open.map(({ kind }) => kind)).toEqual(["callback.review"]);
  await estate.close();
});

test("a complaint is called back all the same, and the caller knows what chat answered", async () => {
  const { estate, resident, client } = await settledComplaint();
  await resident.says("2，道歉还算诚恳");
  resident.expects(/#1记为基本满意/);
  const callbacks = await client().callback.findMany({ where: { state: "planned" } });
  expect(callbacks.map(({ kind }) => kind)).toEqual(["complaintCall", "complaintVisit"]);
  estate.staff("王芳").expectsNothing();
  for (const caller of new Set(callbacks.map((callback) => callback.caller))) {
    const name = estate.simulation.estates[0]?.staff.find(({ userid }) => userid === caller)?.name ?? "";
    estate.staff(name).expects(/住户在微信里答了基本满意「2，道歉还算诚恳」。回访照常/);
  }
  await estate.staff("孙磊").writes("查 1");
  estate.staff("孙磊").expects(/基本满意/);
  await estate.close();
});

test("what is no answer goes its usual way, and the question stays open", async () => {
  const { estate, resident, client } = await settledRepair();
  await resident.says("1栋地库B2的灯坏了一排，麻烦看看");
  resident.expects(/#2/);
  await resident.says("物业费可以微信交吗？");
  resident.expects(/./);
  await resident.says("好的，谢谢");
  resident.expects(/不客气/);
  expect(await client().satisfactionQuestion.findFirstOrThrow()).toMatchObject({ state: "asked" });
  await resident.says("1号单满意");
  resident.expects(/#1记为满意/);
  estate.readStaff();
  await estate.close();
});

test("an answer that brings a new matter is both", async () => {
  const { estate, resident, client } = await settledRepair();
  await resident.says("1，另外3栋2单元一楼大厅的灯不亮了");
  resident.expects(/#2.*工程部/);
  expect(await client().satisfactionQuestion.findFirst()).toMatchObject({ satisfaction: "satisfied" });
  estate.readStaff();
  await settle(estate, 2, "换了灯管");
  resident.read();
  await resident.says("3，另外6栋电梯按钮也坏了");
  const heard = resident.read().join("\n");
  expect(heard).toMatch(/#2（.*重新处理/);
  expect(heard).toMatch(/#3/);
  estate.readStaff();
  await estate.close();
});

test("who called the visit off is told, and not asked how we did", async () => {
  const estate = await startEstate();
  const resident = estate.resident("乔女士");
  await resident.says("2栋1单元601的卫生间马桶堵了，电话13900001234，现在就方便");
  await resident.says("我自己弄好了，不用来了，谢谢");
  resident.read();
  await settle(estate, 1, "住户自行疏通");
  expect(resident.read().at(-1)).toMatch(/已处理：住户自行疏通。如果还有问题，直接回复我就行/);
  const { client } = estate.simulation.app().database;
  expect(await client.satisfactionQuestion.count()).toBe(0);
  estate.readStaff();
  await estate.close();
});

test("one digit answers for both matters of one breath; a number says which", async () => {
  const { estate, resident } = await settledPair();
  await resident.says("1");
  resident.expects(/^谢谢您，#1、#2记为满意。/);
  await resident.says("#1 2");
  resident.expects(/#1改记为基本满意/);
  estate.readStaff();
  await estate.close();
});

test("displeasure that names neither of two matters is acted on for the latest, and says how to mean the other", async () => {
  const { estate, resident, client } = await settledPair();
  estate.readStaff();
  await resident.says("3");
  resident.expects(/很抱歉。#2（.*重新处理.*写一句哪里没弄好.*如果说的是#1，回复「#1 不满意」就行/);
  estate.staff("郑华").expects(/#2[\s\S]*同时问过的还有#1，住户没有说明是哪一件/);
  await resident.says("水槽那边还是漏");
  resident.expects(/很抱歉。#1（.*重新处理/);
  const records = await client().caseRecord.findMany({ orderBy: { number: "asc" } });
  expect(records.map(({ status }) => status)).toEqual(["accepted", "accepted"]);
  estate.readStaff();
  await estate.close();
});

test("whoever thinks better of it is heard; whoever says the same again is not counted twice", async () => {
  const { estate, resident, client } = await settledRepair();
  await resident.says("1");
  await resident.says("1");
  resident.expects(/记为满意/);
  resident.expects(/已经记下了/);
  const assessed = { where: { type: "assessed" } };
  expect(await client().ledgerEntry.count(assessed)).toBe(1);
  await estate.advance({ hours: 5 });
  await resident.says("3，晚上又开始滴水了");
  resident.expects(/很抱歉。#1（.*重新处理/);
  expect(await client().satisfactionQuestion.findFirstOrThrow()).toMatchObject({
    satisfaction: "dissatisfied",
    words: "3，晚上又开始滴水了",
  });
  expect(await client().ledgerEntry.count(assessed)).toBe(2);
  estate.readStaff();
  await estate.close();
});

test("an answer to a matter that is open again changes nothing twice", async () => {
  const { estate, resident, client } = await settledRepair();
  await resident.says("3");
  resident.expects(/重新处理/);
  estate.readStaff();
  await resident.says("不满意！");
  resident.expects(/#1（.*正在重新处理/);
  estate.group("工程群").expects(/住户又说：不满意/);
  await resident.says("厨房柜子里都湿了");
  resident.expects(/放进#1/);
  expect(await client().ledgerEntry.count({ where: { type: "reopened" } })).toBe(1);
  await resident.says("算了，现在可以了，满意");
  resident.expects(/#1我告诉处理的同事/);
  estate.group("工程群").read();
  estate.group("工程群").expectsNothing();
  estate.readStaff();
  await estate.close();
});

test("traditional script is read and answered in it", async () => {
  const estate = await startEstate();
  const resident = estate.resident("張太");
  await resident.says("你好，我係5座1203，廚房水龍頭漏水，麻煩派人來修理，電話13900001111");
  await settle(estate, 1, "更换阀芯");
  resident.read();
  await resident.says("師傅態度很好，但是沒修好，還是漏");
  resident.expects(/沒有讓您滿意，很抱歉。#1（.*馬上重新處理/);
  await settle(estate, 1, "换了整个龙头");
  resident.read();
  await resident.says("這次滿意，辛苦了");
  resident.expects(/謝謝您，#1記為滿意/);
  estate.readStaff();
  await estate.close();
});

test("what was settled at night makes one sound at night; the reminder waits for the morning", async () => {
  const { estate, resident } = await settledRepair({ at: "2026-11-23T23:10:00+08:00" });
  await estate.advance({ hours: 24 });
  resident.expectsNothing();
  await estate.advance({ hours: 9, minutes: 20 });
  resident.expects(/处理后还好吗/);
  await resident.says("满意");
  resident.expects(/记为满意/);
  estate.readStaff();
  await estate.close();
});

test("a settlement taken back is not asked about; settled again it is, once", async () => {
  const { estate, resident, client } = await settledRepair();
  await estate.group("工程群").says("刘工", "撤回");
  resident.expects(/还在处理中/);
  estate.readStaff();
  await estate.advance({ hours: 25 });
  resident.expectsNothing();
  await estate.group("工程群").says("刘工", "完成 1 换了整根水管");
  resident.expects(/已处理：换了整根水管.*\n处理得怎么样/);
  expect(await client().satisfactionQuestion.findMany()).toMatchObject([{ state: "asked", round: 1 }]);
  await resident.says("👍");
  resident.expects(/记为满意/);
  estate.readStaff();
  await estate.close();
});
