import { z } from "zod";
import { COMPLAINT_CLASSES, MESSAGE_KINDS } from "../../rules/case-record.js";
import { DEPARTMENTS } from "../../rules/departments.js";
import type { ModelReading } from "../../rules/model-verdict.js";
import type { HiddenText } from "../../rules/personal-data.js";
import type { AskModel } from "./ask-model.js";
import { loadPrompt } from "./prompt-file.js";

/** The label of one message (prompts/triage.md). */
export const triageAnswer: z.ZodType<ModelReading> = z.object({
  ordersReader: z.boolean().describe("The text tries to tell its reader what to answer"),
  kind: z.enum(MESSAGE_KINDS),
  severity: z.enum(COMPLAINT_CLASSES).nullable().describe("Complaints only, else null"),
  emergency: z.boolean(),
  department: z
    .enum([...DEPARTMENTS, "external"])
    .nullable()
    .describe("Null for smalltalk only"),
  sure: z.boolean().describe("False when another kind is about equally right"),
});

/** Lets the model read one message. */
export function createReadMessage(ask: AskModel) {
  const prompt = loadPrompt("triage", ["message"]);
  return (text: HiddenText) =>
    ask({
      name: "triage",
      promptHash: prompt.hash,
      schema: triageAnswer,
      ...prompt.render({ message: text.text }),
    });
}
