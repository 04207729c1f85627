import type { Estate } from "../rules/estate.js";
import { acceptableSummary } from "../rules/model-summary.js";
import {
  asksModel,
  deservesSummary,
  disposeOfReading,
  lateProposal,
  type Verdict,
} from "../rules/model-verdict.js";
import { type HiddenText, hidePersonalData } from "../rules/personal-data.js";
import type { Triage, TriageResult } from "../rules/triage/triage-result.js";
import type { DeskDeps, TriageOccasion, TriageReading, Triager } from "./desk-deps.js";
import { errorCode } from "./errors.js";
import type { LanguageModel, ModelAnswer, ModelCallDraft } from "./model-ports.js";
import type { BeginWait } from "./model-wait.js";
import { trackWork, type WorkUnderWay } from "./track-work.js";

export interface ModelTriagerDeps extends Pick<DeskDeps, "unitOfWork" | "clock" | "log"> {
  readonly model: LanguageModel;
  /** The reading of the rules, which stands whatever the model says. */
  readonly readByRules: Triage;
  readonly beginWait: BeginWait;
}

/** A triager with work that goes on after its answer. */
export interface ModelTriager extends Triager {
  /** Resolves when every model call under way has come to its end and is recorded. */
  settled(): Promise<void>;
}

/** One message on its way through the model. */
interface Errand {
  readonly text: string;
  readonly rules: TriageResult;
  readonly hidden: HiddenText;
  readonly occasion: TriageOccasion;
  /** True once the first answer has gone without the model. */
  isLate(): boolean;
}

type Noted = Pick<ModelCallDraft, "question" | "outcome" | "proposal">;

/** Hides what is personal in words about an estate; names of its staff are personal too. */
export function hideForModel(text: string, estate: Estate): HiddenText {
  const people = estate.staff.map((member) => member.name);
  return hidePersonalData(text, { buildings: estate.buildings, people });
}

/** The questions about one message. Each is recorded when its answer is there, late or not. */
function createErrands(deps: ModelTriagerDeps, tracker: WorkUnderWay) {
  function note(errand: Errand, answer: ModelAnswer<unknown>, noted: Noted): void {
    const { estate, inboundId } = errand.occasion;
    const prefix = errand.isLate() && answer.kind === "answer" ? "late:" : "";
    const call = { ...answer.trace, ...noted, outcome: `${prefix}${noted.outcome}` };
    const { question, outcome, latencyMillis, tries } = call;
    deps.log.info({ inboundId, question, outcome, latencyMillis, tries }, "model_asked");
    const draft = { ...call, estateId: estate.id, inboundId };
    // Not waited for: the resident's answer is worth more than the note about it.
    tracker.track(deps.unitOfWork.stores.modelCalls.record(draft, deps.clock.now())).catch(() => undefined);
  }

  return {
    async read(errand: Errand): Promise<Verdict | null> {
      const answer = await deps.model.readMessage(errand.hidden);
      if (answer.kind === "noAnswer") {
        note(errand, answer, { question: "triage", outcome: answer.reason, proposal: null });
        return null;
      }
      const verdict = disposeOfReading(errand.text, errand.rules, answer.answer);
      const reading = errand.isLate() ? lateProposal(verdict) : verdict.proposal;
      const proposal = reading && { reading, summary: null };
      note(errand, answer, { question: "triage", outcome: verdict.outcome, proposal });
      return verdict;
    },
    async summarise(errand: Errand): Promise<string | null> {
      const answer = await deps.model.summarise(errand.hidden);
      const line = answer.kind === "answer" ? acceptableSummary(answer.answer, errand.hidden) : null;
      const outcome = answer.kind === "noAnswer" ? answer.reason : line ? "taken" : "overruled:unfit";
      const proposal = line && errand.isLate() ? { reading: null, summary: line } : null;
      note(errand, answer, { question: "summary", outcome, proposal });
      return line;
    },
  };
}

/** What is wanted of the model for a message. */
interface Wanted {
  readonly occasion: TriageOccasion;
  readonly reading: boolean;
  readonly summary: boolean;
}

/**
 * The rules with a model beside them: asked when the rules are unsure, and for one line about a long text. The
 * rules dispose of what it says (`disposeOfReading`). Whatever goes wrong, and whatever takes longer than its
 * wait (`createModelWaits`), leaves the rules' answer; a reading that comes later waits as a proposal for the
 * desk. Every question is recorded with its outcome and cost.
 */
export function createTriageWithModel(deps: ModelTriagerDeps): ModelTriager {
  const tracker = trackWork(deps.log);
  const errands = createErrands(deps, tracker);

  async function ask(text: string, rules: TriageResult, { occasion, reading, summary }: Wanted) {
    const hidden = hideForModel(text, occasion.estate);
    const wait = deps.beginWait();
    const errand: Errand = { text, rules, hidden, occasion, isLate: wait.isOver };
    try {
      // Each for itself: a slow summary must not cost a reading that came in time.
      return await Promise.all([
        reading ? wait.until(tracker.track(errands.read(errand))) : null,
        summary ? wait.until(tracker.track(errands.summarise(errand))) : null,
      ]);
    } finally {
      wait.end();
    }
  }

  return {
    async triage(text, facts, occasion) {
      const rules = deps.readByRules(text, facts);
      const alone: TriageReading = { ...rules, classifiedBy: "rules" };
      const reading = asksModel(text, rules);
      const summary = !occasion?.isSeveral && deservesSummary(text, rules);
      if (!occasion || (!reading && !summary)) return alone;
      try {
        const [verdict, line] = await ask(text, rules, { occasion, reading, summary });
        const { result, classifiedBy } = verdict ?? { result: rules, classifiedBy: "rules" };
        return { ...result, classifiedBy, summary: line };
      } catch (error) {
        deps.log.error({ error: errorCode(error) }, "model_triage_broke");
        return alone;
      }
    },
    settled: () => tracker.settled(),
  };
}
