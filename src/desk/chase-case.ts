import { type CaseRecord, isOpen } from "../rules/case-record.js";
import { climbsByChase } from "../rules/chasers.js";
import { severalStandings } from "../rules/wording/conversation-wording.js";
import { standingAnswer } from "../rules/wording/resident-wording.js";
import { chaseClimbed } from "../rules/wording/staff-news-wording.js";
import { answerResident } from "./answer-resident.js";
import { LostRace } from "./errors.js";
import { linkPieces } from "./extend-case.js";
import type { Handled } from "./handle-message.js";
import type { WordsContext } from "./open-from-words.js";
import type { Stores } from "./ports.js";
import { type Expectation, expectationOf } from "./promise-of.js";
import { tellSupervisors } from "./tell-supervisors.js";
import { tellWorkers } from "./tell-workers.js";

interface Chased extends Expectation {
  readonly record: CaseRecord;
  readonly toldSupervisor: boolean;
}

async function countChase(stores: Stores, context: WordsContext, record: CaseRecord): Promise<Chased> {
  const { estate, message, words, now } = context;
  const updated = await stores.cases.update(record, { chaseCount: record.chaseCount + 1 }, now);
  if (!updated) throw new LostRace(`case ${record.id}`);
  await stores.ledger.append(record.id, {
    at: now,
    type: "chased",
    actor: "resident",
    data: { words, count: updated.chaseCount },
    inboundId: message.id,
    correctsId: null,
  });
  const note = isOpen(updated) ? `住户第${updated.chaseCount}次催：${words}` : `住户在办结后又来问：${words}`;
  await tellWorkers(stores, {
    estate,
    record: updated,
    words: note,
    cause: `chased:${message.id}`,
    now,
  });
  const expected = await expectationOf(stores, updated);
  if (!isOpen(updated) || !climbsByChase(updated, expected.promisedBy, now)) {
    return { record: updated, ...expected, toldSupervisor: false };
  }
  const told = await tellSupervisors(stores, {
    estate,
    record: updated,
    words: chaseClimbed(updated, words),
    key: `chaseClimbed:${updated.id}:${message.id}`,
    now,
  });
  return { record: updated, ...expected, toldSupervisor: told.length > 0 };
}

/** Answers a chaser with where its matters stand and the next promise, counts it and tells who is in charge. */
export async function chaseCases(
  stores: Stores,
  context: WordsContext & { records: readonly CaseRecord[] },
): Promise<Handled> {
  const { estate, records, now } = context;
  const chased: Chased[] = [];
  for (const record of records) chased.push(await countChase(stores, context, record));
  const [first] = chased;
  if (!first) return { outcome: "nothing", caseId: null };
  await linkPieces(stores, context, first.record);
  // In danger nobody wants to hear by when the leaking tap will be mended.
  const alone = chased.length === 1 ? first : chased.find(({ record }) => record.emergency && isOpen(record));
  const words =
    alone !== undefined
      ? standingAnswer(alone.record, estate, { ...alone, now })
      : severalStandings(chased, { estate, now });
  await answerResident(stores, context, { words, record: first.record });
  return { outcome: "chased", caseId: first.record.id };
}
