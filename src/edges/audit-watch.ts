import type { AuditReport } from "../desk/audit-engine.js";
import type { Log } from "../desk/ports.js";
import { createHeartbeat } from "./heartbeat.js";

/** Remembers the last audit of this process for /readyz; a clean one is told to the monitor outside. */
export interface AuditWatch {
  onAudit(report: AuditReport): void;
  /** Of the last audit; empty before the first. */
  latest(): Pick<AuditReport, "problems" | "warnings">;
}

/** Makes the watch; without a heartbeat address nobody outside is told. */
export function createAuditWatch(heartbeatUrl: string | null, log: Log): AuditWatch {
  const beat = createHeartbeat(heartbeatUrl, log);
  let latest: Pick<AuditReport, "problems" | "warnings"> = { problems: [], warnings: [] };
  return {
    onAudit(report) {
      latest = report;
      if (report.problems.length + report.warnings.length === 0) void beat();
    },
    latest: () => latest,
  };
}
