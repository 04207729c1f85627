import type { CaseRecord } from "../rules/case-record.js";
import type { DeskDeps, FollowUp, FollowUpMatcher } from "./desk-deps.js";
import { errorCode } from "./errors.js";
import type { LanguageModel, ModelAnswer } from "./model-ports.js";
import { hideForModel, PATIENCE_MILLIS, type Patience } from "./triage-with-model.js";

/** What the matcher needs. */
export interface FollowUpMatcherDeps extends Pick<DeskDeps, "unitOfWork" | "clock" | "log"> {
  readonly model: LanguageModel;
  readonly patience: (millis: number) => Patience;
}

/** Most records a model is shown. */
const MOST_RECORDS = 8;

/**
 * Matches by the model. With fewer than two records there is nothing to choose, and the model is not asked:
 * whether a message opens a matter of its own is triage. The number it names must be one it was shown.
 */
export function createFollowUpMatcher(deps: FollowUpMatcherDeps): FollowUpMatcher {
  async function note(followUp: FollowUp, answer: ModelAnswer<number | null>): Promise<void> {
    const matched = answer.kind === "answer" && answer.answer !== null ? "taken" : "none";
    const outcome = answer.kind === "answer" ? matched : answer.reason;
    const { estate, inboundId } = followUp;
    const call = { ...answer.trace, estateId: estate.id, inboundId, outcome, proposal: null };
    await deps.unitOfWork.stores.modelCalls.record({ ...call, question: "followUp" }, deps.clock.now());
  }

  async function ask(followUp: FollowUp): Promise<CaseRecord | null> {
    const { estate, text } = followUp;
    const open = followUp.open.slice(0, MOST_RECORDS);
    const shown = open.map(({ number, matter }) => ({ number, matter: hideForModel(matter, estate) }));
    const answer = await deps.model.matchFollowUp(hideForModel(text, estate), shown);
    await note(followUp, answer);
    if (answer.kind === "noAnswer") return null;
    return open.find((record) => record.number === answer.answer) ?? null;
  }

  return {
    async match(followUp) {
      if (followUp.open.length < 2) return null;
      const patience = deps.patience(PATIENCE_MILLIS);
      const asked = ask(followUp).catch((error: unknown) => {
        deps.log.error({ error: errorCode(error) }, "follow_up_broke");
        return null;
      });
      try {
        return await Promise.race([asked, patience.over.then(() => null)]);
      } finally {
        patience.cancel();
      }
    },
  };
}
