import { afterEach, beforeEach, expect, test } from "vitest";
import { everybodyReads, ledgerOf, openMatter, suggestLocker } from "../duties/opened-matters.js";
import { type EstateStory, startEstate } from "../stories/estate-story.js";

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate({ at: "2026-11-24T09:00:00+08:00", audits: true });
});
afterEach(() => estate.close());

const repair = (words: string) => openMatter(estate, { kind: "repair", words, department: "engineering" });

const daily = (subject: string) =>
  ledgerOf(estate).stores.periods.find({ estateId: "yunqi", kind: "audit.daily", subject });

test("before closing the supervisor gets the day on one card and signs it with one thumb", async () => {
  await suggestLocker(estate);
  await suggestLocker(estate);
  await estate.advance({ hours: 8, minutes: 16 });
  estate.staff("王芳").expectsNothing();
  await estate.advance({ minutes: 1 });
  estate.staff("王芳").expects(/日审核 11月24日（周二）\n新登记2件，没有要特别留意的。\n时限：今天24:00前/);
  await estate.staff("王芳").clicks("通过");
  estate.staff("王芳").expects(/已审核11月24日（周二）的记录：2件。/);
  expect((await daily("2026-11-24"))?.settledAt).toEqual(new Date("2026-11-24T09:17:00.000Z"));
  await estate.advance({ hours: 16 });
  everybodyReads(estate);
});

test("a day on which nothing came needs no audit, and nobody is asked", async () => {
  await estate.advance({ days: 1 });
  expect(await daily("2026-11-24")).toBeNull();
  await estate.staff("王芳").writes("审核 今日");
  estate.staff("王芳").expects(/^11月25日（周三）没有新的或变动的记录，不用审核。$/);
  await estate.staff("王芳").writes("审核 今日 通过");
  estate.staff("王芳").expects(/不用审核/);
});

test("the list names what strikes first and is walked page by page", async () => {
  for (let count = 1; count <= 6; count += 1) await suggestLocker(estate);
  const { number } = await repair("厨房水管漏水");
  await estate.group("工程群").says("刘工", `接单 ${number}`);
  await estate.group("工程群").says("刘工", `完成 ${number} 好了`);
  everybodyReads(estate);
  await estate.staff("王芳").writes("审核 今日");
  const first = estate
    .staff("王芳")
    .expects(/^11月24日（周二）日审核（第1\/2页）\n新登记7件，1件要留意\n在办：/);
  expect(first).toMatch(/\n#7 报修 .*｜已处理，待回访 刘工\n　新登记、接单、办结；留意：处理情况太简单\n#1 /);
  expect(first).not.toMatch(/#6/);
  await estate.staff("王芳").writes("审核 今日 下一页");
  expect(estate.staff("王芳").expects(/第2\/2页/)).toMatch(/#6 建议/);
  await estate.staff("王芳").writes("审核 今日 1");
  estate.staff("王芳").expects(/第1\/2页/);
});

test("what is wrong goes back to whoever recorded it, and holds the sign-off up until it is put right", async () => {
  const { number } = await repair("厨房水管漏水");
  await estate.staff("王芳").writes(`审核 ${number} 更正 电话少了一位`);
  estate.staff("王芳").expects(/#1 已请许佳更正，改好了告诉您。/);
  estate.staff("许佳").expects(/【审核要求更正】#1 .*\n王芳：电话少了一位\n核实后请回复「更正 1 电话/);
  await estate.staff("王芳").writes("审核 今日 通过");
  estate.staff("王芳").expects(/#1 要求更正，还没有改好/);
  await estate.staff("许佳").writes("更正 1 电话 13700001111");
  estate.staff("许佳").expects(/#1 电话更正为：137\*\*\*\*1111（原：139\*\*\*\*2222），两笔都留在记录里/);
  estate.staff("王芳").expects(/【已更正】#1 .*\n许佳：电话更正为：137\*\*\*\*1111/);
  estate.group("工程群").expects(/电话更正为：137\*\*\*\*1111/);
  const entries = await ledgerOf(estate).stores.ledger.ofCase(1);
  const corrected = entries.find(({ type }) => type === "corrected");
  expect(entries.find(({ id }) => id === corrected?.correctsId)?.type).toBe("received");
  await estate.staff("王芳").writes("审核 今日 通过");
  estate.staff("王芳").expects(/已审核11月24日（周二）的记录：1件。/);
});

test("an audit may be signed in spite of an open question when the reason is said, and the question stays", async () => {
  const { number } = await repair("厨房水管漏水");
  await estate.staff("王芳").writes(`审核 ${number} 更正 房号不对`);
  everybodyReads(estate);
  await estate.staff("王芳").writes("审核 今日 通过 但 1 明天补上");
  estate.staff("王芳").expects(/1件，其中1件等更正/);
  await estate.advance({ days: 1 });
  everybodyReads(estate);
  await estate.staff("王芳").writes("审核 今日");
  estate.staff("王芳").expects(/#1 .*\n.*留意：等更正/);
});

test("a sign-off is taken back within five minutes, and the clock runs as before", async () => {
  await suggestLocker(estate);
  await estate.advance({ hours: 8, minutes: 17 });
  await estate.staff("王芳").writes("审核 今日 通过");
  everybodyReads(estate);
  await estate.staff("王芳").writes("撤回");
  estate.staff("王芳").expects(/已撤回11月24日（周二）的日审核，请重新看过再通过。/);
  expect((await daily("2026-11-24"))?.settledAt).toBeNull();
  await estate.staff("王芳").writes("审核 今日");
  estate.staff("王芳").expects(/新登记1件/);
});

test("whoever is no auditor is refused and told who is", async () => {
  await suggestLocker(estate);
  await estate.staff("李娜").writes("审核 今日");
  estate.staff("李娜").expects(/^日审核由客服主管王芳来做。/);
  await estate.staff("王芳").writes("审核 上周");
  estate.staff("王芳").expects(/^周审核由管理处经理陈明来做。/);
  await estate.staff("刘工").writes("审核 1 可");
  estate.staff("刘工").expects(/日审核由客服主管王芳来做/);
  await estate.staff("刘工").writes("更正 1 电话 13700001111");
  estate.staff("刘工").expects(/更正记录由前台来做/);
});
