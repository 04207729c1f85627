import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createChineseScript } from "../../src/edges/chinese-script.js";
import { BadRow, parseRows, readCorpus, type Split } from "../../src/edges/eval/labelled-rows.js";
import { fitHead } from "../../src/edges/eval/logistic.js";
import { measure } from "../../src/edges/eval/measure.js";
import { printReport } from "../../src/edges/eval/report-text.js";
import { triage } from "../../src/rules/triage/triage.js";

const FACTS = { buildings: [] };
const row = (fields: Record<string, unknown>) =>
  JSON.stringify({
    text: "楼道灯坏了",
    kind: "repair",
    severity: null,
    emergency: false,
    department: "engineering",
    room: null,
    phone: null,
    ...fields,
  });
const judge = (content: string) =>
  parseRows(content, "x.jsonl").map((labelled) => ({ row: labelled, result: triage(labelled.text, FACTS) }));

describe("a line that is no labelled message is refused with its place", () => {
  test.each([
    ["{", "x.jsonl:2: not JSON"],
    [row({ kind: "banter" }), "x.jsonl:2: kind"],
    [row({ emergency: "no" }), "x.jsonl:2: emergency"],
    [row({ room: 302 }), "x.jsonl:2: room"],
    [row({ text: undefined }), "x.jsonl:2: text"],
    ["[]", "x.jsonl:2: row"],
  ])("%s", (line, message) => {
    const parse = () => parseRows(`${row({})}\n${line}\n`, "x.jsonl");
    expect(parse).toThrow(BadRow);
    expect(parse).toThrow(message);
  });
});

test("empty lines are skipped and lines keep their numbers", () => {
  expect(parseRows(`${row({})}\n\n${row({})}\n`, "x").map(({ line }) => line)).toEqual([1, 3]);
});

test("a field on which labellers disagree is not scored", () => {
  const report = measure("x", judge(row({ department: "?" })), 1);
  expect(report.department.accuracy).toBeNull();
  expect(report.wrong).toEqual([]);
});

test("what nobody labelled is not scored either, field by field", () => {
  const unlabelled = { kind: "?", severity: "?", emergency: "?", department: "?", room: "?", phone: "?" };
  const text = "3栋2单元502着火了，电话13800138000";
  for (const line of [row({ ...unlabelled, text }), JSON.stringify({ text })]) {
    const report = measure("x", judge(line), 1);
    expect(report).toMatchObject({
      rows: 1,
      kind: { macroF1: null, accuracy: null, perClass: {}, confusion: {} },
      emergency: { recall: null, precision: null },
      severity: { accuracy: null },
      department: { accuracy: null },
      room: { exact: null },
      phone: { exact: null },
      wrong: [],
    });
  }
});

test("a complaint without a class is not scored by class, nor listed for it", () => {
  const complaint = { text: "保安态度太差了，骂人", kind: "complaint", department: "?" };
  const report = measure("x", judge(row(complaint)), 1);
  expect(report.severity.accuracy).toBeNull();
  expect(report.wrong.filter(({ field }) => field === "severity")).toEqual([]);
});

test("a file of another hand is read: with a mark of its encoding, numbers for ids, splits of its own", () => {
  const [read] = parseRows(`\uFEFF${row({ id: 7, split: "test" })}\r\n`, "x.jsonl");
  expect(read).toMatchObject({ id: "7", kind: "repair", line: 1 });
});

test("a mistake is counted, listed and put into the confusion matrix", () => {
  const report = measure(
    "x",
    judge(`${row({})}\n${row({ kind: "praise", department: "customerService" })}`),
    1,
  );
  expect(report.kind.confusion).toEqual({ repair: { repair: 1 }, praise: { repair: 1 } });
  expect(report.kind.perClass.repair).toMatchObject({ precision: 0.5, recall: 1 });
  expect(report.kind.macroF1).toBeCloseTo(0.3333, 3);
  expect(report.wrong.map(({ field }) => field)).toEqual(["kind", "department"]);
  expect(printReport(report)).toContain("kind: praise ≠ repair");
});

test("figures with nothing to count are null, not perfect", () => {
  const report = measure("x", [], 0);
  expect(report.kind.macroF1).toBeNull();
  expect(report.emergency).toEqual({ recall: null, precision: null });
});

test("learning twice from the same rows gives the same weights", () => {
  const samples = ["漏", "修", "谢", "好"].flatMap((feature, at) => [
    { features: [feature, "都"], label: at % 2, weight: 1 },
    { features: [feature], label: at % 2, weight: 1 },
  ]);
  const [first, second] = [fitHead(samples, 2), fitHead(samples, 2)];
  expect(first).toEqual(second);
  expect(first.weights.get("漏")?.[0]).toBeGreaterThan(first.weights.get("漏")?.[1] ?? 0);
});

test("traditional script is put into simplified, and simplified is left as it is", () => {
  const script = createChineseScript();
  expect(script.toSimplified("電梯壞了，麻煩維修")).toBe("电梯坏了，麻烦维修");
  expect(script.toSimplified("电梯坏了，麻烦维修")).toBe("电梯坏了，麻烦维修");
  expect(script.toSimplified("lift is stuck")).toBe("lift is stuck");
  expect(script.toTraditional("电梯坏了")).toBe("電梯壞了");
});

function ownCorpus(split: Split) {
  const script = createChineseScript();
  const judged = readCorpus("test/corpus", split).map((labelled) => ({
    row: labelled,
    result: triage(script.toSimplified(labelled.text), FACTS),
  }));
  return measure(split, judged, 0);
}

const OWN = { held: ownCorpus("held"), blind: ownCorpus("blind") };

const FLOORS: Record<string, Record<string, number>> = JSON.parse(
  readFileSync(".ci/eval-floors.json", "utf8"),
);

describe.each(["held", "blind"] as const)("the %s corpus, from which nothing was learnt", (split) => {
  const report = OWN[split];
  const figures: Record<string, number | null> = {
    "kind.macroF1": report.kind.macroF1,
    "emergency.recall": report.emergency.recall,
    "emergency.precision": report.emergency.precision,
    "severity.accuracy": report.severity.accuracy,
    "department.accuracy": report.department.accuracy,
    "room.exact": report.room.exact,
    "phone.exact": report.phone.exact,
  };

  test.each(Object.entries(FLOORS[split] ?? {}))("%s stays above its floor of %d", (name, floor) => {
    expect(figures[name]).toBeGreaterThanOrEqual(floor);
  });

  test("has a floor for every figure", () => {
    expect(Object.keys(FLOORS[split] ?? {})).toEqual(Object.keys(figures));
  });
});

test("confidence means something: sure answers are right far more often than unsure ones", () => {
  const [unsure, sure] = [OWN.held.calibration[4], OWN.held.calibration[9]];
  expect(sure?.right).toBeGreaterThan(0.94);
  expect(unsure?.right).toBeLessThan(0.7);
});

test("every row of the corpus is there once, and the blind ones are nowhere else", () => {
  const splits: readonly Split[] = ["train", "held", "blind"];
  const texts = splits.flatMap((split) =>
    readCorpus("test/corpus", split).map(({ text }) => text.replace(/\s/g, "")),
  );
  // 嗯嗯 may be said twice.
  const seen = new Set<string>();
  const twice = texts.filter((text) => text.length >= 8 && seen.size === seen.add(text).size);
  expect(twice).toEqual([]);
});
