import type { ReadMessage } from "./features.js";

/** Word classes and cues that stand for several reports, a month's wait or a broken promise (CMP-05 a, c). */
const UNSOLVED = ["manyTimes", "times", "promise", "promised", "excuse", "excuses", "stillWrong"];

/** The same told by a count or a stretch of time: 三个礼拜, 第十一次, 五月说修剪七月说排期, 整整一个夏天. */
const COUNTED_OR_LONG =
  /[#一二三四五六七八九十百几多]个?(?:次|遍|回|趟|封|拨|起|户|月|年|天|周|礼拜|星期|季)|(?:夏|冬|春|秋)天|雨季|个月|半年|去年|前年|年初|年前|入冬|开春|多年|熬到|壞到|坏到|拖到|再次|又|长期|長期|持续|持續|至今|上上|集体|[a-z]{3}/;

/** What a bill is made out for, and how often it was charged, is neither a wait nor a report. */
const OF_A_BILL =
  /(?:多|少|重复|又)?[收扣交缴划][了掉]?我?们?[#一两二三四五六七八九十几多]*个?(?:遍|次|回|年|月|季)(?:的?[^ ,。]{0,3}费|的?钱)?|[#一两二三四五六七八九十几多]个?(?:年|月|季)度?的?(?:物业|管理|车位|停车|水|电)费/g;

/** Harm and loss that have happened (CMP-05 b). */
const HARM =
  /伤|流血|出血|骨折|骨断|缝了|住院|医院|手术|急诊|昏|晕倒|烫|咬|撞到|砸|摔|滑倒|电了|触电|血|有洞|打起来|就医|偷|盗|抢|撬|违约|隐患|漏电|麻手|中毒|过敏|肺炎|死|没命|差点|欠|赔|损失|报废|被盗|被偷|进贼|泡了|泡坏|淹|[0-9#一二两三四五六七八九十百]+(?:多|来)?[千万]/;

/**
 * Whether a complaint says anything that makes one major (CMP-05): raised several times or unsolved for long,
 * promised and not kept, or harm and loss. A broken door closer nobody has looked at is none of these, however
 * angry the words.
 */
export function hasMajorGrounds(message: ReadMessage): boolean {
  return (
    message.signs.length > 0 ||
    UNSOLVED.some((name) => message.classes.has(name)) ||
    COUNTED_OR_LONG.test(message.text.replace(OF_A_BILL, " ")) ||
    HARM.test(message.text)
  );
}
