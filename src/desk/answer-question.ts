import { type CaseRecord, isOpen } from "../rules/case-record.js";
import {
  type AnswerFacts,
  type AskedMatter,
  type FoundAnswer,
  findAnswer,
} from "../rules/question-answer.js";
import { isMereCourtesy } from "../rules/satisfaction.js";
import { settingOf } from "../rules/settings.js";
import { quotedNumber } from "../rules/staff-commands.js";
import {
  ASSESSED_ALREADY,
  assessmentChanged,
  assessmentNoted,
  pleasedMeanwhile,
  reopenedAnswer,
  stillReopened,
} from "../rules/wording/satisfaction-wording.js";
import { answerResident } from "./answer-resident.js";
import { LostRace } from "./errors.js";
import { linkPieces, proposeMajor } from "./extend-case.js";
import type { Handled } from "./handle-message.js";
import { holdByChat } from "./hold-by-chat.js";
import { notifyResident } from "./notify-resident.js";
import type { WordsContext } from "./open-from-words.js";
import type { Stores } from "./ports.js";
import { promiseOf } from "./promise-of.js";
import { reopenCase } from "./reopen-case.js";
import { tellWorkers } from "./tell-workers.js";

const DAY = 24 * 3_600_000;

/** Thanks for thanks are not answered this soon after an answer. */
const COURTESY_MILLIS = 30 * 60_000;

/** The latest question of each matter that may still be answered, or answered otherwise; the last asked first. */
async function askedMatters(stores: Stores, context: WordsContext): Promise<AskedMatter[]> {
  const { conversation, estate, now } = context;
  const since = new Date(now.getTime() - settingOf(estate, "question.changeDays") * DAY);
  const questions = await stores.questions.ofConversation(conversation.id, since);
  const records = await stores.cases.findAll(questions.map(({ caseId }) => caseId));
  return questions.flatMap((question) => {
    const record = records.find(({ id }) => id === question.caseId);
    const isLatest = record && question.round === Math.max(1, record.round);
    return isLatest && question.lapsedBecause !== "takenBack" ? [{ question, record }] : [];
  });
}

/** The answer as the ledger keeps it (CBK-20): the assessment, and beside it the words as they were written. */
async function note(stores: Stores, context: WordsContext, at: { asked: AskedMatter; found: FoundAnswer }) {
  const { message, words, now } = context;
  const { question, record } = at.asked;
  const { satisfaction } = at.found.reading;
  const answered = { state: "answered", satisfaction, words, answeredAt: now, nextAt: null } as const;
  const changes = { ...answered, inboundId: message.id, lapsedBecause: null };
  if (!(await stores.questions.advance(question, changes))) throw new LostRace(`question ${question.id}`);
  await stores.ledger.append(record.id, {
    at: now,
    type: "assessed",
    actor: "resident",
    data: { satisfaction, words, round: question.round, before: question.satisfaction },
    inboundId: message.id,
    correctsId: null,
  });
  await linkPieces(stores, context, record);
}

/** What was wrong: the matter is opened again, or, where it is open again already, told to whoever works on it. */
async function onDispleased(
  stores: Stores,
  context: WordsContext,
  at: { asked: AskedMatter; found: FoundAnswer },
) {
  const { estate, message, words, script, now } = context;
  const { record } = at.asked;
  const { reading, others } = at.found;
  const said = reading.bare ? "" : words;
  if (isOpen(record)) {
    const cause = `displeased:${message.id}`;
    await tellWorkers(stores, { estate, record, words: `住户又说：${words}`, cause, now });
    return stillReopened(record, { promisedBy: await promiseOf(stores, record), estate, now });
  }
  const rest = others.map((other) => other.record);
  const reopened = await reopenCase({ script }, stores, {
    estate,
    record,
    words: said,
    heardBy: null,
    inboundId: message.id,
    others: rest,
    now,
  });
  await proposeMajor(stores, context, reopened.record);
  if (reading.bare) {
    const pendingQuestion = { caseId: record.id, asked: ["reason" as const], at: now.toISOString() };
    await stores.conversations.update(context.conversation.id, { pendingQuestion });
  }
  return reopenedAnswer({ ...reopened, bare: reading.bare, others: rest, estate, now });
}

async function onPleased(stores: Stores, context: WordsContext, found: FoundAnswer): Promise<string> {
  const { estate, message, words, now } = context;
  const { satisfaction } = found.reading;
  const [first] = found.about;
  if (!first || satisfaction === "dissatisfied") return ASSESSED_ALREADY;
  const { question, record } = first;
  if (isOpen(record)) {
    const cause = `pleased:${message.id}`;
    const news = `住户改口说：${words}\n核实后请「完成 ${record.number} 做了什么」`;
    await tellWorkers(stores, { estate, record, words: news, cause, now });
    return pleasedMeanwhile(record);
  }
  if (question.satisfaction !== null && question.satisfaction !== satisfaction) {
    return assessmentChanged(record, satisfaction);
  }
  return assessmentNoted({
    records: found.about.map((asked) => asked.record),
    satisfaction,
    hasWords: !found.reading.bare,
  });
}

/** The rest of the words is answered by whoever takes it up; that a matter is open again is said besides. */
async function tellBesides(
  stores: Stores,
  context: WordsContext,
  told: { record: CaseRecord; words: string },
): Promise<void> {
  const { estate, message, script, now } = context;
  const key = `reopened:${told.record.id}:besides:${message.id}`;
  await notifyResident({ script }, stores, { estate, ...told, key, importance: "normal", caller: null, now });
}

async function take(
  stores: Stores,
  context: WordsContext,
  found: FoundAnswer,
): Promise<Handled | "more" | null> {
  const [first] = found.about;
  if (!first) return null;
  const { satisfaction, bare } = found.reading;
  const record = first.record;
  if (first.question.satisfaction === satisfaction && bare && !isOpen(record) && !found.more) {
    await answerResident(stores, context, { words: ASSESSED_ALREADY, record });
    return { outcome: "assessedAgain", caseId: record.id };
  }
  for (const asked of found.about) {
    await note(stores, context, { asked, found });
    await holdByChat(stores, { ...context, record: asked.record, satisfaction });
  }
  const words =
    satisfaction === "dissatisfied"
      ? await onDispleased(stores, context, { asked: first, found })
      : await onPleased(stores, context, found);
  if (!found.more) {
    await answerResident(stores, context, { words, record });
    return { outcome: `assessed:${satisfaction}`, caseId: record.id };
  }
  if (satisfaction === "dissatisfied") await tellBesides(stores, context, { record, words });
  return "more";
}

/**
 * Takes what a resident wrote as the answer to the question of satisfaction, as far as it is one (CBK-19, CBK-24,
 * CBK-27): kept with its words, answered once and shortly, and acted on when it is bad. Thanks right after an
 * answer get none. Null when the words are something else, `more` when they bring something else besides: that goes
 * its usual way.
 */
export async function answerQuestion(
  stores: Stores,
  context: WordsContext & Pick<AnswerFacts, "besides">,
): Promise<Handled | "more" | null> {
  const { message, script, words, triage, besides, open, now } = context;
  const asked = await askedMatters(stores, context);
  const [latest] = asked;
  if (!latest) return null;
  const text = script.toSimplified(words);
  const answeredAt = Math.max(...asked.map(({ question }) => question.answeredAt?.getTime() ?? 0));
  if (isMereCourtesy(text) && now.getTime() - answeredAt < COURTESY_MILLIS) {
    return { outcome: "courtesy", caseId: latest.record.id };
  }
  const quote = message.content.type === "text" ? message.content.quote : null;
  const found = findAnswer({ text, triage, besides, quoted: quotedNumber(quote), asked, open, now });
  return found && take(stores, context, found);
}
