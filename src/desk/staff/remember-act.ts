import type { CaseRecord, NewCaseRecord } from "../../rules/case-record.js";
import type { Duty } from "../../rules/duty.js";
import { clockBefore } from "../../rules/duty-undo.js";
import type { StaffCommand } from "../../rules/staff-commands.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { ActedRecord } from "../notice-ports.js";
import type { Stores } from "../ports.js";

/** Commands on a record that 撤回 takes back. */
const UNDOABLE: ReadonlySet<string> = new Set([
  "accept",
  "settle",
  "transfer",
  "classify",
  "changeKind",
  "appoint",
  "note",
  "correct",
  "pause",
  "resume",
  "merge",
  "split",
]);

const NEVER_RESTORED = new Set(["id", "number", "version", "updatedAt", "firstReplyAt", "chaseCount"]);

/** The records a command may change and the clocks that run on them, as they are before it. */
export interface BeforeAct {
  readonly records: readonly CaseRecord[];
  readonly clocks: readonly Duty[];
}

function changedFields(before: CaseRecord, after: CaseRecord): Partial<NewCaseRecord> {
  const changed = Object.entries(before).filter(
    ([name, value]) => !NEVER_RESTORED.has(name) && String(value) !== String(after[name as keyof CaseRecord]),
  );
  return Object.fromEntries(changed) as Partial<NewCaseRecord>;
}

/** The households of an incident are accepted and settled with it (desk/join-incident.ts). */
const TAKES_HOUSEHOLDS: ReadonlySet<string> = new Set(["accept", "settle"]);

/**
 * Takes down what a command is about to change: its record, for 合并 those that go into it, and for 接单 and 完成 the
 * households of the incident it leads.
 */
export async function lookBeforeAct(
  stores: Stores,
  record: CaseRecord,
  command: StaffCommand,
): Promise<BeforeAct> {
  const records = [record];
  for (const number of command.verb === "merge" ? command.others : []) {
    const other = await stores.cases.findByNumber(record.estateId, number);
    if (other) records.push(other);
  }
  if (TAKES_HOUSEHOLDS.has(command.verb))
    records.push(...(await stores.cases.linkedTo(record.id, "incident")));
  const clocks: Duty[] = [];
  for (const { id } of records) clocks.push(...(await stores.duties.openOfCase(id)));
  return { records, clocks };
}

/** Keeps how everything was before a command, so that 撤回 takes it back for five minutes. */
export async function rememberAct(
  stores: Stores,
  context: StaffContext,
  act: { verb: string; before: BeforeAct; answeredFor: number | null },
): Promise<void> {
  if (!UNDOABLE.has(act.verb)) return;
  const { records, clocks } = act.before;
  const changed: ActedRecord[] = [];
  for (const before of records) {
    const after = await stores.cases.find(before.id);
    if (!after) return;
    changed.push({ caseId: before.id, before: changedFields(before, after), versionAfter: after.version });
  }
  // 拆分 answers with the record it has opened.
  const opened = act.verb === "split" && act.answeredFor ? await stores.cases.find(act.answeredFor) : null;
  if (opened) changed.push({ caseId: opened.id, before: null, versionAfter: opened.version });
  await stores.acts.note({
    estateId: context.estate.id,
    userid: context.member.userid,
    verb: act.verb,
    inboundId: context.message.id,
    caseId: records[0]?.id ?? null,
    noticeId: null,
    subject: null,
    records: changed,
    clocks: clocks.map(clockBefore),
    at: context.now,
  });
}
