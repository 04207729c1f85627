import type { CaseRecord } from "../rules/case-record.js";
import { speaksOf } from "../rules/matching.js";
import { hasNoFlat, isSureToChase, missingFacts } from "../rules/missing-facts.js";
import { praisedMember } from "../rules/praise.js";
import type { CaseLink, ResidentDecision } from "../rules/resident-situation.js";
import { promisedBy } from "../rules/sop.js";
import { besideAnswer, repeatAnswer, severalMattersAnswer } from "../rules/wording/conversation-wording.js";
import {
  chasedUnknown,
  emergencyAnswer,
  firstAnswer,
  type MissingFact,
} from "../rules/wording/resident-wording.js";
import { praisePassedOn } from "../rules/wording/staff-news-wording.js";
import { addToAnswer, answerResident } from "./answer-resident.js";
import type { TriageReading } from "./desk-deps.js";
import { type EarlierPhotos, earlierPhotos, NO_PHOTOS } from "./earlier-photos.js";
import { linkPieces, proposeMajor } from "./extend-case.js";
import type { Handled } from "./handle-message.js";
import { findIncident, joinIncident } from "./join-incident.js";
import { type NewMatter, type OpenedCase, openCase } from "./open-case.js";
import type { Resident } from "./people-ports.js";
import type { Stores } from "./ports.js";
import { plainText, queueMessage } from "./queue-message.js";
import type { Reading } from "./read-matters.js";
import { rememberFacts } from "./remember-facts.js";
import { fromChat, type ResidentContext } from "./resident-context.js";
import { mediaOfPieces } from "./resident-pieces.js";

/** A resident's words, read. */
export interface WordsContext extends ResidentContext {
  readonly words: string;
  readonly triage: TriageReading;
}

/** One matter of a message, decided to be a record of its own. */
export interface NewWords {
  readonly words: string;
  readonly triage: TriageReading;
  readonly decision: Extract<ResidentDecision, { act: "open" }>;
}

/** A question asked this lately is still open: it is not asked again for another matter. */
const ASKED_LATELY_MILLIS = 30 * 60_000;

/** What is missing and has not just been asked: nobody is asked the same thing twice, nor a shop for its flat. */
function newlyMissing(context: ResidentContext, missing: readonly MissingFact[]): MissingFact[] {
  const pending = context.conversation.pendingQuestion;
  const lately = pending && context.now.getTime() - Date.parse(pending.at) < ASKED_LATELY_MILLIS;
  const noFlat = context.open.some(({ matter }) => hasNoFlat(matter));
  return missing.filter((fact) => {
    if (fact === "room" && noFlat) return false;
    return !(lately && fact !== "time" && pending.asked.includes(fact));
  });
}

function matterFrom(
  context: ResidentContext,
  said: NewWords & { readonly earlier: EarlierPhotos },
  resident: Resident,
): NewMatter {
  const { words, triage, decision, earlier } = said;
  const media = mediaOfPieces(context.pieces).filter(({ kind }) => kind !== "voice");
  return {
    ...fromChat({ ...context, resident }),
    kind: decision.kind,
    needsClassification: decision.needsClassification,
    triage,
    classifiedBy: triage.classifiedBy,
    words,
    photos: media.length + earlier.count,
  };
}

/** How often the matter was reported when it repeats one that was done. */
async function reportsWith(stores: Stores, link: CaseLink | null): Promise<number> {
  const before = link?.kind === "repeat" ? await stores.cases.find(link.caseId) : null;
  return (before?.reportCount ?? 0) + 1;
}

async function openOne(
  stores: Stores,
  context: ResidentContext,
  matter: { matter: NewMatter; link: CaseLink | null; earlier: EarlierPhotos },
): Promise<OpenedCase> {
  const reportCount = await reportsWith(stores, matter.link);
  const opened = await openCase(stores, { ...matter.matter, link: matter.link, reportCount });
  await linkPieces(stores, context, opened.record);
  for (const id of matter.earlier.inboundIds) await stores.attachments.linkToCase(id, opened.record.id);
  await proposeMajor(stores, context, opened.record);
  return opened;
}

async function ask(
  stores: Stores,
  context: ResidentContext,
  question: { record: CaseRecord; missing: readonly MissingFact[] },
): Promise<void> {
  const { record, missing } = question;
  if (missing.length === 0) return;
  const pendingQuestion = { caseId: record.id, asked: [...missing], at: context.now.toISOString() };
  await stores.conversations.update(context.conversation.id, { pendingQuestion });
}

/** Praise reaches the praised: 1:1, in the resident's words. */
async function tellPraised(stores: Stores, context: WordsContext, record: CaseRecord): Promise<void> {
  const { estate, words, now } = context;
  const member = record.kind === "praise" ? praisedMember(words, estate) : null;
  if (!member) return;
  await queueMessage(
    stores,
    {
      estateId: estate.id,
      key: `praise:${record.id}:${member.userid}`,
      target: { channel: "app", userid: member.userid },
      content: plainText(praisePassedOn(record)),
      record,
    },
    now,
  );
}

/** What comes back is what it was: kind and department of the old record, where the words leave them open. */
function asBefore(said: NewWords, before: CaseRecord): NewWords {
  const { decision, triage } = said;
  if (decision.kind !== "unclear" || before.kind === "unclear") return said;
  return {
    ...said,
    triage: { ...triage, department: before.responsibleDepartment, complaintClass: before.complaintClass },
    decision: { ...decision, kind: before.kind, needsClassification: false },
  };
}

/** Opens a record from what a resident wrote and answers: what was understood, by when, what is missing. */
export async function openFromWords(stores: Stores, context: WordsContext & NewWords): Promise<Handled> {
  const { estate, triage, words, decision, now } = context;
  const before = decision.link?.kind === "repeat" ? await stores.cases.find(decision.link.caseId) : null;
  const said = before ? asBefore(context, before) : context;
  const earlier = await earlierPhotos(stores, context);
  const resident = await rememberFacts(stores, context, { ...triage, words });
  const matter = matterFrom(context, { ...said, earlier }, resident);
  const lead = await findIncident(stores, context);
  if (lead) return joinIncident(stores, context, { lead, matter });
  const { record, duties, called } = await openOne(stores, context, {
    matter,
    link: decision.link,
    earlier,
  });
  await tellPraised(stores, context, record);
  const lacking = missingFacts(record, triage);
  // Where somebody is in danger is asked whatever was asked before, and the answer is of the danger.
  const missing = record.emergency ? lacking : newlyMissing(context, lacking);
  const about = { record, estate, promisedBy: promisedBy(duties), missing, now };
  const answer = record.emergency
    ? emergencyAnswer({ record, danger: triage.danger ?? "other", called, missing })
    : before
      ? repeatAnswer({ ...about, before })
      : decision.kind === "unclear" && isSureToChase(triage)
        ? chasedUnknown(record, about)
        : firstAnswer(about);
  if (await answerResident(stores, context, { words: answer, record })) {
    await ask(stores, context, { record, missing });
  }
  return { outcome: "opened", caseId: record.id };
}

/**
 * Records what was told in one message with an emergency and stands by itself, and says so behind the words that help;
 * what an open record is about already has one.
 */
export async function openBesides(
  stores: Stores,
  context: ResidentContext,
  said: {
    besides: readonly Reading[];
    handled: Handled;
  },
): Promise<void> {
  const { caseId } = said.handled;
  for (const { words, text, triage } of said.besides) {
    if (caseId === null || context.open.some((record) => speaksOf(text, record))) continue;
    const { kind } = triage;
    if (kind === "progress" || kind === "smalltalk") continue;
    const link = { caseId, kind: "split" } as const;
    const decision = { act: "open", kind, needsClassification: false, link } as const;
    const matter = matterFrom(context, { words, triage, decision, earlier: NO_PHOTOS }, context.resident);
    const { record } = await openOne(stores, context, { matter, link, earlier: NO_PHOTOS });
    await addToAnswer(stores, context, { words: besideAnswer(record, context.estate), record });
  }
}

/** Opens a linked record for each matter of one message, with one answer for all of them. */
export async function openSeveral(
  stores: Stores,
  context: ResidentContext,
  matters: readonly NewWords[],
): Promise<Handled> {
  const { estate, now } = context;
  const opened: OpenedCase[] = [];
  const photos = await earlierPhotos(stores, context);
  for (const matter of matters) {
    const [first] = opened;
    const earlier = first ? NO_PHOTOS : photos;
    const link = first ? ({ caseId: first.record.id, kind: "split" } as const) : matter.decision.link;
    const resident = await rememberFacts(stores, context, { ...matter.triage, words: matter.words });
    const one = await openOne(stores, context, {
      matter: matterFrom(context, { ...matter, earlier }, resident),
      link,
      earlier,
    });
    await tellPraised(stores, { ...context, ...matter }, one.record);
    opened.push(one);
  }
  const [first, ...others] = opened;
  if (!first) return { outcome: "nothing", caseId: null };
  const all = opened.flatMap(({ record }) => missingFacts(record));
  const missing = newlyMissing(context, [...new Set(all)]);
  const answer = severalMattersAnswer({
    matters: opened.map(({ record, duties }) => ({ record, promisedBy: promisedBy(duties) })),
    estate,
    missing,
    now,
  });
  if (await answerResident(stores, context, { words: answer, record: first.record })) {
    await ask(stores, context, { record: first.record, missing });
    // It answers the others too: their ledgers say so, and they have had their first reply.
    for (const { record } of others) await addToAnswer(stores, context, { words: answer, record });
  }
  return { outcome: "openedSeveral", caseId: first.record.id };
}
