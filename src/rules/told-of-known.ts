import type { CaseRecord } from "./case-record.js";
import { BACK_AGAIN, isMereAnswer, saysNoHurry } from "./chasers.js";
import { isAbout, samePlace, topicsOfText } from "./matching.js";
import type { ResidentSituation } from "./resident-situation.js";
import { namesVehicle } from "./vehicles.js";

const DAY = 24 * 3_600_000;

/** 不是反水 是反味: puts right what was said of the matter. */
const CONTRADICTS = /^[^,，。不]{0,4}不是[^,，。 是]{1,8}[,，。 ]*(?:而|应该)?是[^,，。 ]{1,12}[。.!！~ ]*$/;

/** Settled this lately, a matter is still talked about; later words are about something else. */
const REMARK_MILLIS = 7 * DAY;

/** The matter that words tell something of that neither presses nor reports: no hurry, a contradiction, a remark. */
export function toldOf({ triage, text, open, latest, now }: ResidentSituation): CaseRecord | null {
  const there = open.filter((record) => samePlace(triage.room, record.room));
  const about = there.find((record) => isAbout(text, record));
  if (CONTRADICTS.test(text)) return about ?? there[0] ?? null;
  if (saysNoHurry(text)) return about ?? (topicsOfText(text).length === 0 ? (there[0] ?? null) : null);
  if (open.length > 0 || !latest || !isMereAnswer(triage, text) || BACK_AGAIN.test(text)) return null;
  const settled = latest.handledAt ?? latest.closedAt;
  const isLate = settled === null || now.getTime() - settled.getTime() > REMARK_MILLIS;
  return isLate || topicsOfText(text).length > 0 ? null : latest;
}

/** What asks or tells where nothing can be found it is about goes with what is under way there, however old. */
export function goesWithOpen({ triage, text, open }: ResidentSituation): CaseRecord | null {
  if (triage.kind !== "progress" || topicsOfText(text).length > 0 || namesVehicle(text)) return null;
  return open.find((record) => samePlace(triage.room, record.room)) ?? null;
}
