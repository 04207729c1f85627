import { createDeliverExports, type ExportEdges } from "./desk/deliver-exports.js";
import type { DeskDeps } from "./desk/desk-deps.js";
import { createFollowQuestions } from "./desk/follow-questions.js";
import { createLookAtCallbacks } from "./desk/look-at-callbacks.js";
import type { ReportDeps } from "./desk/make-report.js";
import { createRunReports } from "./desk/run-reports.js";
import { createStartPeriods } from "./desk/start-periods.js";
import type { TimedSweep } from "./desk/timed-sweep.js";

/** Everything that becomes due by the clock alone, beside the nudges. */
export function createTimedSweeps(
  deps: DeskDeps,
  reports: Pick<ReportDeps, "pictures" | "problems">,
  exports: ExportEdges,
): readonly TimedSweep[] {
  return [
    createFollowQuestions(deps),
    createStartPeriods(deps),
    createLookAtCallbacks(deps),
    createRunReports({ ...deps, ...reports }),
    createDeliverExports(deps, exports),
  ];
}
