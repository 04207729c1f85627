import { afterEach, beforeEach, expect, test } from "vitest";
import { changesAfterSignOff } from "../../src/desk/audits/changes-after-sign-off.js";
import { ledgerOf, openMatter, suggestLocker } from "../duties/opened-matters.js";
import { type EstateStory, startEstate } from "../stories/estate-story.js";

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate({ at: "2026-11-26T09:00:00+08:00", audits: true });
});
afterEach(() => estate.close());

const MONDAY_HOURS = 4 * 24 - 1;

test("on Monday morning the manager gets the week that is over, with what was not audited, and signs it", {
  timeout: 60_000,
}, async () => {
  await suggestLocker(estate);
  await openMatter(estate, { kind: "repair", words: "路灯不亮", department: "engineering" });
  await estate.staff("王芳").writes("审核 今日 通过");
  await estate.staff("李娜").writes("更正 2 房号 5-1-102");
  await estate.advance({ hours: 24 });
  await suggestLocker(estate);
  await estate.advance({ hours: MONDAY_HOURS - 24, minutes: 31 });
  estate.readStaff();
  await estate.advance({ minutes: 12 });
  estate.staff("陈明").expects(/^周审核 11月23日至29日这周\n新登记3件/);
  estate.readStaff();
  await estate.staff("陈明").writes("审核");
  const list = estate
    .staff("陈明")
    .expects(/^11月23日至29日这周周审核\n新登记3件.*\n新登记：建议2、报修1\n部门：客服部2、工程部1/);
  expect(list).toMatch(
    /升级\d+次，没人接到0次；现在未办结3件，超时\d+件\n日审核：没有审的：11月27日\n审核后又改过1件：#2\n/,
  );
  await estate.staff("陈明").writes("审核 上周 通过 下周提前看路灯");
  estate.staff("陈明").expects(/已审核11月23日至29日这周的记录：3件/);
  await estate.staff("陈明").writes("审核 上周");
  estate.staff("陈明").expects(/陈明已于今天08:43审核，备注：下周提前看路灯。/);
  await estate.staff("陈明").writes("审核 上周 通过");
  estate.staff("陈明").expects(/不用再审/);
  const duty = await ledgerOf(estate).stores.periods.find({
    estateId: "yunqi",
    kind: "audit.weekly",
    subject: "2026-W48",
  });
  expect(duty?.settledAt).not.toBeNull();
});

test("a week the manager does not audit on Monday is told to the general manager on Tuesday", {
  timeout: 60_000,
}, async () => {
  await suggestLocker(estate);
  await estate.staff("王芳").writes("审核 今日 通过");
  await estate.group("客服群").says("李娜", "完成 1 已转达给工程部");
  await estate.advance({ hours: 24 });
  await estate.staff("王芳").writes("审核 昨日 通过");
  await estate.staff("王芳").writes("审核 今日");
  await estate.advance({ hours: MONDAY_HOURS - 24 + 24 });
  estate.readStaff();
  await estate.advance({ minutes: 31 });
  estate
    .staff("高远")
    .expects(
      /【已超时】11月23日至29日这周的周审核\n管理处经理陈明还没有做，时限是昨天24:00，已过8小时。请您过问，也可以代做。\n请回复「审核 上周」/,
    );
  estate.staff("陈明").expects(/【已超时】11月23日至29日这周的周审核\n还没有做，已报给上级/);
  estate.readStaff();
});

test("what is changed after it was signed shows in the next audit, in 查 and to whoever reports", async () => {
  await openMatter(estate, { kind: "repair", words: "路灯不亮", department: "engineering" });
  await estate.staff("王芳").writes("审核 今日 通过");
  estate.readStaff();
  await estate.advance({ minutes: 30 });
  await estate.staff("李娜").writes("更正 1 房号 5-1-102");
  estate.readStaff();
  expect(await estate.group("客服群").says("李娜", "查 1")).toMatch(
    /审核：王芳今天09:00已看\n审核后更正：今天09:30 李娜$/,
  );
  const { stores } = ledgerOf(estate);
  const span = { from: new Date("2026-11-25T16:00:00Z"), to: new Date("2026-11-26T16:00:00Z") };
  expect(await changesAfterSignOff(stores, { estateId: "yunqi", ...span })).toMatchObject([
    { entry: { type: "corrected", actor: "lina" }, mark: { kind: "daily", period: "2026-11-26" } },
  ]);
  await estate.advance({ hours: 24 });
  estate.readStaff();
  await estate.staff("王芳").writes("审核 今日");
  estate
    .staff("王芳")
    .expects(/（含昨天09:30以后没有审过的）[\s\S]*#1 .*\n　更正；留意：(超时、)?审核后有更正/);
});

test("a correction taken back leaves both entries and the old value", async () => {
  await openMatter(estate, { kind: "repair", words: "路灯不亮", department: "engineering" });
  await estate.staff("李娜").writes("更正 1 房号 5-1-102");
  estate.group("工程群").expects(/房号更正为：5-1-102/);
  const { stores } = ledgerOf(estate);
  const { residentId } = (await stores.cases.find(1)) ?? {};
  expect((await stores.residents.find(residentId ?? ""))?.room).toBe("5-1-102");
  await estate.staff("李娜").writes("撤回");
  estate.group("工程群").expects(/刚才的更正已撤回，房号是5-1-101。/);
  estate.readStaff();
  expect((await stores.cases.find(1))?.room).toBe("5-1-101");
  expect((await stores.residents.find(residentId ?? ""))?.room).toBe("5-1-101");
  const entries = (await stores.ledger.ofCase(1)).filter(({ type }) => type === "corrected");
  expect(entries).toMatchObject([
    { data: { room: "5-1-102", fromRoom: "5-1-101" } },
    { data: { undone: "correct" } },
  ]);
});
