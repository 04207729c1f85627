import { afterAll, expect, test } from "vitest";
import { type Dialogue, tell } from "./dialogue.js";
import type { Measures } from "./measures.js";

/** Set to read every dialogue in the output: TRANSCRIPTS=1 npx vitest run test/stories/dialogues. */
const PRINT = process.env.TRANSCRIPTS === "1";

function line(name: string, one: Measures): string {
  const { matters, messages, answers, questions, askedTwice, wronglyJoined, waitedSeconds } = one;
  return `${name}: ${matters} matters, ${messages} messages, ${answers} answers, ${questions} questions, ${askedTwice} asked twice, ${wronglyJoined.length} wrongly joined, ${waitedSeconds} s waited`;
}

function sumUp(all: readonly Measures[]): string {
  const sum = (pick: (one: Measures) => number) => all.reduce((total, one) => total + pick(one), 0);
  const matters = Math.max(
    1,
    sum((one) => one.matters),
  );
  const messages = Math.max(
    1,
    sum((one) => one.messages),
  );
  const longest = Math.max(...all.map((one) => one.longestWaitSeconds));
  return [
    `${all.length} dialogues, ${matters} matters, ${messages} messages`,
    `answers per matter ${(sum((one) => one.answers) / matters).toFixed(2)}`,
    `questions per matter ${(sum((one) => one.questions) / matters).toFixed(2)}`,
    `asked twice ${sum((one) => one.askedTwice)}`,
    `wrongly joined ${sum((one) => one.wronglyJoined.length)}`,
    `waited ${(sum((one) => one.waitedSeconds) / messages).toFixed(1)} s per message, ${longest} s at most`,
  ].join("; ");
}

/** Makes a test of every dialogue: it must go as told, ask nothing twice, join nothing wrongly, keep its budget. */
export function tellAll(dialogues: readonly Dialogue[]): void {
  const told: Measures[] = [];
  test.each(dialogues.map((dialogue) => [dialogue.claim, dialogue] as const))(
    "%s",
    async (_claim, dialogue) => {
      const { measures, transcript } = await tell(dialogue);
      told.push(measures);
      if (PRINT) console.info(`${transcript}\n-- ${line(dialogue.person, measures)}\n`);
      expect(measures).toMatchObject({ askedTwice: 0, wronglyJoined: [], phoneTasks: 0 });
      expect(measures.longestWaitSeconds).toBeLessThanOrEqual(60);
    },
  );
  afterAll(() => {
    if (told.length > 0) console.info(sumUp(told));
  });
}
