import { Gauge, type Registry } from "prom-client";
import type { Clock, UnitOfWork } from "../../desk/ports.js";
import type { Estate } from "../../rules/estate.js";

const DAY = 24 * 3_600_000;
const MONTH = 30 * DAY;

/** Adds how the model fares (last 24 h) and how often triage is corrected (last 30 days). Counted when asked. */
export function addModelMetrics(
  registry: Registry,
  deps: { unitOfWork: UnitOfWork; estates: readonly Estate[]; clock: Clock },
): Registry {
  const { modelCalls, corrections } = deps.unitOfWork.stores;
  new Gauge({
    name: "guanjia_model_questions",
    help: "Questions to the language model in the last 24 hours, by what came of them",
    labelNames: ["question", "outcome"],
    registers: [registry],
    async collect() {
      const now = deps.clock.now();
      this.reset();
      for (const { question, outcome, calls } of await modelCalls.outcomes(
        new Date(now.getTime() - DAY),
        now,
      )) {
        this.set({ question, outcome }, calls);
      }
    },
  });
  new Gauge({
    name: "guanjia_triage_cases",
    help: "Cases of the last 30 days that triage read, by what a person did: corrected a field, or was asked",
    labelNames: ["estate", "what"],
    registers: [registry],
    async collect() {
      const now = deps.clock.now();
      for (const { id } of deps.estates) {
        const figures = await corrections.figures(id, new Date(now.getTime() - MONTH), now);
        for (const [what, cases] of Object.entries(figures)) this.set({ estate: id, what }, cases);
      }
    },
  });
  return registry;
}
