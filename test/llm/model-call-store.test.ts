import { expect } from "vitest";
import { eachDatabase } from "../db/each-database.js";
import { mirrorEstate, NOON, noonPlus, upTo } from "../db/samples.js";

const CALL = {
  estateId: "yunqi",
  question: "triage",
  inboundId: 99,
  promptHash: "0123456789ab",
  model: "stand-in",
  outcome: "late:taken",
  tries: 1,
  latencyMillis: 80,
  inputTokens: null,
  outputTokens: null,
} as const;
const PROPOSAL = {
  reading: { kind: "repair", complaintClass: null, department: "engineering", emergency: true },
  summary: null,
} as const;

eachDatabase("of many processes that ask at once exactly as many may as the budget says", async (ledger) => {
  const other = await ledger.openAnother();
  const stores = [ledger.unitOfWork.stores.modelCalls, other.unitOfWork.stores.modelCalls];
  const taken = await Promise.all(upTo(20).map((call) => stores[call % 2]?.takeCall("2026-11-21", 7)));
  expect(taken.filter(Boolean)).toHaveLength(7);
  expect(await stores[0]?.takeCall("2026-11-21", 7)).toBe(false);
  expect(await stores[1]?.takeCall("2026-11-22", 7)).toBe(true);
});

eachDatabase("a proposal waits until it is settled, once, and is then forgotten", async (ledger) => {
  const { unitOfWork, database } = ledger;
  await mirrorEstate(unitOfWork.stores);
  const { modelCalls } = unitOfWork.stores;
  await modelCalls.record({ ...CALL, proposal: null }, NOON);
  await modelCalls.record({ ...CALL, proposal: PROPOSAL }, NOON);
  const [waiting, ...others] = await modelCalls.waitingProposals(10);
  expect(others).toEqual([]);
  expect(waiting).toMatchObject({ estateId: "yunqi", at: NOON, proposal: PROPOSAL, caseId: null });
  const settled = await Promise.all([
    modelCalls.settleProposal(waiting?.id ?? 0, "told"),
    modelCalls.settleProposal(waiting?.id ?? 0, "dropped"),
  ]);
  expect(settled.sort()).toEqual([false, true]);
  expect(await modelCalls.waitingProposals(10)).toEqual([]);
  const rows = await database.client.modelCall.findMany({ orderBy: { id: "asc" } });
  expect(rows.map((row) => row.proposal)).toEqual([null, null]);
});

eachDatabase("outcomes are counted from a moment up to and without another", async ({ unitOfWork }) => {
  const { modelCalls } = unitOfWork.stores;
  for (const seconds of [0, 60, 120]) {
    await modelCalls.record({ ...CALL, outcome: "taken", proposal: null }, noonPlus(seconds));
  }
  expect(await modelCalls.outcomes(NOON, noonPlus(120))).toEqual([
    { question: "triage", outcome: "taken", calls: 2 },
  ]);
});
