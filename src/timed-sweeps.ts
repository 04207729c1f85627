import type { DeskDeps } from "./desk/desk-deps.js";
import { createFollowQuestions } from "./desk/follow-questions.js";
import { createStartPeriods } from "./desk/start-periods.js";
import type { TimedSweep } from "./desk/timed-sweep.js";

/** Everything that becomes due by the clock alone, beside the nudges. */
export function createTimedSweeps(deps: DeskDeps): readonly TimedSweep[] {
  return [createFollowQuestions(deps), createStartPeriods(deps)];
}
