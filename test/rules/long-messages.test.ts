import { expect, test } from "vitest";
import type { CaseRecord } from "../../src/rules/case-record.js";
import { readChineseTime } from "../../src/rules/chinese-time.js";
import { reliefIn } from "../../src/rules/relief.js";
import { readReport } from "../../src/rules/report-words.js";
import { decideOnWords } from "../../src/rules/resident-decision.js";
import { readIntent } from "../../src/rules/resident-intent.js";
import { isMereCourtesy, readAnswer } from "../../src/rules/satisfaction.js";
import { readStaffCommand } from "../../src/rules/staff-commands.js";
import { triage } from "../../src/rules/triage/triage.js";
import { shortQuote } from "../../src/rules/wording/quote.js";
import { caseDraft, NOON } from "../db/samples.js";

/** As long as a message may be. */
const LONGEST = 2_000;
const ZONE = "Asia/Shanghai";

const FIRE = {
  ...caseDraft(),
  id: 1,
  number: 1,
  emergency: true,
  receivedAt: NOON,
  updatedAt: NOON,
} as unknown as CaseRecord;

/** Every rule that a resident's or a colleague's words meet, with a fire running. */
function readEverywhere(text: string): readonly unknown[] {
  const facts = {
    triage: triage(text, { buildings: [] }),
    text,
    open: [FIRE],
    running: [FIRE],
    latest: FIRE,
    recent: [FIRE],
  };
  const asked = { asked: FIRE, askedFor: ["room"], intent: null, correction: null, now: NOON };
  return [
    decideOnWords({ ...facts, ...asked }).act,
    isMereCourtesy(text),
    readAnswer(text)?.satisfaction ?? "no answer",
    readIntent(text) ?? "no intent",
    reliefIn(text, "fire"),
    shortQuote(text),
    readStaffCommand(text, null).verb,
    readChineseTime(text, NOON, ZONE).kind,
    readReport(text, { now: NOON, since: NOON, timezone: ZONE }).isStated,
  ];
}

// A pattern that tries a text of n words in 2^n or n³ ways does not end here in anybody's lifetime: no clock is needed.
test.each([
  "嗯",
  "哦",
  "好的",
  "谢谢您",
  "知道了",
  "麻烦了",
  "物业",
  " ",
  "，",
  "！",
  "\n",
  "1",
  "3栋",
  "3-",
  "明天",
  "下午3点",
  "漏水",
  "没人",
  "不满意",
  "完成 1 ",
  "138",
  "a",
])("a message of nothing but «%s», and a word behind, is read like any other", (word) => {
  const row = word.repeat(Math.floor((LONGEST - 10) / word.length));
  for (const text of [row, `${row}水管漏`, `厨房漏水${row}快来`, `#1 ${row}还是漏`]) {
    expect(readEverywhere(text)).not.toContain(undefined);
  }
});
