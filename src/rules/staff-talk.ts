/** What somebody on the way says in passing: told to the resident, kept in the ledger, never a change of state. */
export type ProgressKind = "onTheWay" | "arrived" | "nobodyHome" | "waitingForParts";

/** The same, or that it is still being worked on: that answers 还在处理吗, and only the ledger keeps it. */
export type SaidProgress = ProgressKind | "working";

const SOON = "(?:马上|这就|现在|正在?|就)";
const GOING = "(?:到|过去|过来|去|赶过去|出发)";
const SPAN = "(?:再)?[0-9一二三四五六七八九十两半]{1,3}个?(?:分钟|小时)(?:后|内|左右)?";
const PROGRESS: readonly (readonly [RegExp, SaidProgress])[] = [
  [/^(?:我?(?:已经?|刚)?到(?:了|现场了?|楼下了?|门口了?)|到场了?|已到场?)$/, "arrived"],
  [
    new RegExp(
      `^我?(?:${SOON}+${GOING}了?|在路上了?|过去了|出发了|${SOON}?在?(?:过去|赶过去)的路上|${SPAN}就?到)$`,
    ),
    "onTheWay",
  ],
  [
    /^(?:(?:业主|住户|家里|家中)?(?:没人|不在|没有人)(?:在)?家?|敲门?(?:没|无)人(?:应|开)?|没人(?:在家|开门|应门?|接电话)|联系不上(?:业主|住户)?|(?:业主|住户)不在)$/,
    "nobodyHome",
  ],
  [
    /^(?:还?在?等(?:配件|材料|货|零件)|(?:配件|材料|零件)(?:没到|没货|缺货|要订|订货了?)|缺(?:配件|材料|零件)|要订(?:货|配件))(?:[\s,，].{1,15})?$/,
    "waitingForParts",
  ],
  [
    /^我?(?:(?:还|仍|正)?在(?:继续)?(?:处理|修|弄|做|办|搞|跟进?|清理|打扫|疏?通|施工|换|抢修)(?:中|着|呢|了|的)*|(?:继续|正)?处理中|(?:还|仍)在(?:现场|弄|继续)|还没(?:修|弄|做|处理|搞)?(?:完|好)(?:呢)?)(?:[\s,，](?!.*[吗?？]).{1,30})?$/,
    "working",
  ],
];

/** A saying in passing, or null. Expects the words without a case number. */
export function readProgress(words: string): SaidProgress | null {
  const plain = words.replace(/[。.!！~～,，\s]+$/g, "").replace(/^(?:好的?|收到)[,，\s]*/, "");
  return PROGRESS.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}
