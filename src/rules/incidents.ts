import { type CaseRecord, isOpen } from "./case-record.js";
import { isAbout, topicsOfText } from "./matching.js";
import type { TriageResult } from "./triage/triage-result.js";

/** Matters several households have at once, and how far they reach. */
const REACH: Readonly<Record<string, "building" | "estate">> = {
  停水: "building",
  停电: "building",
  电梯: "building",
  供暖: "building",
  门禁: "building",
  照明: "building",
  道闸: "estate",
  气味: "building",
  噪音: "building",
};

/** Only these parts of a building are everybody's: a lamp or a smell at home is not. */
const COMMON_PARTS = /楼道|走廊|过道|大堂|车库|电梯|单元门|大门|门厅|整栋|全楼|楼里|楼梯/;
const NEEDS_COMMON_PART = new Set(["照明", "门禁", "气味", "噪音"]);
/** Plainly the writer's own: a fuse, a tap, one room. */
const OWN_ONLY =
  /跳闸|只有我|就我家|我一家|邻居(?:家)?(?:都)?(?:有|正常|没事)|别人家(?:都)?(?:有|正常)|欠费|龙头|插座/;

/** A matter this old is another occasion. */
export const INCIDENT_MILLIS = 24 * 3_600_000;

/** What a new report is held against. */
export interface IncidentFacts {
  readonly triage: Pick<TriageResult, "emergency" | "kind">;
  readonly text: string;
  /** Place of the matter: as written, else the writer's own. */
  readonly room: string | null;
  readonly residentId: string;
  /** Open records of the estate of the last day, oldest first. */
  readonly candidates: readonly CaseRecord[];
}

function buildingOf(room: string | null): string | null {
  return room?.split("-")[0] ?? null;
}

/**
 * The open record of another household that reports the same occasion (停水, 电梯坏), or null. Emergencies are
 * never joined: each calls for help of its own. Where a matter is a building's, both must name that building.
 */
export function incidentFor(facts: IncidentFacts): CaseRecord | null {
  const { triage, text, room, residentId, candidates } = facts;
  const topic = topicsOfText(text).find((one) => one in REACH);
  const reach = topic === undefined ? undefined : REACH[topic];
  if (topic === undefined || triage.emergency || OWN_ONLY.test(text)) return null;
  if (triage.kind === "praise" || triage.kind === "suggestion") return null;
  const isCommon = (words: string) => !NEEDS_COMMON_PART.has(topic) || COMMON_PARTS.test(words);
  if (!isCommon(text)) return null;
  const lead = candidates.find((record) => {
    if (!isOpen(record) || record.residentId === residentId) return false;
    if (record.linkKind === "incident" || OWN_ONLY.test(record.matter) || !isCommon(record.matter))
      return false;
    const same = buildingOf(record.room) === buildingOf(room) && room !== null;
    return (
      (reach === "estate" || same) && isAbout(text, record) && topicsOfText(record.matter).includes(topic)
    );
  });
  return lead ?? null;
}
