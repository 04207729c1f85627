import { expect } from "vitest";
import { askForReport } from "../../src/desk/answer-asked-report.js";
import type { UnitOfWork } from "../../src/desk/ports.js";
import type { NewCaseRecord } from "../../src/rules/case-record.js";
import { eachDatabase } from "../db/each-database.js";
import { caseDraft } from "../db/samples.js";
import { reportingEstate, reportsOf, takeQueued } from "./desk-at-reports.js";

const at = (moment: string) => new Date(`${moment}:00+08:00`);
const INSTALLED = at("2026-09-20T08:00");
const HOUSE = reportingEstate({ digests: { ...reportingEstate().digests, daily: null, weekly: null } });

/** An October with two repairs, one of them done, and a complaint about the attitude of a guard. */
async function october({ run }: UnitOfWork) {
  const open = (changes: Partial<NewCaseRecord>) =>
    run((stores) => stores.cases.open(caseDraft(changes), INSTALLED));
  await run((stores) => stores.estates.mirror([HOUSE], INSTALLED));
  await open({ receivedAt: at("2026-10-01T00:00"), handledAt: at("2026-10-02T00:00"), status: "handled" });
  const repair = await open({ receivedAt: at("2026-10-31T23:59") });
  await open({
    receivedAt: at("2026-10-12T10:00"),
    kind: "complaint",
    complaintClass: "minor",
    responsibleDepartment: "customerService",
    cause: "attitude",
  });
  return repair;
}

async function ask(unitOfWork: UnitOfWork, spanId: string, inboundId: number): Promise<void> {
  const asked = { estateId: "yunqi", userid: "chenming", department: null, spanId, inboundId };
  await unitOfWork.run((stores) => askForReport(stores, asked, at("2026-11-20T10:00")));
}

eachDatabase(
  "a reported month stays as reported; what is corrected afterwards stands beside it",
  async (ledger) => {
    const { unitOfWork, database } = ledger;
    const repair = await october(unitOfWork);
    const desk = reportsOf(unitOfWork, HOUSE);
    await desk.lookAt("2026-11-01T09:11");
    const reported = (await takeQueued(database))
      .filter(({ to }) => to === "app:chenming")
      .map(({ text }) => text);
    expect(reported.join("\n")).toContain("新到3件：报修2、投诉1");
    expect(reported.join("\n")).not.toContain("更正");

    await ask(unitOfWork, "2026-10", 1);
    await desk.lookAt("2026-11-20T10:00");
    const again = (await takeQueued(database)).map(({ text }) => text);
    expect(again).toEqual(reported);

    await unitOfWork.run(async (stores) => {
      await stores.cases.update(repair, { kind: "complaint", complaintClass: "important" }, INSTALLED);
      await stores.cases.open(caseDraft({ receivedAt: at("2026-10-20T09:00"), kind: "enquiry" }), INSTALLED);
    });
    await ask(unitOfWork, "2026-10", 2);
    await desk.lookAt("2026-11-20T10:01");
    const corrected = (await takeQueued(database)).map(({ text }) => text).join("\n");
    expect(corrected).toContain("新到3件：报修2、投诉1");
    expect(corrected).toContain("新到原报3件，更正后4件");
    expect(corrected).toContain("投诉原报1件，更正后2件");
    expect(corrected).toContain("报修原报2件，更正后1件");
    expect(corrected).toContain("咨询原报0件，更正后1件");
  },
);

eachDatabase("what merely goes on after the month is no correction of it", async (ledger) => {
  const { unitOfWork, database } = ledger;
  const repair = await october(unitOfWork);
  const desk = reportsOf(unitOfWork, HOUSE);
  await desk.lookAt("2026-11-01T09:11");
  await takeQueued(database);
  const done = { status: "handled", handledAt: at("2026-11-03T10:00"), round: 1 } as const;
  await unitOfWork.run((stores) => stores.cases.update(repair, done, INSTALLED));
  await ask(unitOfWork, "2026-10", 1);
  await desk.lookAt("2026-11-20T10:00");
  const text = (await takeQueued(database)).map((message) => message.text).join("\n");
  expect(text).toContain("新到3件：报修2、投诉1");
  expect(text).not.toContain("更正");
});

eachDatabase(
  "the year is the sum of its months as they were reported and of those not yet over",
  async (ledger) => {
    const { unitOfWork, database } = ledger;
    await october(unitOfWork);
    const desk = reportsOf(unitOfWork, HOUSE);
    await desk.lookAt("2026-11-01T09:11");
    await takeQueued(database);
    await unitOfWork.run((stores) =>
      stores.cases.open(caseDraft({ receivedAt: at("2026-11-05T09:00") }), INSTALLED),
    );
    await ask(unitOfWork, "2026", 1);
    await desk.lookAt("2026-11-20T10:00");
    const [first, ...rest] = (await takeQueued(database)).filter(({ to }) => to === "app:chenming");
    expect(first?.text).toMatch(/^【年报】云栖花园 2026年（到现在）\n新到4件：报修3、投诉1\n办结1件/);
    expect(rest.at(-1)?.text).toContain("投诉分析草稿");
  },
);

eachDatabase(
  "the statistics tell class, department, cause and time taken, the drafts that they are drafts",
  async (ledger) => {
    const { unitOfWork, database } = ledger;
    await october(unitOfWork);
    await reportsOf(unitOfWork, HOUSE).lookAt("2026-11-01T09:11");
    const queued = (await takeQueued(database)).filter(({ to }) => to === "app:chenming");
    const text = queued.map((message) => message.text).join("\n");
    expect(text).toContain("投诉统计：收到1件，平均用时无");
    expect(text).toContain("轻微：收到1，办结0，平均用时无");
    expect(text).toContain("按责任部门：客服部1");
    expect(text).toContain("按原因：服务态度1");
    expect(text).toContain("态度、仪表类投诉 1，目标≤0");
    expect(text).toMatch(/投诉分析草稿.*（草稿，须主管审定）/);
    expect(text).toContain("1. 服务态度类投诉1件");
    expect(text).toContain("回复「导出 10月」");
    for (const message of queued) expect(Buffer.byteLength(message.text)).toBeLessThanOrEqual(2_048);
  },
);
