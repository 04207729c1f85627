import fc from "fast-check";
import { expect, test } from "vitest";
import type { AuditItem } from "../../src/rules/audit-list.js";
import { DOUBTS } from "../../src/rules/audit-list.js";
import { inPages } from "../../src/rules/audit-pages.js";
import { utf8Bytes } from "../../src/rules/byte-text.js";
import { LEDGER_TYPES } from "../../src/rules/ledger-entry.js";
import { periodAt } from "../../src/rules/periods.js";
import { auditList } from "../../src/rules/wording/audit-wording.js";
import { caseDraft, estate, NOON } from "../db/samples.js";

test("pages hold every block once and in order, none more than its room unless it is alone", () => {
  const blocks = fc.array(fc.string({ maxLength: 40 }), { minLength: 1 });
  fc.assert(
    fc.property(blocks, fc.integer({ min: 1, max: 200 }), (all, rest) => {
      const first = Math.floor(rest / 2);
      const pages = inPages(all, { first, rest, most: 5 });
      expect(pages.flat()).toEqual(all);
      for (const [index, page] of pages.entries()) {
        const bytes = page.reduce((sum, block) => sum + utf8Bytes(block) + 1, 0);
        expect(page.length).toBeLessThanOrEqual(5);
        if (page.length > 1) expect(bytes).toBeLessThanOrEqual(index === 0 ? first : rest);
      }
    }),
  );
});

/** A matter about which everything is to be said. */
function longestItem(number: number): AuditItem {
  const record = {
    ...caseDraft({
      kind: "complaint",
      complaintClass: "important",
      matter: "厨房漏水".repeat(20),
      status: "handled",
    }),
    assignee: "zhaoqiang",
    id: number,
    number,
    version: 1,
    updatedAt: NOON,
  };
  const entries = LEDGER_TYPES.map((type, index) => ({
    id: index,
    caseId: number,
    at: NOON,
    type,
    actor: "guanjia",
    data: {},
    inboundId: null,
    correctsId: null,
  }));
  return { record, entries, doubts: DOUBTS, mark: "correction" };
}

test("no page is longer than a text of the app may be, however much there is to say", () => {
  const place = { estate: estate(), now: NOON };
  const items = Array.from({ length: 60 }, (_, index) => longestItem(900_000 + index));
  const period = periodAt("week", NOON, { timezone: "Asia/Shanghai" });
  const extra = ["部门：工程部100、秩序维护部100、保洁部100、绿化部100、财务部100、客服部100", "升级100次"];
  const said = (page: number) =>
    auditList({ kind: "weekly", period, items, page, signed: null, extra }, place);
  for (let page = 1; page <= 12; page += 1) expect(utf8Bytes(said(page))).toBeLessThanOrEqual(2_048);
  expect(said(1)).toMatch(/（第1\/\d+页）/);
  expect(said(99)).toMatch(/#900059/);
  expect(said(99)).not.toMatch(/下一页/);
});
