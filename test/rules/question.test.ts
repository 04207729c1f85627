import { describe, expect, test } from "vitest";
import type { CaseRecord } from "../../src/rules/case-record.js";
import { asksSatisfaction, firstLook, lapseMoment, questionStep } from "../../src/rules/question.js";
import { rungsHigher, runsAgain } from "../../src/rules/sop-reopen.js";
import { DUTY_TABLE, dutyRule } from "../../src/rules/sop-table.js";
import { estate } from "../db/samples.js";

const at = (time: string) => new Date(`2026-11-${time}:00+08:00`);
const place = estate();

describe("moments", () => {
  test.each([
    ["23T09:00", "24T09:00", "25T09:00"],
    ["23T21:59", "24T21:59", "25T21:59"],
    // Nobody is reminded, and nobody called, between ten and the opening of the desk.
    ["23T22:00", "25T08:30", "26T08:30"],
    ["23T03:10", "24T08:30", "25T08:30"],
  ])("asked on the %s, reminded on the %s, over on the %s", (asked, reminded, over) => {
    expect(firstLook(at(asked), { lastInboundAt: at(asked) }, place)).toEqual(at(reminded));
    expect(lapseMoment({ askedAt: at(asked) }, place)).toEqual(at(over));
  });

  test.each([
    // Written on the 22nd at ten: the window ends on the 24th at ten in the morning.
    ["22T10:00", "23T20:00", "24T09:00"],
    // Too soon after the question, or at night: not before the usual time, and then a person asks.
    ["22T10:00", "24T07:00", "25T08:30"],
    ["22T05:00", "23T09:00", "24T09:00"],
  ])("written on the %s, asked on the %s, reminded on the %s", (written, asked, reminded) => {
    expect(firstLook(at(asked), { lastInboundAt: at(written) }, place)).toEqual(at(reminded));
  });

  test("an estate may ask for other lengths; a reminder after the end is none", () => {
    const quick = estate({ settings: { "question.remindHours": 5, "question.lapseHours": 4 } });
    expect(firstLook(at("23T09:00"), { lastInboundAt: null }, quick)).toEqual(at("23T13:00"));
  });
});

describe("the next step", () => {
  const asked = { state: "asked", askedAt: at("23T09:00") } as const;
  const open = { lastInboundAt: at("23T08:00"), sentSinceInbound: 3, humanSince: null };
  const step = (window: Partial<typeof open> | { humanSince: Date }, now = at("24T09:00")) =>
    questionStep(asked, { ...open, ...window }, { estate: place, now });

  test("one reminder while the window is open and the reserve untouched", () => {
    expect(step({})).toEqual({ step: "remind", nextAt: at("25T09:00") });
  });

  test.each([
    [{ sentSinceInbound: 4 }, "reserved"],
    [{ sentSinceInbound: 5 }, "budgetUsed"],
    [{ lastInboundAt: at("22T08:00") }, "windowOver"],
    [{ humanSince: at("24T08:00") }, "humanServing"],
  ])("else a person asks (%o)", (window, because) => {
    expect(step(window)).toEqual({ step: "lapse", because });
  });

  test("whoever was reminded, or should have been days ago, is not reminded again", () => {
    const reminded = { ...asked, state: "reminded" } as const;
    const now = at("25T09:00");
    expect(questionStep(reminded, open, { estate: place, now })).toEqual({
      step: "lapse",
      because: "noAnswer",
    });
    expect(step({ lastInboundAt: at("26T08:00") }, at("26T09:00"))).toEqual({
      step: "lapse",
      because: "noAnswer",
    });
  });
});

test("what nobody did anything about is not asked about", () => {
  const asks = (kind: CaseRecord["kind"]) => asksSatisfaction({ kind, matter: "门禁" });
  expect((["praise", "enquiry"] as const).map(asks)).toEqual([false, false]);
  expect((["repair", "complaint", "request", "suggestion", "unclear"] as const).every(asks)).toBe(true);
});

test("who was in despair is never asked for a mark", () => {
  expect(asksSatisfaction({ kind: "request", matter: "我真的不想活了" })).toBe(false);
});

describe("opened again", () => {
  const ladder = (kind: string, times: number) => {
    const rule = dutyRule(kind);
    return rule && rungsHigher(rule, times).rungs.map(({ role, limit }) => [role, limit !== null]);
  };

  test("a duty runs one rung higher for each settlement in vain, with the limit of the first", () => {
    expect(ladder("reception.settle", 1)).toEqual([
      ["supervisor", true],
      ["centerManager", false],
    ]);
    expect(ladder("reception.settle", 2)).toEqual([
      ["centerManager", true],
      ["generalManager", false],
    ]);
    expect(ladder("complaint.solveMajor", 1)).toEqual([
      ["generalManager", true],
      ["headOffice", false],
    ]);
    expect(ladder("reception.settle", 9)).toEqual(ladder("reception.settle", 2));
  });

  test("what reports a matter does not run again; its limit is counted from now", () => {
    const again = DUTY_TABLE.filter(runsAgain).map(({ kind }) => kind);
    expect(again).toContain("reception.settle");
    expect(again).not.toContain("complaint.reportImportant");
    const rule = dutyRule("reception.settle");
    expect(rule?.runsFromReceipt).toBe(true);
    expect(rule && "runsFromReceipt" in rungsHigher(rule, 1)).toBe(false);
  });
});
