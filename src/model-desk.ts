import type { Config } from "./config.js";
import type { DeskDeps, FollowUpMatcher, Triager } from "./desk/desk-deps.js";
import { createFollowUpMatcher } from "./desk/match-follow-up.js";
import { createModelWaits, type Patience } from "./desk/model-wait.js";
import { createTellProposals } from "./desk/tell-proposals.js";
import { createTriageWithModel } from "./desk/triage-with-model.js";
import type { DeskRunner } from "./desk-runner.js";
import { createLanguageModel } from "./edges/llm/language-model.js";
import type { Job } from "./edges/scheduler.js";
import { triage } from "./rules/triage/triage.js";

/** How messages are read, and what follows from it. */
export interface ModelDesk {
  readonly triager: Triager;
  /** Matches what the rules cannot; absent without a model. */
  readonly followUps?: FollowUpMatcher;
  /** The runner that also tells what a model proposed: by a job of its own, and when it settles. */
  accompany(runner: DeskRunner): DeskRunner;
  /** Ends questions under way; later ones come back at once. */
  stopAsking(): void;
  /** Resolves when nothing is left to record. */
  settled(): Promise<void>;
}

const rulesOnly: Triager = {
  triage: async (text, facts) => ({ ...triage(text, facts), classifiedBy: "rules" }),
};

const WITHOUT_MODEL: ModelDesk = {
  triager: rulesOnly,
  accompany: (runner) => runner,
  stopAsking: () => undefined,
  settled: async () => undefined,
};

/** Real time, also while the simulator's clock stands still or runs ahead. */
function patience(millis: number): Patience {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, millis);
  });
  return { over, cancel: () => clearTimeout(timer) };
}

/** The rules alone without a configured model, else the rules with the model beside them. */
export function createModelDesk(config: Pick<Config, "model">, deps: Omit<DeskDeps, "triager">): ModelDesk {
  if (!config.model) return WITHOUT_MODEL;
  const model = createLanguageModel(config.model, deps);
  const beginWait = createModelWaits(patience);
  const triager = createTriageWithModel({ ...deps, model, readByRules: triage, beginWait });
  const followUps = createFollowUpMatcher({ ...deps, model, beginWait });
  const tellProposals = createTellProposals(deps);
  const job: Job = {
    name: "proposals",
    cron: "*/9 * * * * *",
    run: async () => void (await tellProposals()),
  };
  return {
    triager,
    followUps,
    accompany: (runner) => ({
      ...runner,
      jobs: [...runner.jobs, job],
      async settle() {
        await runner.settle();
        if ((await tellProposals()) > 0) await runner.settle();
      },
    }),
    stopAsking: () => model.stop(),
    settled: async () => void (await Promise.all([triager.settled(), followUps.settled()])),
  };
}
