import type { Department } from "../rules/departments.js";
import { DEPARTMENTS } from "../rules/departments.js";
import { readAskedSpan } from "../rules/figures/asked-span.js";
import { composePeriod } from "./compose-period.js";
import type { DeskDeps } from "./desk-deps.js";
import type { UnfinishedReport } from "./figure-ports.js";
import type { Stores } from "./ports.js";
import { queueReport } from "./queue-report.js";

/** Kind of a report somebody asked for (汇总 10月): composed by the sweep, since it may take seconds. */
export const ASKED = "asked";

/** Who asks for which period; `words` names it. */
export interface AskedReport {
  readonly estateId: string;
  readonly userid: string;
  readonly department: Department | null;
  /** `2026-W47`, `2026-10` or `2026`. */
  readonly spanId: string;
  readonly inboundId: number;
}

/** The row of an asked report is its request: everything is in its period, so that a crash loses nothing. */
const periodOf = ({ spanId, department, userid, inboundId }: AskedReport) =>
  [spanId, department ?? "", userid, inboundId].join("/");

/** Takes the wish down; the sweep answers it 1:1. */
export function askForReport(stores: Stores, asked: AskedReport, now: Date): Promise<void> {
  return stores.reports.open({
    estateId: asked.estateId,
    kind: ASKED,
    period: periodOf(asked),
    dueAt: now,
    startedAt: now,
    finishedAt: null,
    figures: null,
    throughEntryId: null,
  });
}

function readPeriod(period: string) {
  const [spanId = "", department = "", userid = ""] = period.split("/");
  return { spanId, userid, department: DEPARTMENTS.find((known) => known === department) ?? null };
}

/** Composes what was asked for and queues it for whoever asked, each once. */
export async function answerAsked(
  deps: Pick<DeskDeps, "unitOfWork" | "directory">,
  run: UnfinishedReport,
  now: Date,
): Promise<void> {
  const { unitOfWork, directory } = deps;
  const estate = directory.byId(run.estateId);
  const { spanId, userid, department } = readPeriod(run.period);
  const span = estate ? readAskedSpan(spanId, now, estate.timezone) : null;
  const scope = { estateId: run.estateId, department };
  const report =
    estate && span ? await composePeriod(unitOfWork.stores, { estate, scope, span, late: false, now }) : null;
  await unitOfWork.run(async (stores) => {
    if (!(await stores.reports.finish(run, now)) || !estate || !report) return;
    const target = { channel: "app", userid } as const;
    const key = `report:${run.estateId}:${ASKED}:${run.period}`;
    await queueReport(stores, { estate, target, key, now, urgent: true }, report.parts);
  });
}
