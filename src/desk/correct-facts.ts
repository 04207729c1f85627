import type { CaseRecord } from "../rules/case-record.js";
import { completePlace, type ResidentFacts } from "../rules/memory-facts.js";
import { correctedAnswer } from "../rules/wording/conversation-wording.js";
import { answerResident } from "./answer-resident.js";
import { settleQuestion } from "./extend-case.js";
import type { Handled } from "./handle-message.js";
import type { WordsContext } from "./open-from-words.js";
import type { Stores } from "./ports.js";
import { learnFacts, putFacts } from "./remember-facts.js";
import { tellWorkers } from "./tell-workers.js";

/** Puts right what was said wrong before (不是502是503): in what is known of the resident and in open records. */
export async function correctFacts(
  stores: Stores,
  context: WordsContext & { facts: ResidentFacts },
): Promise<Handled> {
  const { resident, estate, message, words, open, now } = context;
  const [newest] = open;
  const known = resident.room ?? newest?.room ?? null;
  const { room } = context.facts;
  const facts = { ...context.facts, room: room && completePlace(known, room, words) };
  await learnFacts(stores, context, facts);
  const corrected: CaseRecord[] = [];
  for (const record of open) {
    // A matter elsewhere (the lift of building 5) keeps its place when the writer's own flat is put right.
    const isOwn =
      facts.room === null || record.room === null || record.room === known || record.id === newest?.id;
    const mine = isOwn ? facts : { ...facts, room: null };
    const updated = await putFacts(stores, record, {
      facts: mine,
      overwrite: true,
      inboundId: message.id,
      now,
    });
    if (updated === record) continue;
    corrected.push(updated);
    await tellWorkers(stores, {
      estate,
      record: updated,
      words: `住户更正：${words}`,
      cause: `corrected:${message.id}`,
      now,
    });
  }
  await settleQuestion(stores, context);
  const record = corrected[0] ?? null;
  await answerResident(stores, context, { words: correctedAnswer(facts, corrected), record });
  return { outcome: "corrected", caseId: record?.id ?? null };
}
