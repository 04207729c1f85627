import { isAbout, namedRecord, topicsOfText } from "./matching.js";
import { readEnd } from "./never-mind.js";
import { reliefIn } from "./relief.js";
import type { ResidentDecision, ResidentSituation } from "./resident-situation.js";
import { dangerOnRecord } from "./running-emergency.js";

/** The matter that is at its end: the one named or spoken of, else the one opened last. */
export function onEnd({ text, open }: ResidentSituation): ResidentDecision | null {
  const ended = readEnd(text);
  if (!ended) return null;
  const named = namedRecord(text, open);
  const about = named ? [named] : open.filter((record) => isAbout(ended.said, record));
  // 电梯好了, while another thing is under way, ends nothing of it.
  const isElsewhere = ended.end === "solved" && topicsOfText(ended.said).length > 0;
  const [record, ...others] = about.length > 0 || isElsewhere ? about : open;
  if (
    !record ||
    (ended.end === "solved" && record.emergency && reliefIn(text, dangerOnRecord(record)) !== null)
  )
    return null;
  return { act: "callOff", record, others, end: ended.end };
}
