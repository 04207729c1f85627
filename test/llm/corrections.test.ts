import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import {
  createCorrectionFigures,
  exportCorrections,
  keepCorrection,
  takeBackCorrection,
} from "../../src/desk/keep-corrections.js";
import { createChineseScript } from "../../src/edges/chinese-script.js";
import { parseRows } from "../../src/edges/eval/labelled-rows.js";
import type { CaseRecord, NewCaseRecord } from "../../src/rules/case-record.js";
import { compileProgram } from "../db/built-program.js";
import { openTestDatabase, type TestDatabase } from "../db/open-test-database.js";
import { caseDraft, estate, mirrorEstate, NOON, noonPlus } from "../db/samples.js";

const YUNQI = estate();
const script = createChineseScript();
let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.clear();
  await mirrorEstate(database.unitOfWork.stores);
});

/** A record as triage opened it. */
async function opened(changes: Partial<NewCaseRecord> = {}): Promise<CaseRecord> {
  const { stores } = database.unitOfWork;
  const record = await stores.cases.open(
    caseDraft({ matter: "3-2-502漏水，李娜说找王女士13800138000", contactName: "王女士", ...changes }),
    NOON,
  );
  const { kind, complaintClass, responsibleDepartment: department } = record;
  const data = { kind, complaintClass, department, by: record.classifiedBy };
  await stores.ledger.append(record.id, {
    at: NOON,
    type: "classified",
    actor: "guanjia",
    data,
    inboundId: null,
    correctsId: null,
  });
  return record;
}

async function corrected(
  record: CaseRecord,
  field: "kind" | "class" | "department",
  changes: Partial<NewCaseRecord>,
): Promise<CaseRecord> {
  const { stores } = database.unitOfWork;
  const updated = await stores.cases.update(record, changes, NOON);
  if (!updated) throw new Error("the record moved on");
  await keepCorrection(stores, {
    estate: YUNQI,
    script,
    record: updated,
    field,
    by: "LiNa",
    now: noonPlus(60),
  });
  return updated;
}

async function exported() {
  const rows = [];
  for await (const row of exportCorrections(database.unitOfWork)) rows.push(row);
  return rows;
}

const figures = () => createCorrectionFigures(database)(YUNQI, NOON, noonPlus(3_600));

test("a corrected kind is kept with what triage said, by whom, when, and nothing personal", async () => {
  const record = await opened({ kind: "repair", triageRule: "stat:repair()", triageConfidence: 0.7 });
  await corrected(record, "kind", { kind: "complaint", complaintClass: "important" });
  const kept = await database.unitOfWork.stores.corrections.ofCase(record.id);
  expect(kept).toMatchObject({
    saidKind: "repair",
    kind: "complaint",
    rule: "stat:repair()",
    confidence: 0.7,
    correctedBy: "LiNa",
    firstCorrectedAt: noonPlus(60),
    text: "〔房号1〕漏水,〔姓名1〕说找〔姓名2〕〔电话1〕",
  });
});

test("words in traditional script are kept in simplified, in which what is personal is found", async () => {
  const record = await opened({ matter: "業主陳大文，張師傅弄壞了我家門鎖，車牌 粵B·D1234" });
  await corrected(record, "kind", { kind: "complaint", complaintClass: "important" });
  const kept = await database.unitOfWork.stores.corrections.ofCase(record.id);
  expect(kept?.text).toBe("业主〔姓名2〕,〔姓名1〕师傅弄坏了我家门锁,车牌 〔车牌1〕");
});

describe("a label is only what a person said:", () => {
  test("a class comes from 定级, not from the default of 改类", async () => {
    const record = await opened({ kind: "repair" });
    const complaint = await corrected(record, "kind", { kind: "complaint", complaintClass: "important" });
    expect(await exported()).toMatchObject([{ kind: "complaint", severity: "?", department: "?" }]);
    await corrected(complaint, "class", { complaintClass: "major" });
    expect(await exported()).toMatchObject([{ kind: "complaint", severity: "major", department: "?" }]);
  });

  test("a department comes from 转", async () => {
    const record = await opened({ kind: "repair", responsibleDepartment: "engineering" });
    await corrected(record, "department", { responsibleDepartment: "cleaning" });
    expect(await exported()).toMatchObject([{ kind: "?", severity: "?", department: "cleaning" }]);
  });

  test("and what nobody was asked about is none", async () => {
    await corrected(await opened({ kind: "repair", emergency: true }), "kind", { kind: "enquiry" });
    const [row] = await exported();
    const unsaid = { emergency: "?", department: "?", room: "?", phone: "?" };
    expect(row).toMatchObject({ kind: "enquiry", severity: null, ...unsaid });
  });

  test("and a record nobody has classified has no kind", async () => {
    const record = await opened({ kind: "unclear", needsClassification: true });
    const moved = await corrected(record, "department", { responsibleDepartment: "cleaning" });
    expect(await exported()).toMatchObject([{ kind: "?", department: "cleaning" }]);
    await corrected(moved, "kind", { kind: "request" });
    expect(await exported()).toMatchObject([{ kind: "request", department: "cleaning" }]);
  });
});

test("one case is one example, and a correction taken back is none in the figures", async () => {
  const record = await opened({ kind: "repair" });
  const wrong = await corrected(record, "kind", { kind: "enquiry" });
  expect(await figures()).toMatchObject({ triaged: 1, corrected: 1, kind: 1 });
  expect(await exported()).toHaveLength(1);
  await corrected(wrong, "kind", { kind: "repair" });
  expect(await exported()).toEqual([]);
  expect(await figures()).toMatchObject({ triaged: 1, corrected: 0, kind: 0 });
});

test("a correction that is undone is no example, an earlier one of the same case stays", async () => {
  const { stores } = database.unitOfWork;
  const undo = async (record: CaseRecord, changes: Partial<NewCaseRecord>) => {
    const restored = await stores.cases.update(record, changes, NOON);
    if (!restored) throw new Error("the record moved on");
    await takeBackCorrection(stores, {
      estate: YUNQI,
      script,
      record: restored,
      by: "LiNa",
      now: noonPlus(90),
    });
    return restored;
  };
  const record = await opened({ kind: "repair", responsibleDepartment: "engineering" });
  const request = await corrected(record, "kind", { kind: "request" });
  const moved = await corrected(request, "department", { responsibleDepartment: "security" });
  const back = await undo(moved, { responsibleDepartment: "engineering" });
  expect(await exported()).toMatchObject([{ kind: "request", department: "?" }]);
  await undo(back, { kind: "repair" });
  expect(await exported()).toEqual([]);
});

test("figures tell mistakes from questions and count cases of the span and estate only", async () => {
  await opened({ kind: "repair" });
  const wrong = await opened({ kind: "enquiry" });
  await corrected(wrong, "kind", { kind: "request" });
  const asked = await opened({ kind: "unclear", needsClassification: true });
  await corrected(asked, "kind", { kind: "request" });
  const moved = await opened({ kind: "repair" });
  await corrected(moved, "department", { responsibleDepartment: "security" });
  expect(await figures()).toEqual({
    triaged: 4,
    corrected: 2,
    asked: 1,
    kind: 1,
    complaintClass: 0,
    department: 1,
  });
  const of = createCorrectionFigures(database);
  const nothing = { triaged: 0, corrected: 0, asked: 0, kind: 0, complaintClass: 0, department: 0 };
  expect(await of(YUNQI, noonPlus(3_600), noonPlus(7_200))).toEqual(nothing);
  expect(await of({ id: "elsewhere" }, NOON, noonPlus(3_600))).toEqual(nothing);
});

test("the exported file is one the eval reads", async () => {
  await corrected(await opened({ kind: "repair" }), "department", { responsibleDepartment: "cleaning" });
  compileProgram();
  const folder = await mkdtemp(join(tmpdir(), "guanjia-corrections-"));
  const file = join(folder, "corrections.jsonl");
  const program = "dist/edges/llm/corrections/main.js";
  const run = spawnSync(process.execPath, [program, file], {
    env: { ...process.env, DATABASE_URL: database.url, SIMULATOR: "on" },
    encoding: "utf8",
  });
  expect(run.stderr).toContain("1 corrected messages written");
  const [row] = parseRows(readFileSync(file, "utf8"), "corrections.jsonl");
  expect(row).toMatchObject({ kind: "?", department: "cleaning", room: "?", emergency: "?" });
  await rm(folder, { recursive: true });
}, 60_000);
