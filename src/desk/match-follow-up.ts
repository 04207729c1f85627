import type { CaseRecord } from "../rules/case-record.js";
import type { DeskDeps, FollowUp, FollowUpMatcher } from "./desk-deps.js";
import type { LanguageModel, ModelAnswer } from "./model-ports.js";
import type { BeginWait } from "./model-wait.js";
import { trackWork } from "./track-work.js";
import { hideForModel } from "./triage-with-model.js";

/** What the matcher needs. */
export interface FollowUpMatcherDeps extends Pick<DeskDeps, "unitOfWork" | "clock" | "log" | "script"> {
  readonly model: LanguageModel;
  readonly beginWait: BeginWait;
}

/** A matcher with work that goes on after its answer. */
export interface ModelFollowUpMatcher extends FollowUpMatcher {
  /** Resolves when every question under way has come to its end and is recorded. */
  settled(): Promise<void>;
}

/** Most records a model is shown. */
const MOST_RECORDS = 8;

/**
 * Matches by the model. With fewer than two records there is nothing to choose, and the model is not asked:
 * whether a message opens a matter of its own is triage. The number it names must be one it was shown.
 */
export function createFollowUpMatcher(deps: FollowUpMatcherDeps): ModelFollowUpMatcher {
  const underWay = trackWork(deps.log);

  async function note(
    followUp: FollowUp,
    answer: ModelAnswer<number | null>,
    isLate: boolean,
  ): Promise<void> {
    const matched = answer.kind === "answer" && answer.answer !== null ? "taken" : "none";
    // What came too late was not taken: the message has been handled without it.
    const outcome = answer.kind === "answer" ? `${isLate ? "late:" : ""}${matched}` : answer.reason;
    const { estate, inboundId } = followUp;
    const call = { ...answer.trace, estateId: estate.id, inboundId, outcome, proposal: null };
    await deps.unitOfWork.stores.modelCalls.record({ ...call, question: "followUp" }, deps.clock.now());
  }

  async function ask(followUp: FollowUp, isLate: () => boolean): Promise<CaseRecord | null> {
    const { estate } = followUp;
    // What is personal is found in simplified script only, and a record keeps the script it was told in.
    const hide = (words: string) => hideForModel(deps.script.toSimplified(words), estate);
    const open = followUp.open.slice(0, MOST_RECORDS);
    const shown = open.map(({ number, matter }) => ({ number, matter: hide(matter) }));
    const answer = await deps.model.matchFollowUp(hide(followUp.text), shown);
    await note(followUp, answer, isLate());
    if (answer.kind === "noAnswer") return null;
    return open.find((record) => record.number === answer.answer) ?? null;
  }

  return {
    async match(followUp) {
      if (followUp.open.length < 2) return null;
      const wait = deps.beginWait();
      // A match that comes late is of no use to anybody.
      if (wait.isOver()) return null;
      const asked = underWay.track(ask(followUp, wait.isOver)).catch(() => null);
      try {
        return await wait.until(asked);
      } finally {
        wait.end();
      }
    },
    settled: () => underWay.settled(),
  };
}
