import { createServer } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createAuditEngine } from "../../src/desk/audit-engine.js";
import { createAuditWatch } from "../../src/edges/audit-watch.js";
import { createLogger } from "../../src/edges/logger.js";
import { estateDirectory } from "../../src/rules/estate-directory.js";
import { type EstateStory, startEstate } from "../stories/estate-story.js";
import { ledgerOf, suggestLocker } from "./opened-matters.js";

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate({ at: "2026-11-23T09:00:00+08:00" });
});
afterEach(() => estate.close());

const log = createLogger({ level: "silent" });

function auditOf(story: EstateStory) {
  return createAuditEngine({
    unitOfWork: ledgerOf(story),
    clock: story.simulation.clock,
    directory: estateDirectory(story.simulation.estates),
    log,
  });
}

const tables = () => estate.simulation.app().database.client;

test("an estate whose clocks run as they should passes the audit", async () => {
  await suggestLocker(estate);
  await estate.advance({ hours: 49 });
  estate.readStaff();
  expect(await auditOf(estate)()).toEqual({ repaired: 0, problems: [], warnings: [] });
});

test("a clock that lost its next moment, or sleeps too long, is mended and asks in time", async () => {
  await suggestLocker(estate);
  await suggestLocker(estate);
  const [first, second] = await tables().duty.findMany({ orderBy: { id: "asc" } });
  await tables().duty.update({ where: { id: first?.id ?? 0 }, data: { nextNudgeAt: null } });
  await tables().duty.update({
    where: { id: second?.id ?? 0 },
    data: { nextNudgeAt: new Date("2027-01-01") },
  });
  expect(await auditOf(estate)()).toMatchObject({ repaired: 2, problems: [] });
  expect(await auditOf(estate)()).toMatchObject({ repaired: 0, problems: [] });
  await estate.advance({ hours: 36, minutes: 1 });
  estate.staff("李娜").expects(/有2件事等您/);
});

test("a clock that runs on after its matter has ended is stopped at the moment it ended", async () => {
  const record = await suggestLocker(estate);
  await estate.group("客服群").says("李娜", "完成 1 已答复");
  estate.readStaff();
  await tables().duty.updateMany({
    where: { kind: "reception.settle" },
    data: { settledAt: null, nextNudgeAt: new Date("2027-01-01") },
  });
  expect(await auditOf(estate)()).toMatchObject({ repaired: 1, problems: [] });
  const [duty] = await ledgerOf(estate).stores.duties.ofCase(record.id);
  expect(duty?.settledAt).toEqual(new Date("2026-11-23T01:00:00.000Z"));
});

test("duties no sweep has taken, nudges without message and numbers that do not match are reported", async () => {
  await suggestLocker(estate);
  await estate.advance({ hours: 36, minutes: 1 });
  estate.staff("李娜").expects(/快到时限/);
  await tables().duty.updateMany({ data: { nudges: 3 } });
  await tables().nudge.updateMany({ data: { messageKey: "nudge:0:0:gone" } });
  expect(await auditOf(estate)()).toMatchObject({
    problems: [],
    warnings: [/not written down: \d/, /not in the outbox: 1/],
  });
  await tables().duty.updateMany({ data: { nudges: 1, nextNudgeAt: new Date("2026-11-24T00:00:00Z") } });
  await tables().nudge.updateMany({ data: { messageKey: null, at: new Date("2026-11-24T00:00:00Z") } });
  const report = await auditOf(estate)();
  expect(report.problems).toEqual([
    "duties due for more than five minutes: 1",
    "nudges without a message: 1",
  ]);
  // The next sweep mends both; its message carries the old key, so nothing goes out twice.
  await estate.settle();
  estate.staff("李娜").expectsNothing();
  expect(await auditOf(estate)()).toEqual({ repaired: 0, problems: [], warnings: [] });
});

test("a deadline on working days that ends in a year without holiday data is warned of", async () => {
  await suggestLocker(estate);
  await tables().duty.updateMany({
    data: { calendar: "workingDays", dueAt: new Date("2041-01-05T01:00:00Z") },
  });
  expect((await auditOf(estate)()).warnings).toEqual(["deadlines in a year without holiday data: 1"]);
});

test("a bad duty stops neither the sweep nor the others", async () => {
  await suggestLocker(estate);
  await suggestLocker(estate);
  const [bad] = await tables().duty.findMany({ orderBy: { id: "asc" } });
  await tables().duty.update({ where: { id: bad?.id ?? 0 }, data: { ladder: "not a ladder" } });
  await estate.advance({ hours: 36, minutes: 1 });
  estate.staff("李娜").expects(/快到时限】#2/);
  await tables().duty.delete({ where: { id: bad?.id ?? 0 } });
});

test("the monitor outside hears of clean audits only", async () => {
  let beats = 0;
  const server = createServer((_request, response) => {
    beats += 1;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const watch = createAuditWatch(`http://127.0.0.1:${port}/`, log);
  watch.onAudit({ repaired: 0, problems: ["nudges without a message: 1"], warnings: [] });
  expect(watch.latest().problems).toEqual(["nudges without a message: 1"]);
  watch.onAudit({ repaired: 0, problems: [], warnings: ["a number"] });
  watch.onAudit({ repaired: 1, problems: [], warnings: [] });
  await expect.poll(() => beats).toBe(1);
  await new Promise((resolve) => server.close(resolve));
  expect(beats).toBe(1);
});
