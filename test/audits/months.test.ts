import { afterEach, beforeEach, expect, test } from "vitest";
import { ledgerOf, suggestLocker } from "../duties/opened-matters.js";
import { type EstateStory, startEstate } from "../stories/estate-story.js";

const without = { "reception.dailyAudit": false, "reception.weeklyAuditDay": "off" };

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate({
    at: "2026-11-30T16:00:00+08:00",
    audits: true,
    estate: (sample) => ({ ...sample, settings: { ...sample.settings, ...without } }),
  });
});
afterEach(() => estate.close());

test("the archivist is asked for the month's summary on the first, reminded on the fifth, and 小结 settles it", {
  timeout: 60_000,
}, async () => {
  await suggestLocker(estate);
  await estate.group("客服群").says("李娜", "完成 1 已转达给工程部");
  estate.readStaff();
  await estate.advance({ hours: 16, minutes: 43 });
  estate
    .staff("吴静")
    .expects(
      /^【11月的部门小结】限12月5日（周六）24:00前。\n交了请回复「小结 上月 交给了谁」。\n规定：每月初交上个月的部门小结（DL-67）。$/,
    );
  await estate.advance({ days: 4, hours: 3, minutes: 18 });
  estate.staff("吴静").expects(/【快到时限】11月的部门小结\n还没有做，限今天24:00前/);
  await estate.staff("李娜").writes("小结 上月 交给了王芳");
  estate.staff("李娜").expects(/部门小结由档案管理员吴静来交/);
  await estate.staff("吴静").writes("小结 上月 交给了王芳");
  estate.staff("吴静").expects(/已记下：11月的部门小结已交/);
  await estate.staff("吴静").writes("小结 11月");
  estate.staff("吴静").expects(/11月的部门小结今天12:01已由吴静交了（交给了王芳）。/);
  await estate.staff("吴静").writes("撤回");
  estate.staff("吴静").expects(/已撤回，11月的部门小结算没有交/);
  const of = { estateId: "yunqi", kind: "report.summary", subject: "2026-11" } as const;
  expect((await ledgerOf(estate).stores.periods.find(of))?.settledAt).toBeNull();
  await estate.advance({ hours: 21 });
  estate
    .staff("王芳")
    .expects(/【已超时】11月的部门小结\n档案管理员吴静还没有做，时限是昨天24:00，已过8小时/);
  estate.readStaff();
  await estate.staff("王芳").writes("小结 上月 已交");
  estate.staff("王芳").expects(/已记下/);
});

/** A callback of today that everybody has vouched for, on the first record. */
async function heldCallback(): Promise<void> {
  const { client } = estate.simulation.app().database;
  const at = estate.simulation.clock.now();
  await client.callback.deleteMany();
  await client.callback.create({
    data: {
      estateId: "yunqi",
      caseId: 1,
      kind: "repair",
      requirement: "CBK-04",
      state: "done",
      proposedForm: "phone",
      form: "phone",
      callerRole: "customerAssistant",
      caller: "zhoumin",
      startsAt: at,
      dueAt: at,
      doneAt: at,
      satisfaction: "satisfied",
      enteredBy: "zhoumin",
      reviewedBy: "wangfang",
      reviewedAt: at,
      handledAt: at,
      department: "customerService",
      caseKind: "suggestion",
      createdAt: at,
    },
  });
}

test("the archivist is asked to file the month's callbacks, and filing them ends the clock", {
  timeout: 60_000,
}, async () => {
  await suggestLocker(estate);
  await heldCallback();
  await estate.advance({ hours: 16, minutes: 43 });
  estate.staff("吴静").expects(/^【11月的回访归档】限12月10日（周四）24:00前。\n.*回复「归档 回访 上月」。/);
  estate.staff("吴静").expects(/部门小结/);
  await estate.staff("吴静").writes("归档 回访 上月");
  estate.staff("吴静").expects(/11月的回访记录已归档1条/);
  const of = { estateId: "yunqi", kind: "callback.file", subject: "2026-11" } as const;
  expect((await ledgerOf(estate).stores.periods.find(of))?.settledAt).not.toBeNull();
  estate.readStaff();
});

test("a month in which nothing came asks for no summary", async () => {
  await estate.advance({ days: 8 });
  expect(await estate.simulation.app().database.client.duty.count()).toBe(0);
});
