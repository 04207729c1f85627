import type { CaseRecord } from "../case-record.js";
import type { Relief } from "../relief.js";
import { dangerOnRecord } from "../running-emergency.js";
import type { Danger } from "../triage/triage-result.js";
import { FIRST_AID_WORDS, STAFF_FIRST_STEPS } from "./emergency-playbooks.js";

/** What a writer adds to an emergency, as far as the words about it depend on that. */
export interface EmergencyNews {
  readonly record: CaseRecord;
  readonly words: string;
  readonly relief: Relief | null;
  /** Whose first-aid words are to be said (again); null when those said before stand. */
  readonly danger: Danger | null;
  /** True when these words ask not to be called. */
  readonly noCalls: boolean;
  /** Which report of the same it is; null for mere additions. */
  readonly reports: number | null;
}

/** Said for 请保持电话畅通 to whoever must not be called. */
export const NO_CALLS_PROMISED = "同事不会给您打电话，方便时打字告诉我就行。";

/** What every card says of a resident who must not be called. */
export const DO_NOT_CALL = "请勿致电";

/** Where nobody may stay, nobody lies down either: out first. */
const OUT_FIRST =
  "请马上离开，到屋外通风、安全的地方，能带上不舒服的人就一起带出来；出来后拨打120，自己带不动请拨119，不要返回屋里。";
const NOT_TO_STAY: ReadonlySet<Danger> = new Set(["gas", "fire", "structure"]);

function wordsFor(danger: Danger, known: Danger): string {
  return danger === "medical" && NOT_TO_STAY.has(known) ? OUT_FIRST : FIRST_AID_WORDS[danger];
}

/** Answer to more words about an emergency under way. */
export function goesOnAnswer({ record, relief, danger, noCalls }: EmergencyNews): string {
  const number = `#${record.number}`;
  if (relief === "over") {
    return `收到，没事就好。我马上转告在赶的同事（${number}），请他们到场再确认一下；有人不舒服或情况有变化，随时告诉我。`;
  }
  if (relief === "helpIsThere") {
    return `收到，人到了就好，请听他们安排。我马上转告同事（${number}），有变化随时告诉我。`;
  }
  if (noCalls) return `明白，${NO_CALLS_PROMISED}已告诉在赶的同事，编号${number}。请先保证自己安全。`;
  const act = danger === null ? "" : wordsFor(danger, dangerOnRecord(record));
  const safe = danger === null ? "请先保证自己安全，" : "";
  return `${act || "收到，"}已再次紧急通知在赶的同事，编号${number}。${safe}有变化随时告诉我。`;
}

/** The same for those who help. */
export function goesOnNews(news: EmergencyNews & { readonly further: Danger | null }): string {
  const { words, relief, noCalls, reports, further } = news;
  const head = reports === null ? "住户补充" : `住户第${reports}次反映`;
  if (relief) return `${relief === "over" ? "住户说已没事" : "住户说救援已到"}：${words}\n请到场再确认一下。`;
  const lines = [`${head}：${words}`];
  if (further) lines.push(`先做：${STAFF_FIRST_STEPS[further]}`);
  if (noCalls) lines.push(`${DO_NOT_CALL}，直接过去。`);
  return lines.join("\n");
}
