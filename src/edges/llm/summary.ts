import { z } from "zod";
import type { ModelAnswer } from "../../desk/model-ports.js";
import { SUMMARY_CHARACTERS } from "../../rules/model-summary.js";
import type { HiddenText } from "../../rules/personal-data.js";
import type { AskModel } from "./ask-model.js";
import { loadPrompt } from "./prompt-file.js";

/** The one line (prompts/summary.md). */
export const summaryAnswer = z.object({ line: z.string() });

/** Lets the model draft one line for a long message. */
export function createSummarise(ask: AskModel) {
  const prompt = loadPrompt("summary", ["message", "characters"]);
  return async (text: HiddenText): Promise<ModelAnswer<string>> => {
    const answer = await ask({
      name: "summary",
      promptHash: prompt.hash,
      schema: summaryAnswer,
      ...prompt.render({ message: text.text, characters: String(SUMMARY_CHARACTERS) }),
    });
    return answer.kind === "answer" ? { ...answer, answer: answer.answer.line } : answer;
  };
}
