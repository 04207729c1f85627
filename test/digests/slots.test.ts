import { expect } from "vitest";
import { eachDatabase } from "../db/each-database.js";
import { caseDraft } from "../db/samples.js";
import { reportingEstate, reportsOf, takeQueued } from "./desk-at-reports.js";

const at = (moment: string) => new Date(`${moment}:00+08:00`);
const FIRST = at("2026-11-09T08:00");

eachDatabase("two desks that look at the same moment send one digest, with one picture", async (ledger) => {
  const setup = reportingEstate();
  const other = await ledger.openAnother();
  await ledger.unitOfWork.run((stores) => stores.estates.mirror([setup], FIRST));
  const desks = [reportsOf(ledger.unitOfWork, setup), reportsOf(other.unitOfWork, setup)];
  await Promise.all(desks.map((desk) => desk.lookAt("2026-11-10T18:07")));
  await Promise.all(desks.map((desk) => desk.lookAt("2026-11-10T18:09")));
  const queued = await takeQueued(ledger.database);
  const texts = queued.filter(({ picture }) => !picture).map(({ to }) => to);
  const pictures = queued.filter(({ picture }) => picture).map(({ to }) => to);
  expect(texts.sort()).toEqual(["app:chenming", "app:wangfang", "robot:yunqi:managers"]);
  expect(pictures.sort()).toEqual(texts.sort());
});

eachDatabase(
  "before its time no digest goes, and a desk that has just begun sends none of before",
  async (ledger) => {
    const setup = reportingEstate();
    await ledger.unitOfWork.run((stores) => stores.estates.mirror([setup], FIRST));
    const desk = reportsOf(ledger.unitOfWork, setup);
    await desk.lookAt("2026-11-09T18:06");
    expect(await takeQueued(ledger.database)).toEqual([]);
    expect(await desk.sweep.nextDueAt()).toEqual(at("2026-11-09T18:07"));
  },
);

eachDatabase(
  "after three days of downtime one digest comes, late and naming the days it missed",
  async (ledger) => {
    const setup = reportingEstate();
    await ledger.unitOfWork.run((stores) => stores.estates.mirror([setup], FIRST));
    const desk = reportsOf(ledger.unitOfWork, setup);
    await desk.lookAt("2026-11-10T18:07");
    await takeQueued(ledger.database);
    await ledger.unitOfWork.run((stores) =>
      stores.cases.open(caseDraft({ receivedAt: at("2026-11-13T20:30") }), FIRST),
    );
    await desk.lookAt("2026-11-14T10:00");
    const texts = (await takeQueued(ledger.database)).filter(({ picture }) => !picture);
    expect(texts.map(({ to }) => to).sort()).toEqual([
      "app:chenming",
      "app:wangfang",
      "robot:yunqi:managers",
    ]);
    const [first] = texts;
    expect(first?.text).toContain("【日报】云栖花园 11月13日（周五）（补发，应于18:07发出）");
    expect(first?.text).toContain("11月11日、11月12日的日报当时没有发出，回复「汇总 11月12日」可以补看。");
    // Made up for the next day, it tells the whole day, the evening too.
    expect(first?.text).toContain("新到1件：报修1");
    await desk.lookAt("2026-11-14T18:07");
    const [next] = await takeQueued(ledger.database);
    expect(next?.text).toMatch(/11月14日（周六）\n/);
    expect(next?.text).not.toContain("补发");
  },
);

eachDatabase("a day on which nothing happened is one line", async (ledger) => {
  const setup = reportingEstate();
  await ledger.unitOfWork.run((stores) => stores.estates.mirror([setup], FIRST));
  await reportsOf(ledger.unitOfWork, setup).lookAt("2026-11-10T18:07");
  const [message] = await takeQueued(ledger.database);
  expect(message?.text).toBe("【日报】云栖花园 11月10日（周二）：没有新到，没有在办，没有超时。");
});

eachDatabase("whoever is on leave gets none, the deputy does, once", async (ledger) => {
  const setup = reportingEstate();
  await ledger.unitOfWork.run(async (stores) => {
    await stores.estates.mirror([setup], FIRST);
    const leave = { from: at("2026-11-10T00:00"), until: at("2026-11-12T00:00"), deputy: "chenming" };
    await stores.absences.add("yunqi", { userid: "wangfang", ...leave }, { by: "wangfang", at: FIRST });
  });
  const desk = reportsOf(ledger.unitOfWork, setup);
  await desk.lookAt("2026-11-10T18:07");
  const readers = (await takeQueued(ledger.database)).filter(({ picture }) => !picture).map(({ to }) => to);
  expect(readers.sort()).toEqual(["app:chenming", "robot:yunqi:managers"]);
  await desk.lookAt("2026-11-12T18:07");
  expect((await takeQueued(ledger.database)).map(({ to }) => to)).toContain("app:wangfang");
});

eachDatabase(
  "a picture that cannot be drawn keeps no text back and is not tried for ever",
  async (ledger) => {
    const setup = reportingEstate();
    await ledger.unitOfWork.run((stores) => stores.estates.mirror([setup], FIRST));
    let tries = 0;
    const draw = () => {
      tries += 1;
      return Promise.reject(new Error("no font"));
    };
    const desk = reportsOf(ledger.unitOfWork, setup, { draw });
    await desk.lookAt("2026-11-10T18:07");
    await desk.lookAt("2026-11-10T18:20");
    const queued = await takeQueued(ledger.database);
    expect(queued).toHaveLength(3);
    expect(queued.some(({ picture }) => picture)).toBe(false);
    expect(tries).toBe(1);
  },
);

eachDatabase(
  "a desk that died over the picture leaves it to the next, which sends the picture alone",
  async (ledger) => {
    const setup = reportingEstate();
    await ledger.unitOfWork.run((stores) => stores.estates.mirror([setup], FIRST));
    await reportsOf(ledger.unitOfWork, setup).lookAt("2026-11-10T18:07");
    await takeQueued(ledger.database);
    await ledger.database.client.reportRun.updateMany({ data: { finishedAt: null } });
    const other = reportsOf(ledger.unitOfWork, setup);
    await other.lookAt("2026-11-10T18:08");
    const queued = await takeQueued(ledger.database);
    expect(queued.map(({ picture }) => picture)).toEqual([true, true, true]);
  },
);

eachDatabase(
  "heads get their own department and members what they hold, once the estate wants it",
  async (ledger) => {
    const setup = reportingEstate({ settings: { "digest.heads": true, "digest.members": true } });
    await ledger.unitOfWork.run(async (stores) => {
      await stores.estates.mirror([setup], FIRST);
      await stores.cases.open(caseDraft({ receivedAt: at("2026-11-10T09:00"), assignee: "lina" }), FIRST);
      const fees = { responsibleDepartment: "customerService", kind: "enquiry" } as const;
      await stores.cases.open(caseDraft({ ...fees, receivedAt: at("2026-11-10T09:30") }), FIRST);
    });
    await reportsOf(ledger.unitOfWork, setup).lookAt("2026-11-10T18:07");
    const queued = (await takeQueued(ledger.database)).filter(({ picture }) => !picture);
    const head = queued.find(({ to }) => to === "app:zhaoqiang");
    expect(head?.text).toContain("【日报】云栖花园工程部 11月10日（周二）\n新到1件：报修1");
    const member = queued.find(({ to }) => to === "app:lina");
    expect(member?.text).toMatch(/您手上还有1件没办完[\s\S]*#1/);
    expect(queued.filter(({ to }) => to === "app:wangfang")).toHaveLength(1);
  },
);

eachDatabase("a digest appointed for the night waits until the quiet hours are over", async (ledger) => {
  const usual = reportingEstate();
  const setup = { ...usual, digests: { ...usual.digests, daily: "23:41" } };
  await ledger.unitOfWork.run((stores) => stores.estates.mirror([setup], FIRST));
  await reportsOf(ledger.unitOfWork, setup).lookAt("2026-11-10T23:41");
  const rows = await ledger.database.client.outboundMessage.findMany({ select: { notBefore: true } });
  expect(rows.length).toBeGreaterThan(0);
  for (const { notBefore } of rows) expect(notBefore).toEqual(at("2026-11-11T08:30"));
});
