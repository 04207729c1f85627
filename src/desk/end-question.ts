import type { CaseRecord } from "../rules/case-record.js";
import { isOpenQuestion, type LapseReason } from "../rules/question.js";
import { LostRace } from "./errors.js";
import type { Stores } from "./ports.js";

/**
 * Ends the open question of a matter without an answer in chat: 完成 was taken back, somebody asked in person, the
 * matter was opened again. Nobody is reminded or called for it any more. Returns how many there were.
 */
export async function endQuestion(
  stores: Stores,
  record: Pick<CaseRecord, "id">,
  end: { because: LapseReason },
): Promise<number> {
  const open = (await stores.questions.ofCase(record.id)).filter(isOpenQuestion);
  for (const question of open) {
    const ended = { state: "lapsed", nextAt: null, lapsedBecause: end.because } as const;
    if (!(await stores.questions.advance(question, ended))) throw new LostRace(`question ${question.id}`);
  }
  return open.length;
}
