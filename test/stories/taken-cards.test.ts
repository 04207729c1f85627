import { afterEach, beforeEach, expect, test } from "vitest";
import { type EstateStory, startEstate } from "./estate-story.js";

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate({ at: "2026-11-23T09:00:00+08:00" });
});
afterEach(async () => {
  estate.readStaff();
  await estate.close();
});

/** A complaint: the department's head and the supervisor have its card 1:1. */
async function complain() {
  const wang = estate.resident("王女士");
  await wang.says("3栋2单元502，楼道垃圾三天没人清，臭得很，我要投诉保洁，电话13800000000");
  wang.expects(/#1/);
  estate.readStaff();
  return wang;
}

function buttonsOf(name: string): string | null | undefined {
  const { userid } = estate.staff(name);
  const lines = estate.simulation.standIn.member(userid).conversation();
  return lines.findLast((line) => line.card)?.card?.greyedTo;
}

test("once somebody has taken a matter, every card of it says who", async () => {
  const wang = await complain();
  expect([buttonsOf("邓秀英"), buttonsOf("王芳")]).toEqual([null, null]);
  expect(await estate.group("客服群").says("谢春", "接单 1")).toMatch(/由谢春接单/);
  wang.read();
  expect([buttonsOf("邓秀英"), buttonsOf("王芳")]).toEqual(["已由谢春接单", "已由谢春接单"]);
});

test("the card that was clicked says so, the others name who clicked", async () => {
  const wang = await complain();
  await estate.staff("邓秀英").clicks("接单");
  wang.read();
  expect([buttonsOf("邓秀英"), buttonsOf("王芳")]).toEqual(["已接单", "已由邓秀英接单"]);
});

test("a card too old to be changed stays; a click is answered with who has it and changes nothing", async () => {
  const wang = await complain();
  await estate.advance({ days: 3, minutes: 1 });
  estate.readStaff();
  await estate.group("客服群").says("谢春", "接单 1");
  wang.read();
  estate.readStaff();
  expect(buttonsOf("邓秀英")).toBe(null);
  await estate.staff("邓秀英").clicks("接单");
  estate.staff("邓秀英").expects(/#1 已由谢春接单/);
  const { client } = estate.simulation.app().database;
  expect(await client.caseRecord.findFirst()).toMatchObject({ assignee: "xiechun", status: "accepted" });
  expect(buttonsOf("邓秀英")).toBe("已由谢春接单");
});

test("a code that was used is not used again when the matter changes hands", async () => {
  const wang = await complain();
  await estate.group("客服群").says("谢春", "接单 1");
  await estate.group("客服群").says("谢春", "撤回");
  await estate.group("客服群").says("邓秀英", "接单 1");
  wang.read();
  const updates = await estate.simulation
    .app()
    .database.client.outboundMessage.findMany({ where: { key: { startsWith: "taken:" } } });
  expect(updates.map(({ state }) => state)).toEqual(["sent", "sent"]);
});

test("who has a card that says it is taken hears it when 接单 is taken back, and nobody else does", async () => {
  const wang = await complain();
  await estate.staff("邓秀英").clicks("接单");
  wang.read();
  estate.readStaff();
  await estate.staff("邓秀英").writes("撤回");
  estate.staff("邓秀英").expects(/已撤回，#1/);
  estate.staff("王芳").expects(/#1.*接单撤回了，现在没有人接.*不作数.*「接单 1」/);
  estate.group("客服群").expectsNothing();
  await estate.staff("王芳").writes("接单 1");
  estate.staff("王芳").expects(/已接单/);
  wang.read();
});
