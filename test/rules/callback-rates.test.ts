import { describe, expect, test } from "vitest";
import { isDrawn, kindsAfterSettlement } from "../../src/rules/callback-plan.js";
import type { CaseRecord } from "../../src/rules/case-record.js";
import { settingProblem } from "../../src/rules/settings.js";
import { caseDraft, estate, NOON, noonPlus } from "../db/samples.js";

const settled = (kind: CaseRecord["kind"], round = 1): CaseRecord => ({
  ...caseDraft({ kind, handledAt: noonPlus(60), round }),
  id: 1,
  number: 42,
  version: 1,
  updatedAt: NOON,
});

describe("how many of a kind are called", () => {
  test.each([
    [undefined, ["other"], false],
    [50, [], true],
    [0, [], false],
  ] as const)("suggestions at %s percent, as set with the supervisor (CBK-13)", (percent, kinds, drawn) => {
    const settings = percent === undefined ? {} : { "callback.suggestionPercent": percent };
    const site = estate({ settings });
    expect(kindsAfterSettlement(settled("suggestion"), site)).toEqual(kinds);
    expect(isDrawn(settled("suggestion"), site)).toBe(drawn);
    // Reopened and settled again: asked again whatever the rate says.
    expect(kindsAfterSettlement(settled("suggestion", 2), site)).toEqual(["other"]);
  });

  test("repairs and help requests are never fewer than one in ten, and may be all of them (CBK-11)", () => {
    expect(settingProblem("callback.repairPercent", 9)).not.toBeNull();
    expect(settingProblem("callback.requestPercent", 9)).not.toBeNull();
    expect(isDrawn(settled("repair"), estate())).toBe(true);
    const all = estate({ settings: { "callback.repairPercent": 100 } });
    expect([isDrawn(settled("repair"), all), kindsAfterSettlement(settled("repair"), all)]).toEqual([
      false,
      ["repair"],
    ]);
  });

  test("a complaint is called whatever is set, a question answered the same day is in no sample", () => {
    const site = estate({ settings: { "callback.enquiryPercent": 50 } });
    expect(kindsAfterSettlement(settled("complaint"), site)).toEqual(["complaintCall", "complaintVisit"]);
    expect(isDrawn(settled("enquiry"), site)).toBe(false);
    const nextDay = { ...settled("enquiry"), handledAt: noonPlus(86_400) };
    expect(isDrawn(nextDay, site)).toBe(true);
  });
});
