import { describe, expect, test } from "vitest";
import { readVisits } from "../../src/rules/visit-round.js";
import { estate, NOON } from "../db/samples.js";

describe("what the supervisor writes", () => {
  const at = { estate: estate(), now: NOON };
  test.each([
    ["走访 3栋 24户 到2026-12-31", "3栋", 24, "2026-12-31T10:00:00.000Z"],
    ["走访3栋2单元，12户，2026年12月1日前", "3栋2单元", 12, "2026-12-01T10:00:00.000Z"],
    ["走访 独居老人 8户 到12月5日", "独居老人", 8, "2026-12-05T10:00:00.000Z"],
  ])("%s", (words, title, households, until) => {
    expect(readVisits(words, at)).toEqual({ kind: "visits", title, households, dueAt: new Date(until) });
  });

  test.each([
    ["走访 3栋 到2026-12-31", /多少户/],
    ["走访 3栋 24户", /到哪一天/],
    ["走访 全小区 900户 到2026-12-31", /1到200户/],
    ["走访 3栋 24户 到2026-01-31", /已经过了/],
  ])("%s", (words, problem) => {
    expect(readVisits(words, at)).toMatchObject({ kind: "problem", words: expect.stringMatching(problem) });
  });
});
