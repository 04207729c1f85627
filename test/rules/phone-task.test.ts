import { expect, test } from "vitest";
import { cutToBytes } from "../../src/rules/byte-text.js";
import { MERGED_BYTES } from "../../src/rules/merging.js";
import { phoneTask } from "../../src/rules/wording/staff-wording.js";
import { caseDraft, NOON } from "../db/samples.js";

/** A text of WeCom, in bytes (protocol §4.1, §6). */
const TEXT_BYTES = 2_048;

const records = Array.from({ length: 15 }, (_, index) => ({
  ...caseDraft({ matter: `${"楼道灯".repeat(20)}不亮`, room: "12-2-1802" }),
  id: index + 1,
  number: index + 101,
  version: 0,
  updatedAt: NOON,
}));

test("however many matters went into a message, all are named with the number to call; only its words are cut", () => {
  const words = "很".repeat(MERGED_BYTES / 3);
  const task = phoneTask({ records, reason: "住户拒收了我们的消息", words, phone: "13800138000" });
  const sent = cutToBytes(task, TEXT_BYTES);
  for (const { number } of records) expect(sent).toContain(`#${number} `);
  expect(sent).toMatch(/电话：13800138000\n可以这样说：很+…$/);
});

test("a message about no matter names none", () => {
  const task = phoneTask({ records: [], reason: "超过48小时", words: "您好", phone: "没有留下电话" });
  expect(task).toMatch(/^【请打电话】一位住户\n/);
});
