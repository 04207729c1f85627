import { describe, expect, test } from "vitest";
import { readEstateFile } from "../../src/edges/estate-file.js";
import { wallClock } from "../../src/rules/estate-time.js";
import { readDeputy, readLeave } from "../../src/rules/leave.js";

const ZONE = "Asia/Shanghai";
/** A Sunday. */
const NOW = new Date("2026-11-22T14:37:00+08:00");

function show(at: Date): string {
  const { month, day, hour, minute } = wallClock(at, ZONE);
  return `${month}-${day} ${hour}:${String(minute).padStart(2, "0")}`;
}

function read(words: string): string {
  const span = readLeave(words, { now: NOW, timezone: ZONE });
  if (span === null) return "none";
  return "problem" in span ? span.problem : `${show(span.from)} to ${show(span.until)}`;
}

describe("days off are read as they are written", () => {
  test.each([
    ["3天", "11-22 14:37 to 11-25 0:00"],
    ["明天起两天", "11-23 0:00 to 11-25 0:00"],
    ["周三开始请 3天", "11-25 0:00 to 11-28 0:00"],
    ["下周三下周四", "11-25 0:00 to 11-27 0:00"],
    ["周三、周四", "11-25 0:00 to 11-27 0:00"],
    ["明天下午到后天", "11-23 12:00 to 11-25 0:00"],
    ["明天上午", "11-23 8:00 to 11-23 12:00"],
    ["明天", "11-23 0:00 to 11-24 0:00"],
    ["周五到周一", "11-27 0:00 to 12-1 0:00"],
    ["25号到27号", "11-25 0:00 to 11-28 0:00"],
    ["25到27号", "11-25 0:00 to 11-28 0:00"],
    ["12月25-27日", "12-25 0:00 to 12-28 0:00"],
    ["周三到五", "11-25 0:00 to 11-28 0:00"],
    ["下周一至三", "11-23 0:00 to 11-26 0:00"],
    ["28号到3号", "11-28 0:00 to 12-4 0:00"],
    ["11.25-11.27", "11-25 0:00 to 11-28 0:00"],
    ["周三到周五 3天", "11-25 0:00 to 11-28 0:00"],
    ["明天9点到11点", "11-23 9:00 to 11-23 11:00"],
    ["今天", "11-22 14:37 to 11-23 0:00"],
  ])("%s is %s", (words, meant) => {
    expect(read(words)).toBe(meant);
  });

  test.each([
    ["身体不舒服", /^none$/],
    ["明天半天", /^none$/],
    ["周三、周五", /一次写一段/],
    ["周三到周五 5天", /对不上/],
    ["昨天", /已经过了/],
    ["后天到明天", /结束早于开始/],
    ["2月30日到3月2日", /2月30日/],
    ["明天7点到周五", /明天07:00还是明天19:00/],
  ])("%s is not guessed", (words, answer) => {
    expect(read(words)).toMatch(answer);
  });
});

test.each([
  ["明天 代 赵强", "赵强"],
  ["明天 代班：赵强", "赵强"],
  ["明天，赵强代", "赵强"],
  ["明天 赵强代班", "赵强"],
  ["明天由赵强代", "赵强"],
  ["明天 代 zhaoqiang", "赵强"],
  ["明天 代 赵小强", null],
  ["明天", null],
])("who stands in: %s", async (words, name) => {
  const file = await readEstateFile("src/simulator/sample-estate.yaml", () => undefined);
  const estate = file.kind === "problems" ? undefined : file.estates[0];
  if (!estate) throw new Error("no estate");
  const deputy = readDeputy(words, estate);
  expect(deputy.member?.name ?? null).toBe(name);
  expect(deputy.unknown).toBe(words.includes("小") ? "赵小强" : null);
});
