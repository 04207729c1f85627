import { expect, test } from "vitest";
import type { UnitOfWork } from "../../src/desk/ports.js";
import { createStartPeriods } from "../../src/desk/start-periods.js";
import { createLogger } from "../../src/edges/logger.js";
import type { Estate } from "../../src/rules/estate.js";
import { estateDirectory } from "../../src/rules/estate-directory.js";
import { openTestDatabase, testProviders } from "../db/open-test-database.js";
import { caseDraft, estate as sample } from "../db/samples.js";

const DAY = 86_400_000;
const BEGIN = new Date("2026-12-21T02:00:00.000Z");
const DAYS = 21;

const estate: Estate = sample({
  staff: [
    { userid: "wangfang", name: "王芳", roles: ["supervisor"], department: null },
    { userid: "chenming", name: "陈明", roles: ["centerManager"], department: null },
    { userid: "wujing", name: "吴静", roles: ["archivist"], department: null },
  ],
});

function deskOf(unitOfWork: UnitOfWork, now: () => Date) {
  return createStartPeriods({
    unitOfWork,
    clock: { now },
    directory: estateDirectory([estate]),
    log: createLogger({ level: "silent" }),
  });
}

async function receive({ stores }: UnitOfWork, at: Date): Promise<void> {
  const record = await stores.cases.open(caseDraft({ receivedAt: at }), at);
  const entry = { at, actor: "guanjia", data: {}, inboundId: null, correctsId: null };
  await stores.ledger.append(record.id, { ...entry, type: "received" });
}

/** The names of `count` days from one on. */
function dayNames(first: string, count: number): string[] {
  const from = new Date(`${first}T00:00:00.000Z`).getTime();
  return Array.from({ length: count }, (_, index) => new Date(from + index * DAY).toISOString().slice(0, 10));
}

test.each(testProviders)(
  "two desks that look at the same hours start every period once, over the turn of the year, on %s",
  { timeout: 120_000 },
  async (provider) => {
    const ledger = await openTestDatabase(provider);
    const other = await ledger.openAnother();
    await ledger.unitOfWork.stores.estates.mirror([estate], BEGIN);
    let now = BEGIN;
    const desks = [ledger.unitOfWork, other.unitOfWork].map((work) => deskOf(work, () => now));
    let started = 0;
    for (let day = 0; day < DAYS; day += 1) {
      now = new Date(BEGIN.getTime() + day * DAY);
      await receive(ledger.unitOfWork, now);
      // 10:00 after the hour of the week and the month, 17:30 after that of the day.
      for (const hours of [0, 7.5]) {
        now = new Date(BEGIN.getTime() + day * DAY + hours * 3_600_000);
        const looks = await Promise.all([...desks, ...desks].map((desk) => desk.look()));
        started += looks.reduce((sum, count) => sum + count, 0);
        for (const desk of desks) expect(await desk.look()).toBe(0);
      }
    }
    const duties = await ledger.database.client.duty.findMany({ orderBy: { subject: "asc" } });
    const of = (kind: string) => duties.filter((duty) => duty.kind === kind).map(({ subject }) => subject);
    expect(of("audit.daily")).toEqual(dayNames("2026-12-21", DAYS));
    expect(of("audit.weekly")).toEqual(["2026-W52", "2026-W53"]);
    expect(of("report.summary")).toEqual(["2026-12"]);
    expect(started).toBe(duties.length);
    const messages = await ledger.database.client.outboundMessage.findMany();
    expect(messages.map(({ key }) => key).sort()).toEqual(duties.map(({ id }) => `period:${id}`).sort());
    await ledger.close();
  },
);

test.each(testProviders)(
  "a desk that was away asks for the latest period of each kind alone, and again for none, on %s",
  async (provider) => {
    const ledger = await openTestDatabase(provider);
    await ledger.unitOfWork.stores.estates.mirror([estate], BEGIN);
    await receive(ledger.unitOfWork, BEGIN);
    const back = new Date(BEGIN.getTime() + 40 * DAY);
    const desk = deskOf(ledger.unitOfWork, () => back);
    await desk.look();
    await deskOf(ledger.unitOfWork, () => back).look();
    const duties = await ledger.database.client.duty.findMany({ orderBy: { id: "asc" } });
    // The day lies too far back to be audited as a day; the week takes it in, the month is the last that is over.
    expect(duties.map(({ kind, subject }) => [kind, subject])).toEqual([
      ["audit.weekly", "2027-W03"],
      ["report.summary", "2026-12"],
    ]);
    expect(duties.map(({ dueAt }) => dueAt)).toEqual(Array(2).fill(new Date("2027-01-30T16:00:00.000Z")));
    await ledger.close();
  },
);
