import { expect, test } from "vitest";
import { utf8Bytes } from "../../src/rules/byte-text.js";
import { COMMAND_FORMS, readStaffCommand, type StaffVerb } from "../../src/rules/staff-commands.js";
import { HELPED_VERBS, help } from "../../src/rules/wording/help-wording.js";

const VERBS = Object.keys(COMMAND_FORMS) as StaffVerb[];

test.each(["", "时限", "整理", "回访", "审核"])("帮助 %s fits one message of the app whole", (topic) => {
  expect(utf8Bytes(help(topic))).toBeLessThanOrEqual(2_048);
});

test("every command is on some page of the help, and is written there as it is read", () => {
  expect([...new Set([...HELPED_VERBS, "help"])].sort()).toEqual([...VERBS].sort());
  for (const verb of VERBS)
    expect(readStaffCommand(COMMAND_FORMS[verb], null).verb, COMMAND_FORMS[verb]).toBe(verb);
});

test("a page names the others, and an unknown word brings the first", () => {
  expect(help("")).toMatch(/还有「帮助 时限」「帮助 整理」「帮助 回访」「帮助 审核」。$/);
  expect(help("审核")).toMatch(
    /审核 今日 — [\s\S]*还有「帮助 时限」「帮助 整理」「帮助 回访」，常用的看「帮助」。$/,
  );
  expect(help("天气")).toBe(help(""));
});
