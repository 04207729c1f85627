import type { CaseRecord } from "../rules/case-record.js";
import { reliefIn } from "../rules/relief.js";
import { asksForPassage } from "../rules/rescuers.js";
import { asksWhatToDo, dangerOnRecord, furtherDanger } from "../rules/running-emergency.js";
import { mustNotBeCalled } from "../rules/unsafe-calls.js";
import { goesOnAnswer, goesOnNews } from "../rules/wording/emergency-wording.js";
import { answerResident } from "./answer-resident.js";
import { enterAddition } from "./extend-case.js";
import type { Handled } from "./handle-message.js";
import type { WordsContext } from "./open-from-words.js";
import type { Stores } from "./ports.js";
import { tellWorkers } from "./tell-workers.js";

/**
 * Adds words to an emergency: that it goes on, of what further danger, or that it is over. The department hears
 * them at once; what changes what anybody has to do, everybody who was called.
 */
export async function extendEmergency(
  stores: Stores,
  context: WordsContext & { record: CaseRecord; again: boolean },
): Promise<Handled> {
  const { record, again, estate, triage, message, words, script, now } = context;
  const said = script.toSimplified(words);
  const known = dangerOnRecord(record);
  const relief = reliefIn(said, known);
  const noCalls = mustNotBeCalled(said);
  // It has to stand on every card from now on, also of whoever takes it later.
  const matter = noCalls && !mustNotBeCalled(record.matter) ? `${record.matter}；${words}` : null;
  const updated = await enterAddition(stores, context, { record, again, matter, data: { relief } });
  const further = relief ? null : furtherDanger(record, triage);
  const danger = further ?? (asksWhatToDo(said) ? known : null);
  const reports = again ? updated.reportCount : null;
  const news = { record: updated, words, relief, danger, noCalls, reports };
  await answerResident(stores, context, { words: goesOnAnswer(news), record: updated });
  const isForAll = relief !== null || noCalls || further !== null;
  await tellWorkers(stores, {
    estate,
    record: updated,
    words: goesOnNews({ ...news, further }),
    ...(asksForPassage(said) ? { reach: "guards" } : isForAll ? { reach: "called" } : {}),
    cause: `extended:${message.id}`,
    now,
  });
  return { outcome: again ? "reportedAgain" : "extended", caseId: record.id };
}
