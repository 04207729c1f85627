import { afterEach, expect, test } from "vitest";
import { ledgerOf, suggestLocker } from "../duties/opened-matters.js";
import { type EstateStory, type StoryOptions, startEstate } from "../stories/estate-story.js";

let estate: EstateStory;
afterEach(() => estate.close());

const begin = async (options: StoryOptions = {}) => {
  estate = await startEstate({ at: "2026-11-24T09:00:00+08:00", audits: true, ...options });
};

const daily = (subject: string) =>
  ledgerOf(estate).stores.periods.find({ estateId: "yunqi", kind: "audit.daily", subject });

test("a day nobody audits is reminded of once, and climbs to the manager in the morning, never at night", {
  timeout: 60_000,
}, async () => {
  await begin();
  await suggestLocker(estate);
  await estate.advance({ hours: 8, minutes: 17 });
  estate.staff("王芳").expects(/日审核/);
  await estate.advance({ hours: 3, minutes: 22 });
  estate
    .staff("王芳")
    .expects(
      /【快到时限】11月24日（周二）的日审核\n还没有做，限今天24:00前。\n请回复「审核 今日」看清单.*\n规定：接待记录由客服主管每天审核（DL-06）。过时限报给管理处经理陈明。/,
    );
  await estate.advance({ hours: 11, minutes: 50 });
  estate.staff("王芳").expectsNothing();
  await estate.advance({ minutes: 1 });
  estate
    .staff("陈明")
    .expects(
      /【已超时】11月24日（周二）的日审核\n客服主管王芳还没有做，时限是昨天24:00，已过8小时。请您过问，也可以代做。\n请回复「审核 昨日」/,
    );
  estate.staff("王芳").expects(/【已超时】11月24日（周二）的日审核\n还没有做，已报给上级，时限是昨天24:00/);
  await estate.staff("王芳").writes("超时");
  estate.staff("王芳").expects(/11月24日（周二）的日审核｜王芳｜超时8小时/);
  await estate.staff("赵强").writes("超时");
  estate.staff("赵强").expects(/^没有超时的事。$/);
  await estate.staff("王芳").writes("审核 昨日 通过");
  estate.staff("王芳").expects(/已审核11月24日（周二）的记录（补审，过了时限）：1件/);
  await estate.staff("王芳").writes("为什么 审核 昨日");
  estate
    .staff("王芳")
    .expects(/「11月24日（周二）的日审核」王芳：昨天17:17起，限今天00:00，今天08:30完成（超时），?/);
  await estate.advance({ hours: 8 });
  estate.readStaff();
  await estate.advance({ hours: 7 });
  estate.staff("陈明").expectsNothing();
  estate.staff("王芳").expectsNothing();
  estate.readStaff();
});

test("where nobody is supervisor the manager is asked at once, and the list 没人接到 says so", async () => {
  const without = ["supervisor", "deputySupervisor"];
  await begin({
    estate: (sample) => ({
      ...sample,
      staff: sample.staff.filter(({ roles }) => !roles.some((role) => without.includes(role))),
      departments: { ...sample.departments, customerService: { name: "客服部", head: null, group: "desk" } },
    }),
  });
  await suggestLocker(estate);
  await estate.advance({ hours: 8, minutes: 17 });
  estate
    .staff("陈明")
    .expects(/【没人接到】11月24日（周二）的日审核\n应由客服主管来做，现在没有人能接到，请您先接手/);
  await estate.staff("陈明").writes("超时");
  estate.staff("陈明").expects(/没人接到（1件）\n11月24日（周二）的日审核｜应由客服主管，现由陈明/);
  await estate.staff("陈明").writes("审核 今日 通过");
  estate.staff("陈明").expects(/已审核11月24日/);
});

test("a supervisor whose messages do not arrive is passed over at once", async () => {
  await begin();
  await suggestLocker(estate);
  await estate.advance({ hours: 8, minutes: 16 });
  estate.simulation.standIn.faults.answer("message/send", 81013);
  await estate.advance({ minutes: 1 });
  estate.staff("王芳").expectsNothing();
  // The deputy stands in.
  estate.staff("韩雪").expects(/【没人接到】11月24日（周二）的日审核/);
  await estate.staff("韩雪").writes("超时");
  estate.staff("韩雪").expects(/没人接到（1件）\n11月24日（周二）的日审核｜应由客服主管，现由韩雪/);
  await estate.staff("韩雪").writes("审核 今日 通过");
  estate.staff("韩雪").expects(/已审核/);
});

test("a restart between card and reminder neither repeats nor loses anything", async () => {
  await begin();
  await suggestLocker(estate);
  await estate.advance({ hours: 8, minutes: 17 });
  await estate.restart();
  await estate.settle();
  estate.staff("王芳").expects(/日审核 11月24日/);
  estate.staff("王芳").expectsNothing();
  await estate.advance({ hours: 3 });
  await estate.restart();
  await estate.advance({ minutes: 22 });
  estate.staff("王芳").expects(/【快到时限】11月24日（周二）的日审核/);
  await estate.restart();
  await estate.staff("王芳").writes("审核 今日 通过");
  estate.staff("王芳").expects(/已审核11月24日（周二）的记录：1件/);
  await estate.restart();
  await estate.advance({ hours: 12 });
  estate.readStaff();
  expect(await estate.simulation.app().database.client.duty.count({ where: { kind: "audit.daily" } })).toBe(
    1,
  );
});

test("a desk that comes back after five days asks once for all of them, and for no day by itself", async () => {
  await begin();
  await suggestLocker(estate);
  const { app, clock } = estate.simulation;
  clock.moveTo(new Date("2026-11-28T10:00:00+08:00"));
  await estate.restart();
  await estate.settle();
  const duties = await app().database.client.duty.findMany({ where: { kind: "audit.daily" } });
  expect(duties.map(({ subject, dueAt }) => [subject, dueAt.toISOString()])).toEqual([
    ["2026-11-27", "2026-11-28T16:00:00.000Z"],
  ]);
  estate
    .staff("王芳")
    .expects(/日审核 11月27日（周五）\n新登记1件，.*。含11月24日（周二）09:00以后没有审过的。/);
  estate.readStaff();
  await estate.staff("王芳").writes("审核 昨日 通过");
  estate.staff("王芳").expects(/已审核11月27日（周五）的记录：1件。/);
  expect((await daily("2026-11-27"))?.settledAt).not.toBeNull();
});
