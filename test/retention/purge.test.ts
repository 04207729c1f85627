import { expect } from "vitest";
import { gatherFigures } from "../../src/desk/gather-figures.js";
import { exportCorrections } from "../../src/desk/keep-corrections.js";
import { surveyExpired } from "../../src/desk/purge-expired.js";
import { NO_SHARE } from "../../src/rules/figures/period-figures.js";
import { dayOf } from "../../src/rules/figures/report-span.js";
import { eachDatabase } from "../db/each-database.js";
import type { TestDatabase } from "../db/open-test-database.js";
import { dutyDraft } from "../db/samples.js";
import { ESTATE, everythingStored, OLD, PURGE_AT, RECENT, SECRETS, storeOldCase } from "./old-ledger.js";
import { ORDER, purge } from "./purging.js";

async function figuresOfThatDay({ unitOfWork }: TestDatabase) {
  const span = dayOf(OLD, ESTATE.timezone);
  const scope = { estateId: "yunqi", department: null };
  return gatherFigures(unitOfWork.stores.figures, { estate: ESTATE, scope, span });
}

eachDatabase(
  "what is past its time is found nowhere afterwards, while counts and dates stay",
  async (ledger) => {
    await storeOldCase(ledger);
    await storeOldCase(ledger, { kind: "complaint", complaintClass: "minor", status: "unresolvable" });
    const figures = await figuresOfThatDay(ledger);
    const before = await ledger.database.client.caseRecord.findMany({ orderBy: { id: "asc" } });
    const survey = await surveyExpired(ledger, ORDER);
    expect(survey.counts).toMatchObject({
      complaints: 1,
      repairs: 1,
      receptions: 0,
      callbacks: 2,
      messages: 4,
      photos: 2,
      residents: 2,
    });
    expect(survey.oldest.repairs).toEqual(OLD);
    expect(survey.heldBack).toBe(0);

    const files: string[] = [];
    const counts = await purge(ledger, files);
    expect(counts).toEqual(survey.counts);
    expect(files.sort()).toEqual(before.map(({ id }) => `2024-09/${id}.jpg`).sort());
    const stored = await everythingStored(ledger);
    for (const secret of SECRETS) expect(stored).not.toContain(secret);

    // Topics were words, and owners are forgotten: both can be counted no more.
    const { places: _topics, measures, ...counted } = await figuresOfThatDay(ledger);
    const { places: _before, measures: expectedMeasures, ...expected } = figures;
    expect(counted).toEqual(expected);
    expect(measures).toEqual({ ...expectedMeasures, ownersCalled: NO_SHARE });
  },
);

eachDatabase(
  "what a person corrected is counted for ever, and its words go with the record's",
  async (ledger) => {
    await storeOldCase(ledger);
    const { client } = ledger.database;
    const { id: caseId } = await client.caseRecord.findFirstOrThrow();
    const { corrections } = ledger.unitOfWork.stores;
    await corrections.keep({
      estateId: "yunqi",
      caseId,
      receivedAt: OLD,
      text: `${SECRETS.join()}`,
      saidKind: "enquiry",
      saidClass: null,
      saidDepartment: "customerService",
      emergency: false,
      rule: `stat:enquiry(${SECRETS.join()})`,
      confidence: 0.7,
      classifiedBy: "rules",
      kind: "repair",
      complaintClass: null,
      department: "engineering",
      kindCorrected: true,
      classCorrected: false,
      departmentCorrected: false,
      correctedBy: "LiNa",
      firstCorrectedAt: OLD,
      correctedAt: OLD,
    });
    const span = [new Date(OLD.getTime() - 1_000), new Date(OLD.getTime() + 1_000)] as const;
    const figures = await corrections.figures("yunqi", ...span);
    await purge(ledger);
    expect(await corrections.figures("yunqi", ...span)).toEqual(figures);
    const stored = await everythingStored(ledger);
    for (const secret of SECRETS) expect(stored).not.toContain(secret);
    for await (const row of exportCorrections(ledger.unitOfWork)) expect(row).toBe(null);
  },
);

eachDatabase(
  "of a record its number, kind and moments stay, and who purged it is written down",
  async (ledger) => {
    await storeOldCase(ledger);
    const before = await ledger.database.client.caseRecord.findMany({ orderBy: { id: "asc" } });
    const counts = await purge(ledger);
    const after = await ledger.database.client.caseRecord.findMany({ orderBy: { id: "asc" } });
    expect(
      after.map(({ receivedAt, closedAt, kind, status, number }) => [
        receivedAt,
        closedAt,
        kind,
        status,
        number,
      ]),
    ).toEqual(
      before.map(({ receivedAt, closedAt, kind, status, number }) => [
        receivedAt,
        closedAt,
        kind,
        status,
        number,
      ]),
    );
    expect(after[0]).toMatchObject({
      room: "3",
      triageRule: "stat:repair",
      anonymisedAt: PURGE_AT,
      residentId: null,
    });
    const entries = await ledger.unitOfWork.stores.ledger.ofCase(after[0]?.id ?? 0);
    expect(entries.map(({ type, data }) => [type, data])).toEqual([
      ["received", { channel: "online" }],
      ["classified", { kind: "repair", confidence: 0.9 }],
      ["anonymised", {}],
    ]);
    const [run] = await ledger.database.client.purgeRun.findMany();
    expect(run).toMatchObject({ actor: "command line", at: PURGE_AT, counts });
  },
);

eachDatabase("a look changes nothing, and a second purge finds nothing left", async (ledger) => {
  await storeOldCase(ledger);
  const before = await everythingStored(ledger);
  await surveyExpired(ledger, ORDER);
  expect(await everythingStored(ledger)).toBe(before);
  await purge(ledger);
  const once = await everythingStored(ledger);
  const again = await purge(ledger);
  expect(Object.values(again).every((count) => count === 0)).toBe(true);
  expect(await everythingStored(ledger)).toBe(once);
});

eachDatabase("nothing goes that is open, wanted, or tied to what is open", async (ledger) => {
  const { client } = ledger.database;
  const open = await storeOldCase(ledger, { status: "accepted", closedAt: null, retainUntil: null });
  const handled = await storeOldCase(ledger, { status: "handled", closedAt: null, retainUntil: null });
  const young = await storeOldCase(ledger, { retainUntil: new Date(PURGE_AT.getTime() + 1) });
  const unstamped = await storeOldCase(ledger, { closedAt: RECENT, retainUntil: null });
  const pointsAtOpen = await storeOldCase(ledger, { linkedCaseId: open.id, linkKind: "repeat" });
  const pointedAt = await storeOldCase(ledger);
  await client.caseRecord.update({ where: { id: handled.id }, data: { linkedCaseId: pointedAt.id } });
  const unfiled = await storeOldCase(ledger);
  await client.callback.updateMany({
    where: { caseId: unfiled.id },
    data: { filedAt: null, retainUntil: null },
  });
  const planned = await storeOldCase(ledger);
  await client.callback.updateMany({
    where: { caseId: planned.id },
    data: { state: "planned", doneAt: null, filedAt: null, retainUntil: null },
  });
  const filedLate = await storeOldCase(ledger);
  await client.callback.updateMany({
    where: { caseId: filedLate.id },
    data: { filedAt: RECENT, retainUntil: new Date("2028-11-01T00:00:00Z") },
  });
  const clockRuns = await storeOldCase(ledger);
  await ledger.unitOfWork.run((stores) => stores.duties.start(dutyDraft(clockRuns.id)));
  const goes = await storeOldCase(ledger);

  const survey = await surveyExpired(ledger, ORDER);
  expect([survey.counts.repairs, survey.heldBack]).toEqual([1, 6]);
  await purge(ledger);
  const kept = [
    open,
    handled,
    young,
    unstamped,
    pointsAtOpen,
    pointedAt,
    unfiled,
    planned,
    filedLate,
    clockRuns,
  ];
  const rows = await client.caseRecord.findMany({ where: { anonymisedAt: null }, select: { id: true } });
  expect(rows.map(({ id }) => id).sort()).toEqual(kept.map(({ id }) => id).sort());
  expect(
    await client.resident.count({ where: { id: { in: kept.map(({ residentId }) => residentId) } } }),
  ).toBe(kept.length);
  expect(await client.resident.count({ where: { id: goes.residentId } })).toBe(0);
  expect(await client.attachment.count()).toBe(kept.length);
});

eachDatabase(
  "a record closed before records said until when is judged by the estate's setting",
  async (ledger) => {
    const { id } = await storeOldCase(ledger, { retainUntil: null });
    await purge(ledger);
    const row = await ledger.database.client.caseRecord.findUniqueOrThrow({ where: { id } });
    expect(row.anonymisedAt).toEqual(PURGE_AT);
  },
);

eachDatabase("a photo two records share is deleted with the second of them", async (ledger) => {
  const { client } = ledger.database;
  const old = await storeOldCase(ledger);
  const young = await storeOldCase(ledger, { retainUntil: new Date("2027-09-01T00:00:00Z") });
  await client.attachment.updateMany({ data: { path: "2024-09/same.jpg" } });
  const files: string[] = [];
  await purge(ledger, files);
  expect(files).toEqual([]);
  expect(await client.attachment.findMany({ select: { caseId: true } })).toEqual([{ caseId: young.id }]);
  expect(old.id).not.toBe(young.id);
  await client.caseRecord.update({ where: { id: young.id }, data: { retainUntil: OLD } });
  await purge(ledger, files);
  expect(files).toEqual(["2024-09/same.jpg"]);
});
