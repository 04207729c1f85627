import { expect, test } from "vitest";
import { utf8Bytes } from "../../src/rules/byte-text.js";
import { MERGED_BYTES, mergeTexts } from "../../src/rules/merging.js";

const LONG = "很".repeat(400);

test.each([
  [[], null],
  [["one"], null],
  [["one", "two"], { text: "one\ntwo", count: 2 }],
  [["one", "two", "one"], { text: "one\ntwo", count: 3 }],
  [["one", LONG, LONG.slice(1), "two"], { text: `one\n${LONG}`, count: 2 }],
  [[LONG, LONG.slice(1)], null],
  // Said already, it takes no room.
  [["很".repeat(700), "很".repeat(700)], { text: "很".repeat(700), count: 2 }],
] as const)("%j is said as it should be", (texts, merged) => {
  expect(mergeTexts(texts)).toEqual(merged);
});

test("what is merged never exceeds what a message holds", () => {
  const texts = Array.from({ length: 30 }, (_, index) => `第${index}条：${"好".repeat(index * 7)}`);
  for (let rest = [...texts]; rest.length > 1; ) {
    const merged = mergeTexts(rest);
    expect(utf8Bytes(merged?.text ?? "")).toBeLessThanOrEqual(MERGED_BYTES);
    rest = rest.slice(merged?.count ?? 1);
  }
});

test("a last line they share is said once, at the end; one of a single text stays where it is", () => {
  const asks = "处理得怎么样？";
  expect(mergeTexts([`#1 已处理。\n${asks}`, `#2 已处理。\n${asks}`])?.text).toBe(
    `#1 已处理。\n#2 已处理。\n${asks}`,
  );
  expect(mergeTexts([`#1 已处理。\n${asks}`, "#2 由刘工接手。"])?.text).toBe(
    `#1 已处理。\n${asks}\n#2 由刘工接手。`,
  );
});
