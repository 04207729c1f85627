import { withoutOpening } from "../rules/another-matter.js";
import { wasAnsweredAtOnce } from "../rules/case-record.js";
import { type ResidentFacts, readCorrection } from "../rules/memory-facts.js";
import { decideOnWords, REPEAT_MILLIS } from "../rules/resident-decision.js";
import { type ResidentIntent, readIntent } from "../rules/resident-intent.js";
import type { ResidentDecision } from "../rules/resident-situation.js";
import { splitAnswer } from "../rules/satisfaction.js";
import { besideEmergency } from "../rules/text-matters.js";
import { smalltalkAnswer, WHAT_OF_THE_NOTICE, whatIsItAbout } from "../rules/wording/smalltalk-wording.js";
import { answerBesides, answerKnown, findKnown, takeKnown } from "./answer-known.js";
import { answerQuestion } from "./answer-question.js";
import { answerResident } from "./answer-resident.js";
import { answerAnger, callOffCase, handToServicer, tellStoredFacts } from "./answer-wish.js";
import { chaseCases } from "./chase-case.js";
import { correctFacts } from "./correct-facts.js";
import type { DeskDeps, TriageReading } from "./desk-deps.js";
import { extendCase, fillGap } from "./extend-case.js";
import { extendEmergency } from "./extend-emergency.js";
import { tellNoticeApart } from "./forwarded-words.js";
import { type Effects, type Handled, nothingToDo, type PrepareMessage } from "./handle-message.js";
import { handleResidentMedia } from "./handle-resident-media.js";
import { openBesides, openFromWords, openSeveral, type WordsContext } from "./open-from-words.js";
import type { Stores } from "./ports.js";
import { type Reading, readMatters } from "./read-matters.js";
import { rememberFacts } from "./remember-facts.js";
import { loadResidentContext, type ResidentContext } from "./resident-context.js";
import { mattersOf, piecesFrom, wordsOfPieces } from "./resident-pieces.js";
import { runningEmergencies } from "./running-emergencies.js";
import { stillAsked } from "./still-asked.js";
import { suggestRecord } from "./suggest-record.js";

/** What somebody wrote, read as a whole and, when it names several matters, matter by matter. */
interface ReadWords extends Reading {
  readonly intent: ResidentIntent | null;
  readonly correction: ResidentFacts | null;
  readonly matters: readonly Reading[];
  /** Ordinary matters told in the same message as an emergency. */
  readonly besides: readonly Reading[];
  /** What is said behind an assessment the words begin with; null when there is none. */
  readonly behind: Reading | null;
  /** True when all of it is a notice that somebody passes on. */
  readonly isNotice: boolean;
  /** Id of the open record a model takes the words to belong to, where the rules cannot tell. */
  readonly suggested: number | null;
  /** Who may take the session over, when a person was asked for and somebody is free. */
  readonly servicer: string | null;
}

/** The writer is in danger from themselves: the path of a medical emergency, whatever else the words are about. */
function inDespair(triage: TriageReading): TriageReading {
  return { ...triage, kind: "request", emergency: true, danger: "medical", department: "customerService" };
}

/** Reads the words before the transaction, because a model may help; null when there are none. */
async function readWords(
  deps: DeskDeps,
  { estate, message, pieces, now }: Pick<ResidentContext, "estate" | "message" | "pieces" | "now">,
): Promise<ReadWords | null> {
  const joined = wordsOfPieces(pieces);
  if (joined.trim() === "") return null;
  const { buildings } = estate;
  const { stores } = deps.unitOfWork;
  const said = await tellNoticeApart({ stores, script: deps.script }, { message, words: joined, now });
  const { words, text } = said;
  const intent = readIntent(text);
  const correction = readCorrection(text, buildings);
  const parts = words === joined && !said.isNotice ? mattersOf(pieces, { buildings }) : [];
  const occasion = { estate, inboundId: message.id, isSeveral: parts.length > 1 };
  const isPlain = parts.length <= 1 && intent === null && correction === null && !said.isNotice;
  // Side by side: whoever writes waits for the slower of the two, not for both.
  const [whole, suggested] = await Promise.all([
    deps.triager.triage(withoutOpening(text), { buildings }, occasion),
    isPlain ? suggestRecord(deps, { estate, message, words, now }) : null,
  ]);
  const triage = intent === "selfHarm" ? inDespair(whole) : whole;
  // Whatever else somebody in danger writes about, they get one answer, and at once.
  const apart = parts.length > 1 && !triage.emergency ? parts : [];
  const beside = whole.emergency && intent !== "selfHarm" ? besideEmergency(text, { buildings }) : [];
  const behind = splitAnswer(words)?.besides;
  const [matters, besides, [more = null]] = [
    await readMatters(deps, { parts: apart, whole: triage, buildings }),
    await readMatters(deps, { parts: beside, whole: triage, buildings }),
    await readMatters(deps, { parts: behind ? [behind] : [], whole: triage, buildings }),
  ];
  const isAsked = intent === "person" && deps.servicers;
  const servicer = isAsked ? await deps.servicers.freeServicer(message.accountId) : null;
  return {
    words,
    text,
    servicer,
    suggested,
    triage,
    intent,
    correction,
    matters,
    besides,
    behind: more,
    isNotice: said.isNotice && !triage.emergency,
  };
}

async function situationOf(stores: Stores, context: ResidentContext, read: ReadWords) {
  const { open, conversation, resident, now } = context;
  const askedId = conversation.pendingQuestion?.caseId;
  const latest = open[0] ?? (await stores.cases.latestOfResident(resident.id));
  return {
    open,
    running: await runningEmergencies(stores, open, now),
    // A question that was answered at once is nothing to chase.
    latest: latest && wasAnsweredAtOnce(latest) ? null : latest,
    recent: await stores.cases.recentOfResident(resident.id, new Date(now.getTime() - REPEAT_MILLIS)),
    asked: open.find((record) => record.id === askedId) ?? null,
    askedFor: stillAsked(conversation.pendingQuestion, now),
    intent: read.intent,
    correction: read.correction,
    now,
  };
}

/** What is wanted of the desk, or put right, is no question that a file answers. */
const isToTheDesk = ({ intent, correction }: ReadWords) => intent !== null || correction !== null;

/** Wishes of the desk itself come before any answer; what is not wanted with nothing open calls nothing off. */
function mayBeAnswer({ intent, correction }: ReadWords, { open }: ResidentContext): boolean {
  if (correction) return false;
  if (intent === "neverMind") return open.length === 0;
  return intent === null || intent === "abuse" || intent === "solved";
}

async function onWords(stores: Stores, context: ResidentContext, whole: ReadWords): Promise<Handled> {
  const { words, triage, behind } = whole;
  if (whole.isNotice) {
    await answerResident(stores, context, { words: WHAT_OF_THE_NOTICE, record: null });
    return { outcome: "forwardedNotice", caseId: null };
  }
  const answered = mayBeAnswer(whole, context)
    ? await answerQuestion(stores, { ...context, words, triage, besides: behind?.triage ?? null })
    : null;
  if (answered && answered !== "more") return answered;
  const read = answered && behind ? { ...whole, ...behind, matters: [] } : whole;
  const matters = read.matters;
  const { known, rest } = isToTheDesk(read)
    ? { known: [], rest: matters }
    : await takeKnown(stores, context, matters);
  const apart = await openApart(stores, context, { ...read, matters: rest });
  const [only, ...more] = rest;
  // What is neither taken apart nor answered is one matter told at length.
  if (known.length === 0 || (!apart && more.length > 0)) return apart ?? onMatter(stores, context, read);
  const handled = only && !apart ? await onMatter(stores, context, { ...read, ...only }) : apart;
  return answerBesides(stores, context, { known, handled });
}

/** A record for each of several matters; null unless each is a new one. */
async function openApart(stores: Stores, context: ResidentContext, read: ReadWords): Promise<Handled | null> {
  if (read.matters.length < 2) return null;
  const situation = await situationOf(stores, context, read);
  const apart = read.matters.flatMap(({ words, text, triage }) => {
    const decision = decideOnWords({ ...situation, triage, text });
    return decision.act === "open" ? [{ words, triage, decision }] : [];
  });
  return apart.length === read.matters.length ? openSeveral(stores, context, apart) : null;
}

/** One matter, whatever it is. */
async function onMatter(stores: Stores, context: ResidentContext, read: ReadWords): Promise<Handled> {
  const situation = await situationOf(stores, context, read);
  const facts = { ...read.triage, words: read.words };
  const resident = read.correction ? context.resident : await rememberFacts(stores, context, facts);
  const said = { ...context, resident, words: read.words, triage: read.triage, servicer: read.servicer };
  const known = isToTheDesk(read) ? null : await findKnown(stores, said);
  if (known) return answerKnown(stores, said, known);
  const decision = decideOnWords({ ...situation, triage: read.triage, text: read.text });
  const suggested = context.open.find((record) => record.id === read.suggested);
  const joins = suggested && decision.act === "open" && !read.triage.emergency;
  const handled = await actOn(
    stores,
    said,
    joins ? { act: "extend", record: suggested, again: false } : decision,
  );
  if (decision.act === "open") await openBesides(stores, said, { besides: read.besides, handled });
  return handled;
}

async function actOn(
  stores: Stores,
  said: WordsContext & Pick<ReadWords, "servicer">,
  decision: ResidentDecision,
): Promise<Handled> {
  switch (decision.act) {
    case "open":
      return openFromWords(stores, { ...said, decision });
    case "fillGap":
      return fillGap(stores, { ...said, record: decision.record });
    case "correct":
      return correctFacts(stores, { ...said, facts: decision.facts });
    case "extend":
      if (decision.record.emergency) return extendEmergency(stores, { ...said, ...decision });
      return extendCase(stores, { ...said, record: decision.record, again: decision.again });
    case "chase":
      return chaseCases(stores, { ...said, records: decision.records });
    case "callOff":
      return callOffCase(stores, { ...said, ...decision });
    case "person":
      return handToServicer(stores, said);
    case "privacy":
      return tellStoredFacts(stores, said);
    case "abuse":
      return answerAnger(stores, said);
    case "askMatter":
      await answerResident(stores, said, { words: whatIsItAbout(said.triage), record: null });
      return { outcome: "smalltalk", caseId: null };
    case "smalltalk": {
      const words = smalltalkAnswer(said.script.toSimplified(said.words), said.estate.name, {
        hasOpen: said.open.some(({ kind }) => kind !== "praise"),
      });
      await answerResident(stores, said, { words, record: null });
      return { outcome: "smalltalk", caseId: null };
    }
  }
}

/** Handles what a resident wrote to a 微信客服 account: at most one answer, at most one record. */
export function createHandleResidentMessage(deps: DeskDeps): PrepareMessage {
  return async function prepare(message): Promise<Effects> {
    const estate = deps.directory.byKfAccount(message.accountId);
    if (!estate) {
      deps.log.warn({ inboundId: message.id, accountId: message.accountId }, "unknown_estate");
      return nothingToDo("unknownEstate");
    }
    const { pieces } = await piecesFrom(deps.unitOfWork.stores.inbound, message);
    const joined = pieces.slice(1).map((piece) => piece.id);
    const now = deps.clock.now();
    const read = await readWords(deps, { estate, message, pieces, now });
    return async (stores, at) => {
      const context = await loadResidentContext(deps, stores, { estate, message, pieces, now: at });
      const handled = read
        ? await onWords(stores, context, read)
        : await handleResidentMedia(stores, context);
      return { ...handled, joined };
    };
  };
}
