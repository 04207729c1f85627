import type { CaseRecord } from "../case-record.js";

/** Why there was a complaint (CMP-24, 27, 28). */
export const CAUSES = [
  "attitude",
  "appearance",
  "diligence",
  "coordination",
  "quality",
  "timeliness",
  "fees",
  "facility",
  "other",
] as const;
/** One of them. */
export type Cause = (typeof CAUSES)[number];

/** As people read and write them. */
export const CAUSE_NAMES: Readonly<Record<Cause, string>> = {
  attitude: "服务态度",
  appearance: "仪容仪表",
  diligence: "工作责任心",
  coordination: "部门协调",
  quality: "工作质量",
  timeliness: "处理不及时",
  fees: "收费",
  facility: "设施设备",
  other: "其他",
};

/** What the words of a complaint point to, the most telling first. */
const SIGNS: readonly (readonly [Cause, RegExp])[] = [
  [
    "attitude",
    /态度|骂|凶|吼|不耐烦|爱理不理|爱答不理|阴阳怪气|翻白眼|顶嘴|吵起来|没礼貌|不礼貌|出言不逊|冷漠|推搡|敷衍/,
  ],
  ["appearance", /衣冠不整|不穿工服|没穿工服|没穿制服|不穿制服|光着膀子|穿拖鞋|邋遢|一身酒气|酒气/],
  [
    "diligence",
    /玩手机|刷手机|打瞌睡|睡觉|睡着|脱岗|不在岗|没人值班|串岗|偷懒|磨洋工|不管不问|没人管|不作为|视而不见|装作没看见/,
  ],
  [
    "coordination",
    /踢皮球|推来推去|互相推|推诿|互相扯皮|扯皮|都说不归|不归我们管|谁都不管|这个部门.{0,6}那个部门|没有交接|没交接/,
  ],
  ["fees", /收费|多收|乱收|费用|扣费|扣款|账单|发票|退款|退费|滞纳金|涨价|物业费|停车费|管理费|公摊/],
  [
    "timeliness",
    /还没(?:来|修|处理|人)|一直没|迟迟|拖了|拖着|好几天|几天了|一周了|半个?月|一个月了|催了|第[二三四五]次|多久|没有回复|没回复|没人回|没人来/,
  ],
  ["quality", /又坏|又漏|没修好|修不好|返工|不干净|没打扫|没扫|漏扫|脏|臭|垃圾|枯死|质量|不合格|不达标|乱剪/],
  [
    "facility",
    /电梯|门禁|道闸|路灯|灯|水管|水压|停水|停电|监控|消防|健身器材|管道|对讲|充电桩|空调|暖气|墙|漏水/,
  ],
];

/**
 * The cause the words of a complaint point to; `other` when none does. A proposal that the supervisor confirms
 * or changes (原因), never a verdict on anybody.
 */
export function proposeCause(words: string): Cause {
  return SIGNS.find(([, pattern]) => pattern.test(words))?.[0] ?? "other";
}

/** The cause a record starts with: proposed for complaints, none for everything else. */
export function causeAtRecording({ kind, matter }: Pick<CaseRecord, "kind" | "matter">): Cause | null {
  return kind === "complaint" ? proposeCause(matter) : null;
}

const SPOKEN: readonly (readonly [RegExp, Cause])[] = [
  [/^(?:服务)?态度/, "attitude"],
  [/^(?:仪容仪表|仪容|仪表|着装|形象)/, "appearance"],
  [/^(?:工作)?(?:责任心|责任|勤勉|尽职|脱岗)/, "diligence"],
  [/^(?:部门)?(?:协调|配合|推诿)/, "coordination"],
  [/^(?:工作|服务)?质量/, "quality"],
  [/^(?:处理)?(?:不及时|及时|时效|拖延|慢)/, "timeliness"],
  [/^(?:收费|费用|账)/, "fees"],
  [/^(?:设施设备|设施|设备)/, "facility"],
  [/^其[他它]/, "other"],
];

/** The cause a supervisor names, and what follows it; null when it is none of the list. */
export function readCause(words: string): { readonly cause: Cause; readonly rest: string } | null {
  for (const [pattern, cause] of SPOKEN) {
    const found = pattern.exec(words.trim());
    if (found)
      return {
        cause,
        rest: words
          .trim()
          .slice(found[0].length)
          .replace(/^(?:问题|原因)/, "")
          .trim(),
      };
  }
  return null;
}

/** A stored code as one of the causes; a code of another version counts as `other`, none as null. */
export function causeOf(stored: string | null): Cause | null {
  return stored === null ? null : (CAUSES.find((cause) => cause === stored) ?? "other");
}
