import type { UnitOfWork } from "../../src/desk/ports.js";
import { createRunReports } from "../../src/desk/run-reports.js";
import { createChineseScript } from "../../src/edges/chinese-script.js";
import type { Database } from "../../src/edges/db/open-database.js";
import { createLogger } from "../../src/edges/logger.js";
import type { Estate } from "../../src/rules/estate.js";
import { estateDirectory } from "../../src/rules/estate-directory.js";
import type { DayCharts } from "../../src/rules/figures/day-charts.js";
import { estate } from "../db/samples.js";

/** An estate whose digests go to 王芳, 陈明 and the managers' group. */
export function reportingEstate(changes: Partial<Estate> = {}): Estate {
  return estate({
    groups: { managers: { id: "managers", name: "管理群", chatId: "wrMGR", hasRobot: true } },
    departments: {
      engineering: { name: "工程部", head: "zhaoqiang", group: "managers" },
      customerService: { name: "客服部", head: "wangfang", group: "managers" },
    },
    staff: [
      { userid: "lina", name: "李娜", roles: ["receptionist"], department: "customerService" },
      { userid: "wangfang", name: "王芳", roles: ["supervisor"], department: "customerService" },
      { userid: "chenming", name: "陈明", roles: ["centerManager"], department: null },
      { userid: "zhaoqiang", name: "赵强", roles: ["departmentHead"], department: "engineering" },
    ],
    digests: {
      daily: "18:07",
      weekly: "mon 08:53",
      monthly: "1 09:11",
      to: ["wangfang", "chenming"],
      group: "managers",
    },
    ...changes,
  });
}

/** A desk of which only the reports work. */
export function reportsOf(
  unitOfWork: UnitOfWork,
  setup: Estate,
  { draw }: { draw?: (charts: DayCharts, name: string) => Promise<string | null> } = {},
) {
  const at = { now: new Date(0) };
  const sweep = createRunReports({
    unitOfWork,
    clock: { now: () => at.now },
    log: createLogger({ level: "silent" }),
    script: createChineseScript(),
    directory: estateDirectory([setup]),
    triager: { triage: () => Promise.reject(new Error("reports read no message")) },
    pictures: { draw: draw ?? ((_charts, name) => Promise.resolve(`/nowhere/${name}.png`)) },
    problems: () => [],
  });
  return {
    sweep,
    /** Looks once at that moment of estate time, as the pump would. */
    lookAt(moment: string): Promise<number> {
      at.now = new Date(`${moment}:00+08:00`);
      return sweep.look();
    },
  };
}

/** A message of the outbox as a reader has it. */
export interface QueuedReport {
  readonly to: string;
  readonly text: string;
  readonly picture: boolean;
}

/** Everything queued so far, in order, and forgotten for the next time. */
export async function takeQueued({ client }: Database): Promise<QueuedReport[]> {
  const rows = await client.outboundMessage.findMany({ orderBy: { id: "asc" } });
  await client.outboundMessage.deleteMany();
  return rows.map(({ targetKey, content }) => {
    const said = content as { type: string; text?: string };
    return { to: targetKey, text: said.text ?? "", picture: said.type === "image" };
  });
}
