import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { CAUSES, causeAtRecording, proposeCause, readCause } from "../../src/rules/figures/causes.js";
import { createReceivedCount } from "../../src/rules/figures/count-records.js";
import { keepsTarget, kpisOf } from "../../src/rules/figures/kpi.js";
import { KPI_TABLE } from "../../src/rules/figures/kpi-table.js";
import { NOT_MEASURED } from "../../src/rules/figures/not-measured.js";
import { emptyMeasures, mergeFigures, type PeriodFigures } from "../../src/rules/figures/period-figures.js";
import { sayPercent } from "../../src/rules/wording/figure-words.js";
import { kpiTable } from "../../src/rules/wording/monthly-wording.js";
import { estate } from "../db/samples.js";

const NOTHING: PeriodFigures = {
  from: "2026-10-31T16:00:00.000Z",
  to: "2026-11-30T16:00:00.000Z",
  received: [],
  settled: [],
  satisfaction: [],
  measures: emptyMeasures(),
  places: [],
  slowest: [],
  chased: [],
  climbs: 0,
  noOneReached: 0,
};

const answers = (satisfied: number, dissatisfied: number): PeriodFigures => ({
  ...NOTHING,
  satisfaction: [
    {
      department: "engineering",
      kind: "repair",
      complaintClass: null,
      handledBy: "liugong",
      satisfied,
      basicallySatisfied: 0,
      dissatisfied,
    },
  ],
});

const factsOf = (figures: PeriodFigures) =>
  ({
    estate: estate(),
    department: null,
    span: { kind: "month", id: "2026-11", from: new Date(NOTHING.from), to: new Date(NOTHING.to) },
    figures,
    before: null,
    names: new Map(),
    changed: [],
    late: false,
    unfinished: false,
  }) as const;

const kpi = (figures: PeriodFigures, key: string, settings = {}) => {
  const found = kpisOf(figures, { settings }).find(({ definition }) => definition.key === key);
  if (!found) throw new Error(`no KPI ${key}`);
  return found;
};

describe("a KPI", () => {
  test("of nothing is neither 0 % nor 100 %, met nor missed", () => {
    for (const { definition, value, isMet } of kpisOf(NOTHING, estate())) {
      if (definition.unit !== "percent") continue;
      expect([definition.id, value, isMet]).toEqual([definition.id, null, null]);
    }
    expect(sayPercent(null)).toBe("无");
  });

  test.each([
    [95, "atLeast", 95, true],
    [94.99, "atLeast", 95, false],
    [5, "atMost", 5, true],
    [6, "atMost", 5, false],
    [2, "below", 2, false],
    [1.9, "below", 2, true],
  ] as const)("%s with target %s %s is met: %s (GEN-03)", (value, operator, target, met) => {
    expect(keepsTarget(value, operator, target)).toBe(met);
  });

  test("just short of its target never reads as if it had met it", () => {
    const close = answers(949, 51);
    expect(kpi(answers(9_499, 501), "satisfactionRate").isMet).toBe(false);
    expect(sayPercent(kpi(answers(9_499, 501), "satisfactionRate").value)).toBe("94.9%");
    expect(kpi(close, "satisfactionRate", { "kpi.satisfactionRate": 94.9 }).isMet).toBe(true);
    expect(sayPercent(100)).toBe("100%");
  });

  test("has the target the catalogue recommends where the sources disagree, and the estate's own above it", () => {
    expect(kpi(NOTHING, "satisfactionRate").target).toBe(95);
    expect(kpi(NOTHING, "cleaningSatisfactionRate").target).toBe(98);
    expect(kpi(NOTHING, "satisfactionRate", { "kpi.satisfactionRate": 85 }).target).toBe(85);
  });

  test("for which the catalogue leaves the target blank is shown and not judged until the estate sets one", () => {
    const measures = { ...emptyMeasures(), ownersCalled: { part: 3, whole: 4 } };
    const figures = { ...NOTHING, measures };
    expect(kpi(figures, "ownerCallbackRate")).toMatchObject({ value: 75, target: null, isMet: null });
    const strict = kpi(figures, "ownerCallbackRate", { "kpi.ownerCallbackRate": 80 });
    expect(strict).toMatchObject({ target: 80, isMet: false });
    const lines = kpiTable(factsOf(figures)).map(({ text }) => text);
    expect(lines).toContain("业主回访率 75%，未设目标（回访过的业主3÷有事项办结的业主4）");
  });

  test("every one of the catalogue is either answered or named as one there are no facts for", () => {
    const listed = [...KPI_TABLE.map(({ id }) => id), ...Object.values(NOT_MEASURED).flat()];
    const all = Array.from({ length: 69 }, (_, index) => `KPI-${String(index + 1).padStart(2, "0")}`);
    expect([...listed].sort()).toEqual(all);
  });

  test("is told with its formula, numerator and denominator, the missed ones first", () => {
    const lines = kpiTable(factsOf(answers(18, 2))).map(({ text }) => text);
    expect(lines[1]).toBe("业户满意率 90%，目标≥95%（满意和基本满意的答复18÷全部答复20）");
    expect(lines.at(-1)).toMatch(/^没有数据.*礼貌待客率/);
  });
});

describe("records counted one by one", () => {
  const record = {
    number: 1,
    kind: "complaint",
    complaintClass: "minor",
    status: "handled",
    responsibleDepartment: "security",
    room: "3-2-502",
    matter: "电梯又停了",
    receivedAt: new Date("2026-11-21T04:00:00Z"),
    acceptedAt: null,
    firstReplyAt: new Date("2026-11-21T04:10:00Z"),
    chaseCount: 0,
    linkKind: null,
    cause: "facility",
    repeatsOneOf: null,
  } as const;
  const terms = {
    responseMinutes: 30,
    firstReplyMinutes: 10,
    secondSince: (received: Date) => new Date(received.getTime() - 90 * 86_400_000),
  };
  const measuresOf = (...records: Parameters<ReturnType<typeof createReceivedCount>["add"]>[0][]) => {
    const count = createReceivedCount(terms);
    for (const one of records) count.add(one);
    return count.result().measures;
  };

  test("a reply in the last moment of its time is in time, one a millisecond later is not", () => {
    const late = { ...record, firstReplyAt: new Date("2026-11-21T04:10:00.001Z") };
    expect(measuresOf(record, late).firstReply).toEqual({ part: 1, whole: 2 });
  });

  test("one merged into another is that other's and counts nowhere", () => {
    const count = createReceivedCount(terms);
    count.add({ ...record, linkKind: "merged" });
    expect(count.result()).toMatchObject({
      received: [],
      places: [],
      measures: { validComplaints: { whole: 0 } },
    });
  });

  test("a second complaint is one within three months of the first, the day itself included", () => {
    const first = (days: number) => ({
      ...record,
      linkKind: "repeat" as const,
      repeatsOneOf: new Date(record.receivedAt.getTime() - days * 86_400_000),
    });
    expect(measuresOf(first(1), first(90), first(91)).repeats).toEqual({ part: 2, whole: 3 });
    expect(measuresOf({ ...first(1), cause: "coordination" }).coordinationRepeats.part).toBe(1);
  });

  test("twelve months added up are the year", () => {
    const month = { ...answers(1, 1), climbs: 2, slowest: [{ number: 4, value: 9 }] };
    const year = mergeFigures(Array(12).fill(month), { from: "a", to: "b" });
    expect(year).toMatchObject({ satisfaction: [{ satisfied: 12, dissatisfied: 12 }], climbs: 24 });
    expect(year.slowest).toHaveLength(5);
  });
});

describe("the cause of a complaint", () => {
  test.each([
    ["保安态度太差了，还骂人", "attitude"],
    ["门岗保安穿拖鞋，一身酒气", "appearance"],
    ["夜班保安在岗亭睡觉", "diligence"],
    ["工程部和保洁部互相推，谁都不管", "coordination"],
    ["停车费多收了两个月", "fees"],
    ["报修三天了一直没人来", "timeliness"],
    ["楼道保洁没扫，都是垃圾", "quality"],
    ["电梯天天坏", "facility"],
    ["我要投诉", "other"],
  ])("%s points to %s", (words, cause) => {
    expect(proposeCause(words)).toBe(cause);
  });

  test("is proposed for complaints only, and named in the supervisor's words", () => {
    expect(causeAtRecording({ kind: "repair", matter: "电梯坏了" })).toBeNull();
    expect(readCause("态度 当班保安")).toEqual({ cause: "attitude", rest: "当班保安" });
    expect(readCause("部门协调问题")).toEqual({ cause: "coordination", rest: "" });
    expect(readCause("不知道")).toBeNull();
    expect(
      new Set(
        ["服务态度", "仪容仪表", "责任心", "协调", "质量", "不及时", "收费", "设施", "其他"].map(
          (word) => readCause(word)?.cause,
        ),
      ),
    ).toEqual(new Set(CAUSES));
  });
});

test("the handbook says how the digest is asked for", async () => {
  const handbook = await readFile("docs/handbook.md", "utf8");
  for (const words of ["汇总 昨天", "原因 42 态度", "下一步"]) expect(handbook).toContain(words);
});
