import type { CaseRecord } from "../rules/case-record.js";
import type { Estate } from "../rules/estate.js";
import { reach } from "../rules/ladder.js";
import { promisedBy } from "../rules/sop.js";
import { asksAboutSettlement } from "../rules/sop-callbacks.js";
import type { ReopenedNews } from "../rules/wording/reopened-wording.js";
import { toldDirector, toldSupervisor, toldWorkers } from "../rules/wording/reopened-wording.js";
import { reopenedAnswer } from "../rules/wording/satisfaction-wording.js";
import { cancelCallback } from "./cancel-callbacks.js";
import type { DeskDeps } from "./desk-deps.js";
import { endQuestion } from "./end-question.js";
import { LostRace } from "./errors.js";
import { notifyResident } from "./notify-resident.js";
import { PRIORITY } from "./outbound-message.js";
import type { Stores } from "./ports.js";
import { plainText, queueMessage } from "./queue-message.js";
import { settleDuties, startDuties } from "./start-duties.js";
import { tellSupervisors } from "./tell-supervisors.js";
import { tellWorkers } from "./tell-workers.js";

/** A settled matter with which the resident is not satisfied (CBK-24). */
export interface BadAnswer {
  readonly estate: Estate;
  /** As it was settled. */
  readonly record: CaseRecord;
  /** The resident's words, verbatim; empty when there were none. */
  readonly words: string;
  /** userid of whoever heard it in a callback; null = the resident wrote it, and is answered by the caller. */
  readonly heardBy: string | null;
  readonly inboundId: number | null;
  /** Matters the words might have meant as well. */
  readonly others?: readonly CaseRecord[];
  readonly now: Date;
}

/** The matter as it is now, who owes it and by when. */
export interface Reopened {
  readonly record: CaseRecord;
  readonly owner: string | null;
  readonly promisedBy: Date | null;
}

/** What was planned to ask about this settlement is void: the next one is asked about anew (CBK-24). */
async function cancelCallbacks(stores: Stores, { record, now }: BadAnswer): Promise<void> {
  for (const callback of await stores.callbacks.ofCase(record.id)) {
    if (callback.state === "planned" && asksAboutSettlement(callback.kind)) {
      await cancelCallback(stores, callback, now);
    }
  }
}

/** Open again with its memory: whoever handled it, the chasers and every entry stay; a household gets clocks of its own. */
async function openAgain(stores: Stores, bad: BadAnswer): Promise<CaseRecord> {
  const { record, now } = bad;
  const open = {
    status: record.assignee ? "accepted" : "recorded",
    handledAt: null,
    closedAt: null,
    closeReason: null,
    retainUntil: null,
    reportCount: record.reportCount + 1,
    ...(record.linkKind === "incident" ? { linkKind: "related" as const } : {}),
  } as const;
  const updated = await stores.cases.update(record, open, now);
  if (!updated) throw new LostRace(`case ${record.id}`);
  return updated;
}

async function tellEverybody(stores: Stores, news: ReopenedNews): Promise<void> {
  const { record, estate, now, heardBy } = news;
  const cause = `reopened:${record.id}:${record.round}`;
  const ladder = [{ role: "officeDirector" as const, until: null, takesOver: false }];
  const absences = await stores.absences.current(estate.id, now);
  const { userid } = reach({ ladder, step: 0, ownerUserid: null }, { estate, record, absences, now });
  if (userid && userid.toLowerCase() !== heardBy?.toLowerCase()) {
    await queueMessage(
      stores,
      {
        estateId: estate.id,
        key: `${cause}:director:${userid}`,
        target: { channel: "app", userid },
        content: plainText(toldDirector(news)),
        record,
        priority: PRIORITY.notice,
      },
      now,
    );
  }
  await tellSupervisors(stores, { estate, record, words: toldSupervisor(news), key: cause, now });
  await tellWorkers(stores, { estate, record, words: toldWorkers(news), cause, now });
}

/**
 * Opens a settled matter again because the resident is not satisfied (CBK-24): its duties restart one rung higher
 * for each settlement in vain, planned callbacks are void, the office director hears it at once 1:1 and owes a
 * handling opinion, supervisor and department know. Somebody heard it in a callback: the resident is told who
 * takes care now and by when. Runs in the caller's transaction; call it for a record that is not open.
 */
export async function reopenCase(
  deps: Pick<DeskDeps, "script">,
  stores: Stores,
  bad: BadAnswer,
): Promise<Reopened> {
  const { estate, record, words, heardBy, inboundId, others = [], now } = bad;
  const updated = await openAgain(stores, bad);
  await cancelCallbacks(stores, bad);
  await endQuestion(stores, record, { because: "reopened" });
  await settleDuties(stores, record, { type: "reopened", at: now });
  const duties = await startDuties(stores, {
    record: updated,
    estate,
    trigger: "reopened",
    happenedAt: now,
    now,
  });
  const promise = promisedBy(duties);
  const owner = duties.find(({ dueAt }) => dueAt.getTime() === promise?.getTime())?.ownerUserid ?? null;
  await stores.ledger.append(record.id, {
    at: now,
    type: "reopened",
    actor: heardBy ?? "resident",
    data: { words: words || null, round: record.round, owner },
    inboundId,
    correctsId: null,
  });
  const news = { record: updated, settled: record, words, heardBy, owner, promisedBy: promise, others };
  await tellEverybody(stores, { ...news, estate, now });
  if (heardBy) {
    await notifyResident(deps, stores, {
      estate,
      record: updated,
      words: reopenedAnswer({ ...news, bare: false, estate, now }),
      key: `reopened:${record.id}:${record.round}:resident`,
      importance: "normal",
      caller: null,
      now,
    });
  }
  return { record: updated, owner, promisedBy: promise };
}
