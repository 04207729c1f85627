import { expect, test } from "vitest";
import { acceptableSummary } from "../../src/rules/model-summary.js";
import { hidePersonalData } from "../../src/rules/personal-data.js";

const HIDDEN = hidePersonalData(
  "3-2-502家厨房水管漏了三天，前台说派人一直没来，地板都泡坏了，电话13800138000，请尽快处理",
  { buildings: [], people: [] },
);

test("a line of the writer's own words is taken, its data put back", () => {
  expect(acceptableSummary("〔房号1〕厨房水管漏了三天没人来，地板泡坏。", HIDDEN)).toBe(
    "3-2-502厨房水管漏了三天没人来,地板泡坏",
  );
});

test.each([
  ["too long", "厨房水管漏水".repeat(10)],
  ["empty", "  "],
  ["about something else", "业主对绿化养护提出若干合理化建议"],
  ["an address of the net", "厨房水管漏 https://x.example"],
  ["markup", "厨房水管漏了<font>三天</font>"],
  ["an invented datum", "〔房号2〕厨房水管漏了三天"],
])("a line that is %s is not", (_what, line) => {
  expect(acceptableSummary(line, HIDDEN)).toBe(null);
});
