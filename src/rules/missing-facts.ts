import type { CaseRecord } from "./case-record.js";
import { SURE_ENOUGH, type TriageResult } from "./triage/triage-result.js";
import { isUnsafeToCall } from "./unsafe-calls.js";
import type { MissingFact } from "./wording/resident-wording.js";

/** Kinds of words that a chat answers: nobody has to find or ring the writer. */
const NEEDS_NO_PLACE: ReadonlySet<string> = new Set(["praise", "suggestion", "enquiry", "smalltalk"]);

/** True when the words chase a matter: a guess is not told that its matter could not be found. */
export function isSureToChase(triage: Pick<TriageResult, "kind" | "confidence">): boolean {
  return triage.kind === "progress" && triage.confidence >= SURE_ENOUGH;
}

/** Places nobody has to be let into. */
const COMMON_PLACE =
  /楼道|楼梯|电梯|大堂|大厅|单元门|单元门口|楼门口|门口的|路灯|路面|地库|车库|停车场|花园|草坪|绿化|围墙|大门|道闸|井盖|垃圾桶|水泵房|天台|公共/;
const AT_HOME = /家里|我家|屋里|室内|厨房|卫生间|厕所|客厅|卧室|阳台|马桶|水槽|入户/;

/** Whether work on it needs nobody at home. */
function isInCommonPlace(matter: string): boolean {
  return COMMON_PLACE.test(matter) && !AT_HOME.test(matter);
}

/** Words of somebody who chases, whatever it is they chase. */
const CHASING =
  /[今昨前]天|上?(?:周|星期|礼拜)[一二三四五六日天]?|上?个?月|[早晚]上|刚才|之前|报(?:修|的|过)?|说(?:的|过)?|反映|登记|投诉|的?(?:事情?|问题|情况|单子?)|怎么样?|什么时候|多久|啥|还|一直|没人?|[来到去]|联系|回复?|处理|解决|进展|结果|物业|师傅|工人|人员|麻烦|请问|你们|您|我们?|好|有|了|吗|呢|呀|啊|的|是|都|到底|几/g;

/** 「上周五报的事怎么样了」 says nothing of its matter; what is left of other sentences mostly does. */
function saysLittle(matter: string): boolean {
  return [...matter.replace(CHASING, "").replace(/[^\p{Script=Han}]/gu, "")].length <= 3;
}

const NO_FLAT =
  /没有?房号|没有?门牌|(?:商铺|铺位|底商|门面)|我是.{0,8}(?:店|铺|超市|餐馆|快递|外卖|送货)(?:的|里|主|老板|员)?|(?:我)?不(?:是|住)(?:在)?(?:这|你们)?(?:个)?小区|不是(?:业主|住户)/;

/** Whether its writer has no flat to name: a shop, a courier, a visitor. */
export function hasNoFlat(matter: string): boolean {
  return NO_FLAT.test(matter);
}

/**
 * What is still missing to act (REC-02, REP-02): asked together, once. Where the desk is not sure of the
 * kind, what it read in the words decides what is asked; a chaser that does not say of what is asked that too.
 */
export function missingFacts(
  record: Pick<
    CaseRecord,
    "kind" | "room" | "contactPhone" | "wishedTime" | "emergency" | "responsibleDepartment" | "matter"
  >,
  triage?: Pick<TriageResult, "kind" | "confidence" | "topic">,
): MissingFact[] {
  const needed: MissingFact[] = [];
  const likeliest = record.kind === "unclear" ? triage?.kind : record.kind;
  if (likeliest && NEEDS_NO_PLACE.has(likeliest) && !record.emergency) return needed;
  if (triage && isSureToChase(triage) && triage.topic === null && saysLittle(record.matter)) {
    needed.push("matter");
  }
  if (!record.room && (record.emergency || !hasNoFlat(record.matter))) needed.push("room");
  if (!record.contactPhone && !isUnsafeToCall(record)) needed.push("phone");
  if (
    record.kind === "repair" &&
    !record.emergency &&
    !record.wishedTime &&
    !isInCommonPlace(record.matter)
  ) {
    needed.push("time");
  }
  return needed;
}
