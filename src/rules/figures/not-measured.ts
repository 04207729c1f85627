/** KPIs of requirements §31 that this ledger has no facts for, by why: left out of every report, never guessed. */
export const NOT_MEASURED: Readonly<Record<string, readonly string[]>> = {
  /** Fees and bills are kept in the fee system. */
  fees: ["KPI-05", "KPI-06", "KPI-07", "KPI-32", "KPI-33", "KPI-53", "KPI-57", "KPI-59", "KPI-69"],
  /** Inspections, patrols and spot checks are written elsewhere. */
  inspections: [
    "KPI-20",
    "KPI-22",
    "KPI-23",
    "KPI-24",
    "KPI-25",
    "KPI-26",
    "KPI-63",
    "KPI-64",
    "KPI-65",
    "KPI-66",
  ],
  /** Order and safety: the police and the insurer count these, not the desk. */
  order: ["KPI-27", "KPI-28", "KPI-29", "KPI-30", "KPI-31"],
  /** Staff: training, appraisal, attendance, headcount, diaries. */
  staff: [
    "KPI-35",
    "KPI-36",
    "KPI-37",
    "KPI-38",
    "KPI-39",
    "KPI-40",
    "KPI-41",
    "KPI-42",
    "KPI-46",
    "KPI-54",
    "KPI-55",
  ],
  /** Opinions gathered on visits, participants of events, contacts between departments, proposals. */
  opinions: ["KPI-16", "KPI-43", "KPI-44", "KPI-45", "KPI-48", "KPI-56"],
  /** The counter, the telephone exchange, the storeroom, the archive, the system audit. */
  counter: ["KPI-49", "KPI-51", "KPI-52", "KPI-58", "KPI-60", "KPI-61", "KPI-62", "KPI-67"],
};
