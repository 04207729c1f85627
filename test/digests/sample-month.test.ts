import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { composeDay } from "../../src/desk/compose-day.js";
import { composePeriod } from "../../src/desk/compose-period.js";
import { gatherFigures } from "../../src/desk/gather-figures.js";
import type { UnitOfWork } from "../../src/desk/ports.js";
import { createUnitOfWork } from "../../src/edges/db/unit-of-work.js";
import type { Estate } from "../../src/rules/estate.js";
import {
  countOf,
  countsBy,
  type PeriodFigures,
  satisfactionOf,
} from "../../src/rules/figures/period-figures.js";
import { dayOf, monthOf, type ReportSpan, soFar } from "../../src/rules/figures/report-span.js";
import { reportMessages } from "../../src/rules/wording/report-lines.js";
import { beginSampleMonth } from "../../src/simulator/acts/sample-month.js";
import { dataFolder, type OpenPage, openPage } from "../page/open-page.js";
import { countByHand, readTables, standingByHand } from "./counted-by-hand.js";

const MATTERS = 30;
const PATIENCE = 240_000;

let data: Awaited<ReturnType<typeof dataFolder>>;
let page: OpenPage;
let unitOfWork: UnitOfWork;
let estate: Estate;
let tables: Awaited<ReturnType<typeof readTables>>;
let now: Date;

beforeAll(async () => {
  data = await dataFolder();
  page = await openPage(data.folder);
  const until = page.simulation.clock.now();
  expect(beginSampleMonth(page.playground, { seed: 20_261_121, matters: MATTERS, until })).toBe(true);
  await page.playground.stage.empty();
  expect(page.playground.stage.last()).toMatchObject({ kind: "month", failed: false });
  const { database } = page.simulation.app();
  unitOfWork = createUnitOfWork(database);
  tables = await readTables(database.client);
  now = page.simulation.clock.now();
  const [first] = page.simulation.estates;
  if (!first) throw new Error("a simulator without an estate");
  estate = first;
}, PATIENCE);

afterAll(async () => {
  await page.stop();
  await data.remove();
}, PATIENCE);

const scope = () => ({ estateId: estate.id, department: null });

/** The program's figures in the words of the plain count. */
function plainly(figures: PeriodFigures) {
  const { measures } = figures;
  const answers = satisfactionOf(figures.satisfaction);
  const complaints = figures.received.filter(({ kind }) => kind === "complaint");
  return {
    received: countOf(figures.received),
    receivedKinds: Object.fromEntries(countsBy(figures.received, ({ kind }) => kind)),
    receivedDepartments: Object.fromEntries(countsBy(figures.received, ({ department }) => department)),
    settled: countOf(figures.settled),
    causes: Object.fromEntries(countsBy(complaints, ({ cause }) => cause ?? "none")),
    answers: Object.fromEntries(Object.entries(answers).filter(([, count]) => count > 0)),
    ...Object.fromEntries(
      (
        [
          "answeredInTime",
          "firstReply",
          "complaintsHandled",
          "attitude",
          "major",
          "repeats",
          "callbacksOnTime",
          "complaintCallbacks",
          "homeVisits",
          "ownersCalled",
          "repairsOnTime",
          "emergencyReports",
        ] as const
      ).map((name) => [name, measures[name]]),
    ),
    notices: measures.notices.part,
    climbs: figures.climbs,
    noOneReached: figures.noOneReached,
  };
}

async function expectAgreement(span: ReportSpan): Promise<number> {
  const figures = await gatherFigures(unitOfWork.stores.figures, { estate, scope: scope(), span });
  const { settledMinutes, ...byHand } = countByHand(tables, span);
  expect(plainly(figures), span.id).toEqual(byHand);
  const minutes = figures.settled.reduce((sum, cell) => sum + cell.minutes, 0);
  // Each cell is rounded to the minute.
  expect(Math.abs(minutes - settledMinutes)).toBeLessThanOrEqual(figures.settled.length);
  return byHand.received;
}

describe("over the sample month", () => {
  test("every figure of every day is what a plain count of the tables gives", async () => {
    let received = 0;
    for (let day = -31; day <= 0; day += 1)
      received += await expectAgreement(dayOf(now, estate.timezone, day));
    expect(received).toBeGreaterThanOrEqual(MATTERS / 2);
  });

  test("and so is every figure of both its months", async () => {
    for (const month of [-1, 0]) await expectAgreement(monthOf(now, estate.timezone, month));
  });

  test("the numbers in the words are those of the tables", async () => {
    const span = soFar(dayOf(now, estate.timezone), now);
    const { parts } = await composeDay(unitOfWork.stores, {
      estate,
      scope: scope(),
      span,
      late: null,
      problems: [],
      now,
    });
    const text = reportMessages(parts.flat(), "app").join("\n");
    const [byHand, standing] = [countByHand(tables, span), standingByHand(tables, now)];
    expect(text).toContain(`新到${byHand.received}件`);
    expect(text).toContain(`办结${byHand.settled}件`);
    expect(text).toContain(`在办${standing.open}件`);
    if (standing.unaccepted > 0) expect(text).toContain(`没人接单${standing.unaccepted}件`);
    if (standing.late > 0) expect(text).toContain(`超时${standing.late}件`);
    else expect(text).not.toContain("超时");
  });

  test("every day had its digest, and what they pinned adds up to what came", async () => {
    const runs = await page.simulation.app().database.client.reportRun.findMany({ where: { kind: "daily" } });
    expect(runs.length).toBeGreaterThanOrEqual(29);
    expect(new Set(runs.map(({ period }) => period)).size).toBe(runs.length);
    for (const run of runs) {
      const pinned = await unitOfWork.stores.reports.find(estate.id, "daily", run.period);
      if (!pinned?.figures) throw new Error(`${run.period} pinned nothing`);
      const span = { from: new Date(pinned.figures.from), to: new Date(pinned.figures.to) };
      // Receipts stay where they are; kinds and settlements may be corrected later. Merged ones leave the count.
      const merged = tables.cases.filter(
        ({ linkKind, receivedAt }) =>
          linkKind === "merged" && receivedAt >= span.from && receivedAt < span.to,
      ).length;
      const byHand = countByHand(tables, span).received;
      expect(countOf(pinned.figures.received)).toBeLessThanOrEqual(byHand + merged);
      expect(countOf(pinned.figures.received)).toBeGreaterThanOrEqual(byHand);
    }
  });

  test("a month that was reported is reported again as it was, whatever is counted now", async () => {
    const span = monthOf(now, estate.timezone, -1);
    const first = await composePeriod(unitOfWork.stores, { estate, scope: scope(), span, late: false, now });
    const again = await composePeriod(unitOfWork.stores, { estate, scope: scope(), span, late: false, now });
    expect(again.figures).toEqual(first.figures);
    const pinned = await unitOfWork.stores.reports.find(estate.id, "monthly", span.id);
    if (pinned) expect(first.figures).toEqual(pinned.figures);
  });
});
