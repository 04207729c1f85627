import { expect, test } from "vitest";
import { utf8Bytes } from "../../src/rules/byte-text.js";
import type { CaseRecord } from "../../src/rules/case-record.js";
import type { Duty } from "../../src/rules/duty.js";
import { type NudgeItem, nudgeMessage } from "../../src/rules/wording/nudge-wording.js";
import { caseDraft, dutyDraft, estate, NOON, noonPlus, upTo } from "../db/samples.js";

const WORDS = "厨房水管爆裂漏水已经漫到客厅楼下也渗水了请马上派人来修理并赔偿地板损失";

function late(id: number): NudgeItem {
  const record = {
    ...caseDraft({ matter: WORDS, room: "12-3-1802", emergency: true }),
    id,
    number: 12_000 + id,
  };
  const duty = {
    ...dutyDraft(id, { dueAt: noonPlus(-5_000) }),
    id,
    step: 0,
    settledAt: null,
    cancelledAt: null,
  };
  return {
    word: "unowned",
    record: record as unknown as CaseRecord,
    duty: duty as unknown as Duty,
    reader: null,
  };
}

test.each([1, 2, 5, 20, 40, 400])(
  "%i nudges for a group fit into one text of its robot, whole to the end",
  (count) => {
    const text = nudgeMessage(upTo(count).map(late), { estate: estate(), now: NOON });
    expect(utf8Bytes(text)).toBeLessThanOrEqual(2_048);
    expect(text).toMatch(/#12001/);
    if (count > 5) expect(text).toMatch(/回复「超时」看清单。$/);
  },
);
