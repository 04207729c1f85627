import type { CaseRecord } from "../rules/case-record.js";
import { INCIDENT_MILLIS, incidentFor } from "../rules/incidents.js";
import { missingFacts } from "../rules/missing-facts.js";
import { incidentAnswer } from "../rules/wording/conversation-wording.js";
import { acceptedNotice } from "../rules/wording/resident-wording.js";
import { incidentGrew } from "../rules/wording/staff-news-wording.js";
import { answerResident } from "./answer-resident.js";
import { arrangeCallbacks } from "./arrange-callbacks.js";
import { askSatisfaction } from "./ask-satisfaction.js";
import { closeWhenComplete } from "./close-when-complete.js";
import type { DeskDeps } from "./desk-deps.js";
import { LostRace } from "./errors.js";
import { linkPieces } from "./extend-case.js";
import type { Handled } from "./handle-message.js";
import { notifyResident } from "./notify-resident.js";
import { type NewMatter, recordMatter } from "./open-case.js";
import type { WordsContext } from "./open-from-words.js";
import type { Stores } from "./ports.js";
import { promiseOf } from "./promise-of.js";
import { tellWorkers } from "./tell-workers.js";

/** Open records of the last day looked through for an incident. */
const MOST_CANDIDATES = 60;

/** The incident a new report belongs to, or null. */
export async function findIncident(stores: Stores, context: WordsContext): Promise<CaseRecord | null> {
  const { estate, resident, triage, words, now } = context;
  const since = new Date(now.getTime() - INCIDENT_MILLIS);
  return incidentFor({
    triage,
    text: context.script.toSimplified(words),
    room: triage.room ?? resident.room,
    residentId: resident.id,
    candidates: await stores.cases.openSince(estate.id, since, MOST_CANDIDATES),
  });
}

/**
 * Joins one more household to an incident: it has a record and a number of its own, so that it is told of
 * progress and called back, but no card and no clocks: those are the lead's, whose group hears the count.
 */
export async function joinIncident(
  stores: Stores,
  context: WordsContext,
  join: { lead: CaseRecord; matter: NewMatter },
): Promise<Handled> {
  const { estate, message, now } = context;
  const { lead, matter } = join;
  const opened = await recordMatter(stores, { ...matter, link: { caseId: lead.id, kind: "incident" } });
  await linkPieces(stores, context, opened);
  const record = lead.assignee
    ? ((await stores.cases.update(
        opened,
        { status: lead.status, assignee: lead.assignee, acceptedAt: now },
        now,
      )) ?? opened)
    : opened;
  await stores.ledger.append(record.id, {
    at: now,
    type: "dispatched",
    actor: "guanjia",
    data: { groups: "", members: "", joined: lead.number },
    inboundId: null,
    correctsId: null,
  });
  const households = (await stores.cases.linkedTo(lead.id, "incident")).length + 1;
  const promisedBy = await promiseOf(stores, record);
  const words = incidentAnswer({ record, lead, households, promisedBy, estate, now });
  await answerResident(stores, context, { words, record });
  const missing = missingFacts(record);
  if (missing.includes("phone")) {
    // Not asked: the matter needs no visit; whoever gives it later fills it in.
    await stores.conversations.update(context.conversation.id, { pendingQuestion: null });
  }
  await tellWorkers(stores, {
    estate,
    record: lead,
    words: incidentGrew({ lead, joined: record, households }),
    cause: `joined:${message.id}`,
    now,
  });
  return { outcome: "joinedIncident", caseId: record.id };
}

/** What happened to the lead of an incident. */
export interface LeadNews {
  readonly lead: CaseRecord;
  readonly actor: string;
  readonly inboundId: number;
  readonly now: Date;
}

/** The households of an incident are accepted, or done, together with its lead, and each hears it. */
export async function followLead(deps: DeskDeps, stores: Stores, news: LeadNews): Promise<void> {
  const { lead, actor, inboundId, now } = news;
  const estate = deps.directory.byId(lead.estateId);
  if (!estate) return;
  const { status, assignee, acceptedAt, handledAt, handledBy, handling, result } = lead;
  const isDone = status === "handled";
  for (const household of await stores.cases.linkedTo(lead.id, "incident")) {
    const round = household.round + (isDone ? 1 : 0);
    const changes = { status, round, assignee, acceptedAt, handledAt, handledBy, handling, result };
    const record = await stores.cases.update(household, changes, now);
    if (!record) throw new LostRace(`case ${household.id}`);
    await stores.ledger.append(record.id, {
      at: now,
      type: isDone ? "handled" : "accepted",
      actor,
      data: isDone ? { handling, handledBy: assignee, withCase: lead.number } : { withCase: lead.number },
      inboundId,
      correctsId: null,
    });
    const notice = { estate, record, key: `${status}:${record.id}:${inboundId}`, caller: null, now };
    if (isDone) {
      await askSatisfaction(deps, stores, notice);
      await arrangeCallbacks(stores, { record, estate, now });
      await closeWhenComplete(stores, { record, estate, now });
    } else {
      const words = acceptedNotice(record, estate);
      await notifyResident(deps, stores, { ...notice, words, importance: "normal" });
    }
  }
}
