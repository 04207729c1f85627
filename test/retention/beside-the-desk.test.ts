import { expect } from "vitest";
import { purgeExpired } from "../../src/desk/purge-expired.js";
import { eachDatabase } from "../db/each-database.js";
import { storeOldCase } from "./old-ledger.js";
import { ORDER, SILENT } from "./purging.js";

eachDatabase("a matter reopened while a purge is under way keeps everything", async (ledger) => {
  const { client } = ledger.database;
  const reopened = await storeOldCase(ledger);
  const goes = await storeOldCase(ledger);
  const desk = await ledger.openAnother();
  let isFirst = true;
  // Between the look for what is past its time and the transaction that takes it, the resident writes again.
  const unitOfWork: typeof ledger.unitOfWork = {
    stores: ledger.unitOfWork.stores,
    async run(work, options) {
      if (isFirst) {
        isFirst = false;
        const record = await desk.unitOfWork.stores.cases.find(reopened.id);
        if (!record) throw new Error("no record");
        const changes = { status: "accepted", closedAt: null, retainUntil: null } as const;
        await desk.unitOfWork.run((stores) => stores.cases.update(record, changes, ORDER.now));
      }
      return ledger.unitOfWork.run(work, options);
    },
  };
  const counts = await purgeExpired({ unitOfWork, log: SILENT, deleteMedia: async () => undefined }, ORDER);
  expect(counts).toMatchObject({ repairs: 1, photos: 1, residents: 1 });
  const rows = await client.caseRecord.findMany({ orderBy: { id: "asc" }, include: { callbacks: true } });
  expect(rows.map(({ matter, anonymisedAt }) => [matter, anonymisedAt])).toEqual([
    ["漏到楼下李家", null],
    ["（已按保管期限清除）", ORDER.now],
  ]);
  expect(rows[0]?.callbacks[0]?.words).toBe("师傅张口就骂");
  expect(await client.resident.count({ where: { id: reopened.residentId } })).toBe(1);
  expect(await client.resident.count({ where: { id: goes.residentId } })).toBe(0);
  expect(await client.attachment.count({ where: { caseId: reopened.id, state: "saved" } })).toBe(1);
});
