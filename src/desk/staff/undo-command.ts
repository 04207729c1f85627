import type { CaseRecord } from "../../rules/case-record.js";
import { sayMoment } from "../../rules/estate-time.js";
import { matterLine } from "../../rules/wording/case-words.js";
import {
  appointmentTakenBack,
  releasedNotice,
  takenBackNotice,
} from "../../rules/wording/progress-wording.js";
import { splitTakenBack, takenBack } from "../../rules/wording/undo-wording.js";
import { takeBackCallbacks } from "../cancel-callbacks.js";
import type { DeskDeps } from "../desk-deps.js";
import { endQuestion } from "../end-question.js";
import { LostRace } from "../errors.js";
import type { StaffContext } from "../handle-staff-message.js";
import { takeBackCorrection } from "../keep-corrections.js";
import type { ActedRecord, StaffAct } from "../notice-ports.js";
import { notifyResident, type ResidentNotice } from "../notify-resident.js";
import type { Stores } from "../ports.js";
import { tellWorkers } from "../tell-workers.js";
import { tellNoteVoid } from "./note-case.js";
import { restoreClocks } from "./restore-clocks.js";
import { refused, type StaffAnswer } from "./run-staff-command.js";
import { holdersOfChangedCards, releaseLateHouseholds, tellCardHolders } from "./take-back-acceptance.js";
import { takeBackAudit } from "./take-back-audit.js";
import { takeBackFacts } from "./take-back-facts.js";
import { tellHolderAgain } from "./tell-released.js";
import { withdrawNotice } from "./withdraw-notice.js";

/** Time for second thoughts (design §5). */
const UNDO_MILLIS = 5 * 60_000;

/** One record of an act that is being taken back. */
interface Undoing {
  readonly context: StaffContext;
  readonly act: StaffAct;
  readonly acted: ActedRecord;
  readonly record: CaseRecord;
}

async function noteTakenBack(stores: Stores, { context, act, record }: Undoing): Promise<void> {
  const entries = await stores.ledger.ofCase(record.id);
  await stores.ledger.append(record.id, {
    at: context.now,
    type: "corrected",
    actor: context.member.userid,
    data: { undone: act.verb },
    inboundId: context.message.id,
    correctsId: entries.find((entry) => entry.inboundId === act.inboundId)?.id ?? null,
  });
}

/** The record as it was, with its clocks; returns it and how many messages about it never went out. */
async function restore(stores: Stores, undoing: Undoing): Promise<{ record: CaseRecord; dropped: number }> {
  const { context, act, acted, record } = undoing;
  const { estate, now } = context;
  const restored = await stores.cases.update(record, acted.before ?? {}, now);
  if (!restored) throw new LostRace(`case ${record.id}`);
  await noteTakenBack(stores, undoing);
  if (act.verb === "settle") await takeBackCallbacks(stores, { settled: record, estate, now });
  // A note moved no clock and sent nothing: whatever started or waits since is not its doing.
  if (act.verb === "note") {
    await tellNoteVoid(stores, context, restored);
    return { record: restored, dropped: 0 };
  }
  if (act.verb === "correct") {
    const before = acted.before ?? {};
    await takeBackFacts(stores, context, { corrected: record, restored, before });
    return { record: restored, dropped: 0 };
  }
  await restoreClocks(stores, { record: restored, estate, clocks: act.clocks, now });
  if (act.verb === "settle") await endQuestion(stores, record, { because: "takenBack" });
  const holders = act.verb === "accept" ? await holdersOfChangedCards(stores, context, record) : [];
  const { dropped } = await stores.acts.dropWaiting(record.id, act.at, now);
  await tellCardHolders(stores, context, { restored, holders });
  if (act.verb === "transfer") await tellHolderAgain(stores, context, restored);
  return { record: restored, dropped };
}

/** 撤回 of 拆分: the record it opened ends as part of the one it came from; who has its card hears it. */
async function closeSplitOff(stores: Stores, undoing: Undoing, origin: CaseRecord): Promise<void> {
  const { context, act, record } = undoing;
  const { estate, message, now } = context;
  const closed = await stores.cases.update(
    record,
    { status: "closed", closedAt: now, closeReason: `拆分撤回，并回 #${origin.number}`, linkKind: "merged" },
    now,
  );
  if (!closed) throw new LostRace(`case ${record.id}`);
  await noteTakenBack(stores, undoing);
  await restoreClocks(stores, { record: closed, estate, clocks: [], now });
  const { gone } = await stores.acts.dropWaiting(record.id, act.at, now);
  if (gone === 0) return;
  const words = splitTakenBack(origin);
  await tellWorkers(stores, { estate, record: closed, words, cause: `undone:${message.id}`, now });
}

/** Whoever heard that it was done, who comes, or when somebody comes, hears that it is not so. */
async function correctNotice(
  deps: DeskDeps,
  stores: Stores,
  at: { context: StaffContext; record: CaseRecord; correction: Pick<ResidentNotice, "words" | "importance"> },
): Promise<void> {
  const { context, record, correction } = at;
  const { estate, now } = context;
  await notifyResident(deps, stores, {
    estate,
    record,
    ...correction,
    key: `takenBack:${record.id}:${context.message.id}`,
    caller: null,
    now,
  });
}

/** What the resident has to hear when this is taken back, as weighty as what they had heard; null for nothing. */
function correctionFor(
  { estate, now }: StaffContext,
  act: StaffAct,
  record: CaseRecord,
): Pick<ResidentNotice, "words" | "importance"> | null {
  if (act.verb === "settle") return { words: takenBackNotice(record), importance: "outcome" };
  if (act.verb === "appoint") {
    const agreed = record.appointmentAt && sayMoment(record.appointmentAt, now, estate.timezone);
    return { words: appointmentTakenBack(record, agreed), importance: "normal" };
  }
  return act.verb === "accept" ? { words: releasedNotice(record), importance: "normal" } : null;
}

async function takeBack(
  deps: DeskDeps,
  stores: Stores,
  at: { context: StaffContext; act: StaffAct; records: readonly CaseRecord[] },
): Promise<StaffAnswer> {
  const { context, act, records } = at;
  const [own] = records;
  if (!own) return refused("找不到要撤回的记录。");
  let restoredOwn = own;
  for (const [place, acted] of act.records.entries()) {
    const record = records[place];
    if (!record) throw new Error(`act ${act.id} without a record`);
    const undoing = { context, act, acted, record };
    if (acted.before === null) {
      await closeSplitOff(stores, undoing, own);
      continue;
    }
    const restored = await restore(stores, undoing);
    if (place === 0) restoredOwn = restored.record;
    const correction = correctionFor(context, act, restored.record);
    if (correction && restored.dropped === 0) {
      await correctNotice(deps, stores, { context, record: restored.record, correction });
    }
  }
  if (act.verb === "accept") {
    await releaseLateHouseholds(stores, context, { lead: restoredOwn, known: records });
  }
  const by = context.member.userid;
  const { estate, script, now } = context;
  await takeBackCorrection(stores, { estate, script, record: restoredOwn, by, now });
  return { words: takenBack(act.verb, records), done: true, caseId: own.id };
}

/** The first record somebody went on from since; a note stands beside its state and hinders nothing. */
function movedOn(act: StaffAct, records: readonly CaseRecord[]): CaseRecord | undefined {
  if (act.verb === "note") return undefined;
  return records.find((record, place) => record.version !== act.records[place]?.versionAfter);
}

/** 撤回 7 while the last act was on something else: nothing is taken back that was not named. */
function onSomethingElse(act: StaffAct, records: readonly CaseRecord[], about: number): StaffAnswer | null {
  if (records.some(({ number }) => number === about)) return null;
  const [own] = records;
  const last =
    own && act.noticeId === null ? `在 #${own.number}（${matterLine(own, 12)}）上` : "发通知或审核";
  return refused(
    `您最近一步是${last}，不是 #${about}，什么都没撤回。要撤回那一步请只写「撤回」；#${about} 请用「备注 ${about} …」说明。`,
  );
}

/**
 * 撤回: the member's last command of the last five minutes is taken back; the ledger keeps both. `about` is the case
 * they named, if any.
 */
export async function undoCommand(
  deps: DeskDeps,
  stores: Stores,
  { about, ...context }: StaffContext & { readonly about: number | undefined },
): Promise<StaffAnswer> {
  const { estate, member, now } = context;
  const since = new Date(now.getTime() - UNDO_MILLIS);
  const act = await stores.acts.latestOf(estate.id, member.userid, since);
  if (!act) return refused("5分钟内没有可以撤回的操作。要改请用「备注」说明，或请主管处理。");
  const found = await stores.cases.findAll(act.records.map(({ caseId }) => caseId));
  const records = act.records.flatMap(({ caseId }) => found.filter(({ id }) => id === caseId));
  const other = about === undefined ? null : onSomethingElse(act, records, about);
  if (other) return other;
  const moved = movedOn(act, records);
  if (moved) {
    return refused(
      `#${moved.number}（${matterLine(moved, 12)}）之后又有变动，不能直接撤回。请「查 ${moved.number}」看现在的情况。`,
      moved,
    );
  }
  if (!(await stores.acts.markUndone(act.id, now))) throw new LostRace(`act ${act.id}`);
  const { noticeId, subject } = act;
  if (subject !== null) return takeBackAudit(stores, context, subject);
  if (noticeId !== null) return withdrawNotice(deps, stores, { context, act: { ...act, noticeId } });
  return takeBack(deps, stores, { context, act, records });
}
