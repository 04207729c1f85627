import type { Estate } from "../rules/estate.js";
import { memberReaders } from "../rules/figures/report-recipients.js";
import type { Absence } from "../rules/ladder.js";
import { settingOf } from "../rules/settings.js";
import { listed, type ReportLine, title } from "../rules/wording/report-lines.js";
import { listLine } from "../rules/wording/staff-wording.js";
import type { Stores } from "./ports.js";

/** Matters a member's own digest names. */
const NAMED = 5;
const MOST_MATTERS = 500;

/** What each member still holds (REC-14), for those who want it; nobody unless the estate switched it on. */
export async function tellMembersTheirOwn(
  stores: Stores,
  facts: { readonly estate: Estate; readonly absences: readonly Absence[]; readonly now: Date },
): Promise<{ userid: string; parts: readonly (readonly ReportLine[])[] }[]> {
  const { estate, now } = facts;
  if (!settingOf(estate, "digest.members")) return [];
  const open = await stores.cases.listOpen(estate.id, {}, MOST_MATTERS);
  const holding = open.flatMap(({ assignee }) => assignee ?? []);
  return memberReaders(facts, holding).map((userid) => {
    const own = open.filter(({ assignee }) => assignee?.toLowerCase() === userid.toLowerCase());
    const lines = own.slice(0, NAMED).map((record) => listed(listLine(record, estate, { dueAt: null, now })));
    const more = own.length > NAMED ? [listed(`另有${own.length - NAMED}件，回复「我的」看全部。`)] : [];
    const head = title(`【我的】您手上还有${own.length}件没办完，等得最久的在前：`);
    return { userid, parts: [[head, ...lines, ...more]] };
  });
}
