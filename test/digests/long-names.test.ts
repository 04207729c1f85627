import { expect, test } from "vitest";
import { utf8Bytes } from "../../src/rules/byte-text.js";
import { DEPARTMENTS } from "../../src/rules/departments.js";
import { emptyMeasures } from "../../src/rules/figures/period-figures.js";
import { dayOf } from "../../src/rules/figures/report-span.js";
import type { Standing } from "../../src/rules/figures/standing.js";
import { dailyReport } from "../../src/rules/wording/daily-wording.js";
import { listed, plain, reportMessages, title } from "../../src/rules/wording/report-lines.js";
import { reportingEstate } from "./desk-at-reports.js";

const NOW = new Date("2026-11-21T10:07:00Z");
const LONG = "云栖花园二期东区国际社区物业服务中心";
const house = reportingEstate({
  name: LONG,
  departments: Object.fromEntries(
    DEPARTMENTS.map((id) => [id, { name: `${LONG}${id}部`, head: "zhaoqiang", group: "managers" }]),
  ),
});
const matter = (number: number) => ({
  number,
  kind: "complaint" as const,
  complaintClass: "major" as const,
  room: "3-2-502",
  matter: `电话13800138000的住户说<@all>整栋楼的水管[点](http://x)都在漏`.repeat(9),
  summary: null,
  assignee: "zhaoqiang",
  dueAt: new Date(NOW.getTime() - number * 3_600_000),
  ownerRole: "departmentHead" as const,
  ownerUserid: "zhaoqiang",
});
const standing: Standing = {
  open: DEPARTMENTS.map((department) => ({ kind: "complaint", department, count: 12_345 })),
  ages: { day: 1, days: 2, week: 3, longer: 4 },
  unaccepted: 12_345,
  unclear: 12_345,
  unansweredEmergency: null,
  late: 12_345,
  worst: [matter(987_654), matter(987_655), matter(987_656)],
  routinesLate: 99,
  dueTomorrow: 12_345,
  noOneReached: 12_345,
  callbacks: { due: 12_345, done: 12_345, late: 12_345 },
  undelivered: { failed: 12_345, phoneTasks: 12_345 },
  shared: [matter(1), matter(2), matter(3)].map((one) => ({ ...one, households: 240 })),
  stuck: 0,
};

function fullestDay() {
  const cells = DEPARTMENTS.map((department) => ({
    kind: "complaint" as const,
    complaintClass: "major" as const,
    department,
    cause: "other" as const,
    count: 12_345,
  }));
  const day = dayOf(NOW, house.timezone);
  return dailyReport({
    estate: house,
    department: null,
    span: { ...day, to: NOW },
    figures: {
      from: day.from.toISOString(),
      to: NOW.toISOString(),
      received: cells,
      settled: cells.map((cell) => ({ ...cell, minutes: 9 })),
      satisfaction: [],
      measures: { ...emptyMeasures(), repeats: { part: 12_345, whole: 12_345 } },
      places: [],
      slowest: [],
      chased: [],
      climbs: 0,
      noOneReached: 0,
    },
    standing,
    usual: { received: 1_234.5, settled: 1_234.5, days: 4 },
    between: { since: new Date("2026-11-20T10:07:00Z"), received: 99, settled: 99 },
    late: { dueAt: NOW, missed: [new Date("2026-11-19T10:07:00Z")] },
    problems: ["one"],
    now: NOW,
  });
}

test("the fullest day of an estate of long names fits: one message for a group, whole lines everywhere", () => {
  const lines = fullestDay();
  const app = reportMessages(lines, "app");
  const robot = reportMessages(lines, "robot");
  for (const text of app) expect(utf8Bytes(text)).toBeLessThanOrEqual(2_048);
  for (const text of robot) expect(utf8Bytes(text)).toBeLessThanOrEqual(4_096);
  expect(robot).toHaveLength(1);
  expect(app.length).toBeLessThanOrEqual(2);
  expect(app.join("\n").split("\n")).toHaveLength(lines.length);
  expect(lines.at(-1)?.text).toMatch(/^下一步：先问赵强 #987654办到哪了，回复「查 987654」/);
});

test("a resident's words mention nobody, link nowhere and show no telephone number", () => {
  for (const text of [...reportMessages(fullestDay(), "app"), ...reportMessages(fullestDay(), "robot")]) {
    expect(text).not.toMatch(/13800138000/);
  }
  const [group = ""] = reportMessages(fullestDay(), "robot");
  expect(group).not.toMatch(/<@|\]\(/);
});

test("a report is broken between lines only, and every line is there once and in order", () => {
  const lines = Array.from({ length: 300 }, (_, index) => plain(`第${index}行${"长".repeat(index % 40)}`));
  for (const channel of ["app", "robot"] as const) {
    const messages = reportMessages(lines, channel);
    expect(messages.length).toBeGreaterThan(2);
    expect(messages.join("\n").split("\n")).toEqual(lines.map(({ text }) => text));
  }
});

test("a group reads markdown, a member plain text", () => {
  const lines = [title("标题"), listed("一行")];
  expect(reportMessages(lines, "robot")).toEqual(["**标题**\n> 一行"]);
  expect(reportMessages(lines, "app")).toEqual(["标题\n一行"]);
});
