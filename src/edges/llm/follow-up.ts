import { z } from "zod";
import type { FollowUpCandidate, ModelAnswer } from "../../desk/model-ports.js";
import type { HiddenText } from "../../rules/personal-data.js";
import type { AskModel } from "./ask-model.js";
import { loadPrompt } from "./prompt-file.js";

/** The record a message belongs to (prompts/follow-up.md). */
export const followUpAnswer = z.object({
  number: z.int().nullable().describe("Number of the matter the message belongs to, null for none"),
  sure: z.boolean(),
});

/** Lets the model match a message to one of the resident's open records. */
export function createMatchFollowUp(ask: AskModel) {
  const prompt = loadPrompt("follow-up", ["message", "records"]);
  return async (
    text: HiddenText,
    open: readonly FollowUpCandidate[],
  ): Promise<ModelAnswer<number | null>> => {
    const records = open.map(({ number, matter }) => `${number}: ${matter.text}`).join("\n");
    const answer = await ask({
      name: "follow_up",
      promptHash: prompt.hash,
      schema: followUpAnswer,
      ...prompt.render({ message: text.text, records }),
    });
    if (answer.kind !== "answer") return answer;
    const { number, sure } = answer.answer;
    // A number nobody offered is no answer.
    const isOffered = open.some((candidate) => candidate.number === number);
    if (number !== null && !isOffered) return { kind: "noAnswer", reason: "mismatch", trace: answer.trace };
    return { ...answer, answer: sure ? number : null };
  };
}
