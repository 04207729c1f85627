import { afterEach, beforeEach, expect, test } from "vitest";
import { ledgerOf, openMatter, suggestLocker } from "../duties/opened-matters.js";
import { type EstateStory, startEstate } from "../stories/estate-story.js";

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate({ at: "2026-11-24T09:00:00+08:00", audits: true });
});
afterEach(() => estate.close());

const repair = (words: string) => openMatter(estate, { kind: "repair", words, department: "engineering" });

const daily = (subject: string) =>
  ledgerOf(estate).stores.periods.find({ estateId: "yunqi", kind: "audit.daily", subject });

test("before closing the supervisor gets the day on one card and signs it with one thumb", {
  timeout: 60_000,
}, async () => {
  await suggestLocker(estate);
  await suggestLocker(estate);
  await estate.advance({ hours: 8, minutes: 16 });
  estate.staff("王芳").expectsNothing();
  await estate.advance({ minutes: 1 });
  estate.staff("王芳").expects(/日审核 11月24日（周二）\n新登记2件，没有要特别留意的。\n时限：今天24:00前/);
  await estate.staff("王芳").clicks("通过");
  estate.staff("王芳").expects(/已审核11月24日（周二）的记录：2件。/);
  expect(estate.transcript()).toMatch(/时限：今天24:00前\n已审核\n/);
  expect((await daily("2026-11-24"))?.settledAt).toEqual(new Date("2026-11-24T09:17:00.000Z"));
  await estate.advance({ hours: 16 });
  estate.readStaff();
});

test("a day on which nothing came needs no audit, and nobody is asked", async () => {
  await estate.advance({ days: 1 });
  expect(await daily("2026-11-24")).toBeNull();
  await estate.staff("王芳").writes("审核 今日");
  estate.staff("王芳").expects(/^11月25日（周三）没有新的或变动的记录，不用审核。$/);
  await estate.staff("王芳").writes("审核 今日 通过");
  estate.staff("王芳").expects(/不用审核/);
});

test("the list names what strikes first and is walked page by page", { timeout: 60_000 }, async () => {
  for (let count = 1; count <= 8; count += 1) await suggestLocker(estate);
  const { number } = await repair("厨房水管漏水");
  await estate.group("工程群").says("刘工", `接单 ${number}`);
  await estate.group("工程群").says("刘工", `完成 ${number} 好了`);
  estate.readStaff();
  await estate.staff("王芳").writes("审核 今日");
  const first = estate
    .staff("王芳")
    .expects(/^11月24日（周二）日审核（第1\/2页）\n新登记9件，1件要留意\n在办：没人接单8\n/);
  expect(first).toMatch(/\n#9 报修 .*｜已处理，待回访 刘工\n　新登记、接单、办结；留意：处理情况太简单\n#1 /);
  expect(first).toMatch(/看后面的：「审核 今日 下一页」\n看一件：「审核 9」/);
  expect(first).not.toMatch(/#8 /);
  await estate.staff("王芳").writes("审核 今日 下一页");
  const second = estate.staff("王芳").expects(/第2\/2页/);
  expect(second).toMatch(/#8 建议/);
  expect(second).not.toMatch(/#1 |下一页/);
  await estate.staff("王芳").writes("审核 今日 1");
  estate.staff("王芳").expects(/第1\/2页/);
});

test("the card opens the list, and what is said of one matter belongs to the audit that is walked", async () => {
  await suggestLocker(estate);
  await estate.advance({ hours: 8, minutes: 17 });
  estate.readStaff();
  await estate.staff("王芳").clicks("看清单");
  estate.staff("王芳").expects(/^11月24日（周二）日审核\n新登记1件[\s\S]*都看过了：「审核 今日 通过」$/);
  // The manager stands in: the day is walked, not the week that is usually theirs.
  await estate.staff("陈明").writes("审核 今日");
  estate.staff("陈明").expects(/日审核/);
  await estate.staff("陈明").writes("审核 1 更正 没写装在哪个门");
  estate.staff("陈明").expects(/已请许佳更正/);
  estate.staff("许佳").expects(/审核要求更正】#1/);
  await estate.staff("王芳").writes("审核 今日");
  estate.staff("王芳").expects(/#1 .*［要更正］\n　新登记；留意：等更正/);
  await estate.staff("王芳").writes("审核 1 可");
  estate.staff("王芳").expects(/^#1 已看，没问题。$/);
  await estate.staff("王芳").writes("审核 今日 通过");
  estate.staff("王芳").expects(/已审核11月24日/);
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
  estate.readStaff();
  await estate.staff("王芳").writes("审核 今日 通过 但 1 明天补上");
  estate.staff("王芳").expects(/1件，其中1件等更正/);
  await estate.advance({ days: 1 });
  estate.readStaff();
  await estate.staff("王芳").writes("审核 今日");
  estate.staff("王芳").expects(/#1 .*\n.*留意：等更正/);
});

test("a sign-off is taken back within five minutes, and the clock runs as before", async () => {
  await suggestLocker(estate);
  await estate.advance({ hours: 8, minutes: 17 });
  await estate.staff("王芳").writes("审核 今日 通过");
  estate.readStaff();
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
  await estate.staff("刘工").writes("审核 1");
  estate.staff("刘工").expects(/#1 不归您所在的部门/);
  await estate.staff("李娜").writes("更正 1 处理 已装好");
  estate.staff("李娜").expects(/#1 还没有办结，处理情况请在办结时写/);
  await estate.staff("刘工").writes("更正 1 电话 13700001111");
  estate.staff("刘工").expects(/更正记录由前台来做/);
});
