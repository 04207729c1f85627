import type { CaseRecord, NewCaseRecord } from "../../rules/case-record.js";
import { matterLine } from "../../rules/wording/case-words.js";
import { takenBackNotice } from "../../rules/wording/progress-wording.js";
import type { DeskDeps } from "../desk-deps.js";
import { LostRace } from "../errors.js";
import type { StaffContext } from "../handle-staff-message.js";
import { takeBackCorrection } from "../keep-corrections.js";
import type { StaffAct } from "../notice-ports.js";
import { notifyResident } from "../notify-resident.js";
import type { Stores } from "../ports.js";
import { releaseNudges } from "./hold-nudges.js";
import { refused, type StaffAnswer } from "./run-staff-command.js";

/** Time for second thoughts (design §5). */
const UNDO_MILLIS = 5 * 60_000;

/** Commands that can be taken back: those that change one record and nobody else's. */
const UNDOABLE: ReadonlySet<string> = new Set([
  "accept",
  "settle",
  "transfer",
  "classify",
  "changeKind",
  "appoint",
  "note",
]);

/** Commands that cannot, each with the reason and the command that gets there instead. */
const LASTING: Readonly<Record<string, (number: number) => string>> = {
  pause: (number) =>
    `暂停已经让时限停表，不能当作没停过。要继续计时请回复「恢复 ${number}」，停的时间会补回。`,
  resume: (number) =>
    `恢复时已按停的时间重算了时限，不能倒回去。还要等请回复「暂停 ${number} 等什么 到哪天」。`,
  merge: (number) =>
    `合并后被并的那件的时限已经结束，不能照原样恢复。还要分开办请回复「拆分 ${number} 另一件的事由」。`,
  split: (number) =>
    `拆出来的那件已经有了编号，也通知了经办部门，不能当作没有。要并回去请回复「合并 ${number} 拆出的编号」。`,
};

const NEVER_RESTORED = new Set(["id", "number", "version", "updatedAt", "firstReplyAt", "chaseCount"]);

function changedFields(before: CaseRecord, after: CaseRecord): Partial<NewCaseRecord> {
  const changed = Object.entries(before).filter(
    ([name, value]) => !NEVER_RESTORED.has(name) && String(value) !== String(after[name as keyof CaseRecord]),
  );
  return Object.fromEntries(changed) as Partial<NewCaseRecord>;
}

/** Keeps how a record was before a command, so that for five minutes 撤回 takes it back or says why it cannot. */
export async function rememberAct(
  stores: Stores,
  context: StaffContext,
  act: { verb: string; before: CaseRecord; openDuties: readonly number[] },
): Promise<void> {
  // What cannot be taken back is kept too: 撤回 must never reach past it to an older command.
  if (!UNDOABLE.has(act.verb) && !(act.verb in LASTING)) return;
  const after = await stores.cases.find(act.before.id);
  if (!after) return;
  await stores.acts.note({
    estateId: context.estate.id,
    userid: context.member.userid,
    verb: act.verb,
    inboundId: context.message.id,
    caseId: after.id,
    noticeId: null,
    before: changedFields(act.before, after),
    openDuties: act.openDuties,
    versionAfter: after.version,
    at: context.now,
  });
}

async function restore(
  deps: DeskDeps,
  stores: Stores,
  { context, act, record }: { context: StaffContext; act: StaffAct; record: CaseRecord },
): Promise<StaffAnswer> {
  const { estate, member, message, now } = context;
  const restored = await stores.cases.update(record, act.before, now);
  if (!restored) throw new LostRace(`case ${record.id}`);
  // A note moved no clock and sent nothing: whatever started or waits since is not its doing.
  const isNote = act.verb === "note";
  if (!isNote) await stores.acts.restoreDuties(restored, act.openDuties, now);
  if (act.verb === "accept") await releaseNudges(stores, { record: restored, estate, now });
  const dropped = isNote ? 0 : await stores.acts.dropWaiting(record.id, act.at, now);
  await takeBackCorrection(stores, { estate, record: restored, by: member.userid, now });
  const entries = await stores.ledger.ofCase(record.id);
  await stores.ledger.append(record.id, {
    at: now,
    type: "corrected",
    actor: member.userid,
    data: { undone: act.verb },
    inboundId: message.id,
    correctsId: entries.find((entry) => entry.inboundId === act.inboundId)?.id ?? null,
  });
  if (act.verb === "settle" && dropped === 0) {
    await notifyResident(deps, stores, {
      estate,
      record: restored,
      words: takenBackNotice(restored),
      key: `takenBack:${record.id}:${message.id}`,
      importance: "outcome",
      caller: null,
      now,
    });
  }
  const outcome = isNote ? "刚才的备注作废" : "回到原来的样子";
  return {
    words: `已撤回，#${record.number}（${matterLine(record)}）${outcome}，记录里两笔都保留。`,
    done: true,
    caseId: record.id,
  };
}

/** 撤回: the member's last command of the last five minutes is taken back; the ledger keeps both. */
export async function undoCommand(
  deps: DeskDeps,
  stores: Stores,
  context: StaffContext,
): Promise<StaffAnswer> {
  const { estate, member, now } = context;
  const since = new Date(now.getTime() - UNDO_MILLIS);
  const act = await stores.acts.latestOf(estate.id, member.userid, since);
  if (!act) return refused("5分钟内没有可以撤回的操作。要改请用「备注」说明，或请主管处理。");
  const record = act.caseId === null ? null : await stores.cases.find(act.caseId);
  const lasting = LASTING[act.verb];
  if (record && lasting) return refused(lasting(record.number), record);
  // A note stands beside the record's state: whatever changed since does not rest on it.
  if (record && act.verb !== "note" && record.version !== act.versionAfter) {
    return refused(
      `#${record.number} 之后又有变动，不能直接撤回。请「查 ${record.number}」看现在的情况。`,
      record,
    );
  }
  if (!(await stores.acts.markUndone(act.id, now))) throw new LostRace(`act ${act.id}`);
  if (act.noticeId !== null) {
    await stores.notices.withdraw(act.noticeId, now);
    return { words: "通知已撤回，之后有人问起不再照它答。", done: true, caseId: null };
  }
  if (!record) return refused("找不到要撤回的记录。");
  return restore(deps, stores, { context, act, record });
}
