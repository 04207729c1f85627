import type { UnitOfWork } from "../../src/desk/ports.js";
import type { Database } from "../../src/edges/db/open-database.js";
import type { Estate } from "../../src/rules/estate.js";
import { caseDraft, dutyDraft, estate, NOON, noonPlus, upTo } from "../db/samples.js";

/** An estate in which everybody the ladders ask is there, with so many receptionists. */
export function staffedEstate(): Estate {
  return estate({
    staff: [
      { userid: "lina", name: "李娜", roles: ["receptionist"], department: "customerService" },
      { userid: "wangfang", name: "王芳", roles: ["supervisor"], department: "customerService" },
      { userid: "chenming", name: "陈明", roles: ["centerManager"], department: null },
    ],
  });
}

/** Half an hour after the reminder of every duty of `fillDue` fell due, by day. */
export const SWEEP_AT = noonPlus(1_800 + 60);

/** Fills a ledger with so many records, each with one open duty whose reminder is due. */
export async function fillDue({ client }: Database, unitOfWork: UnitOfWork, count: number): Promise<void> {
  await unitOfWork.stores.estates.mirror([staffedEstate()], NOON);
  const lots = 500;
  for (let begun = 0; begun < count; begun += lots) {
    const numbers = upTo(Math.min(lots, count - begun)).map((number) => begun + number);
    await client.caseRecord.createMany({
      data: numbers.map((number) => ({ ...caseDraft(), number, updatedAt: NOON })),
    });
  }
  const records = await client.caseRecord.findMany({ select: { id: true }, orderBy: { id: "asc" } });
  for (let begun = 0; begun < records.length; begun += lots) {
    await client.duty.createMany({ data: records.slice(begun, begun + lots).map(({ id }) => dutyRow(id)) });
  }
}

function dutyRow(caseId: number) {
  const { ladder, warnings, terms, ...rest } = dutyDraft(caseId);
  return {
    ...rest,
    ownerUserid: "lina",
    ladder: ladder.map((rung) => ({ ...rung, until: rung.until?.toISOString() ?? null })),
    warnings: warnings.map((at) => at.toISOString()),
    terms: { ...terms },
  };
}

/** What is wrong with a ledger all of whose duties should have been nudged once; empty when nothing is. */
export async function unevenNudges({ client }: Database, count: number): Promise<string[]> {
  const problems: string[] = [];
  const claim = (what: string, found: number, wanted: number) => {
    if (found !== wanted) problems.push(`${what}: ${found} instead of ${wanted}`);
  };
  claim("duties nudged once", await client.duty.count({ where: { nudges: 1 } }), count);
  claim("ledger entries", await client.ledgerEntry.count({ where: { type: "nudged" } }), count);
  const nudges = await client.nudge.findMany();
  claim("nudges written down", nudges.length, count);
  claim("duties they are of", new Set(nudges.map(({ dutyId }) => dutyId)).size, count);
  claim("nudges without a message", nudges.filter(({ messageKey }) => messageKey === null).length, 0);
  const messages = await client.outboundMessage.findMany({ select: { key: true } });
  const keys = new Set(nudges.map(({ messageKey }) => messageKey));
  claim("messages queued", messages.length, keys.size);
  claim("messages of nudges", messages.filter(({ key }) => keys.has(key)).length, keys.size);
  return problems;
}
