import type { CaseRecord } from "../rules/case-record.js";
import { staffWithRole } from "../rules/estate.js";
import { personBy } from "../rules/memory-promise.js";
import { wasNotUnderstood } from "../rules/resident-intent.js";
import type { ResidentDecision } from "../rules/resident-situation.js";
import type { TriageResult } from "../rules/triage/triage-result.js";
import {
  CALM,
  calledOffAnswer,
  deletionAnswer,
  NOT_UNDERSTOOD,
  PERSON_COMING,
  PERSON_WANTED,
  personPromised,
  storedFacts,
} from "../rules/wording/conversation-wording.js";
import { calledOffNews, handOverBrief } from "../rules/wording/staff-news-wording.js";
import { answerResident } from "./answer-resident.js";
import type { Handled } from "./handle-message.js";
import { openCase } from "./open-case.js";
import type { WordsContext } from "./open-from-words.js";
import type { Stores } from "./ports.js";
import { promiseOf } from "./promise-of.js";
import { plainText, queueMessage } from "./queue-message.js";
import { fromChat } from "./resident-context.js";
import { tellWorkers } from "./tell-workers.js";

const DAY = 24 * 3_600_000;

/** For the desk to look into, whatever the rules made of the words. */
function forTheDesk(triage: TriageResult, rule: string): TriageResult {
  const nothing = { emergency: false, danger: null, complaintClass: null, topic: null, confidence: 1 };
  return { ...triage, ...nothing, kind: "request", department: "customerService", rule };
}

async function openForDesk(
  stores: Stores,
  context: WordsContext,
  { rule, by = null }: { readonly rule: string; readonly by?: Date | null },
): Promise<CaseRecord> {
  const { triage, words } = context;
  const { record } = await openCase(stores, {
    ...fromChat(context),
    kind: rule === "intent:person" ? "request" : "unclear",
    needsClassification: rule !== "intent:person",
    triage: forTheDesk(triage, rule),
    classifiedBy: "rules",
    words: rule === "intent:person" ? PERSON_WANTED : words,
    photos: 0,
    requestedBy: by,
  });
  return record;
}

const sorryFor = (words: string) => (wasNotUnderstood(words) ? NOT_UNDERSTOOD : "");

/**
 * 人工: the session goes to whoever is free; the desk is silent from then on and says afterwards what there was.
 * When nobody is free, somebody calls.
 */
export async function handToServicer(
  stores: Stores,
  context: WordsContext & { servicer: string | null },
): Promise<Handled> {
  const { estate, open, message, servicer, words, now } = context;
  if (!servicer || context.conversation.humanSince) return promisePerson(stores, context);
  const [newest] = open;
  const record = newest ?? (await openForDesk(stores, context, { rule: "intent:person" }));
  await answerResident(stores, context, { words: `${sorryFor(words)}${PERSON_COMING}`, record });
  await queueMessage(
    stores,
    {
      estateId: estate.id,
      key: `handOver:${message.id}`,
      target: { channel: "kf", openKfId: message.accountId, externalUserId: message.peerId },
      content: { type: "handOver", servicerUserid: servicer },
      record,
      inboundId: message.id,
    },
    now,
  );
  await queueMessage(
    stores,
    {
      estateId: estate.id,
      key: `handOverNews:${message.id}`,
      target: { channel: "app", userid: servicer },
      content: plainText(handOverBrief({ record, open, words, now, estate })),
      record,
    },
    now,
  );
  return { outcome: "handedOver", caseId: record.id };
}

/** 人工: somebody calls, with a name and a time (DL-02); a matter under way is told of it, else one is recorded. */
async function promisePerson(stores: Stores, context: WordsContext): Promise<Handled> {
  const { estate, open, message, words, now } = context;
  const [newest] = open;
  const by = personBy(estate, now);
  const record = newest ?? (await openForDesk(stores, context, { rule: "intent:person", by }));
  const [receptionist] = staffWithRole(estate, ["receptionist", "repairReceptionist", "supervisor"]);
  if (newest) {
    await tellWorkers(stores, {
      estate,
      record,
      words: `住户要求人工联系：${words}`,
      cause: `person:${message.id}`,
      now,
    });
  }
  const name = receptionist?.name ?? null;
  const promise = personPromised({ name, by, record, estate, now });
  await answerResident(stores, context, { words: `${sorryFor(words)}${promise}`, record });
  return { outcome: "personAsked", caseId: record.id };
}

/** What is stored about a resident, told to that resident alone; a wish to delete it goes to a person. */
export async function tellStoredFacts(stores: Stores, context: WordsContext): Promise<Handled> {
  const { estate, resident, open, words, now } = context;
  const wantsDeletion = /删|清除|注销|抹掉/.test(words);
  const record = wantsDeletion ? await openForDesk(stores, context, { rule: "intent:delete" }) : null;
  const answer = record
    ? deletionAnswer(record, estate, { promisedBy: await promiseOf(stores, record), now })
    : storedFacts({
        facts: resident,
        open,
        total: await stores.cases.countOfResident(resident.id),
        estate,
        now,
      });
  await answerResident(stores, context, { words: answer, record });
  return { outcome: wantsDeletion ? "opened" : "toldStored", caseId: record?.id ?? null };
}

/** Anger without a matter: recorded, answered calmly once a day (STD-14). */
export async function answerAnger(stores: Stores, context: WordsContext): Promise<Handled> {
  const { estate, open, message, words, now } = context;
  const [newest] = open;
  if (!newest) {
    const record = await openForDesk(stores, context, { rule: "intent:anger" });
    await answerResident(stores, context, { words: CALM, record });
    return { outcome: "opened", caseId: record.id };
  }
  const earlier = await Promise.all(open.map((record) => stores.ledger.ofCase(record.id)));
  const calmed = earlier
    .flat()
    .some(
      (entry) =>
        (entry.data.anger === true || entry.data.rule === "intent:anger") &&
        now.getTime() - entry.at.getTime() < DAY,
    );
  await stores.ledger.append(newest.id, {
    at: now,
    type: "extended",
    actor: "resident",
    data: { words, anger: true },
    inboundId: message.id,
    correctsId: null,
  });
  if (!calmed) {
    await answerResident(stores, context, { words: CALM, record: newest });
    const news = { estate, record: newest, words: "住户情绪激动，请尽快联系安抚", now };
    await tellWorkers(stores, { ...news, cause: `anger:${message.id}` });
  }
  return { outcome: "anger", caseId: newest.id };
}

/** The resident no longer needs it, or it is solved: who works on it hears, and decides how it ends. */
export async function callOffCase(
  stores: Stores,
  context: WordsContext & Pick<Extract<ResidentDecision, { act: "callOff" }>, "record" | "others" | "end">,
): Promise<Handled> {
  const { estate, record, others, end, message, words, now } = context;
  // Where somebody of ours was at work, their work may have solved it, and is asked about.
  const calledOff = end === "neverMind" || record.assignee === null;
  await stores.ledger.append(record.id, {
    at: now,
    type: "extended",
    actor: "resident",
    data: { words, calledOff },
    inboundId: message.id,
    correctsId: null,
  });
  await answerResident(stores, context, { words: calledOffAnswer(record, { end, others }), record });
  await tellWorkers(stores, {
    estate,
    record,
    words: calledOffNews(record, { end, words }),
    cause: `calledOff:${message.id}`,
    now,
  });
  return { outcome: "calledOff", caseId: record.id };
}
