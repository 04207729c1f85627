/** Whether and how somebody gets in, and what they meet there: 家里一直有人, 上门前先打电话, 钥匙在物业, 家里有狗. */
const GETTING_IN =
  /家里?(?:一直|都|全天|白天|平时|现在|随时)*(?:有|没|没有)人(?:在家?|等)?(?=$|[\s,，。.!！~])|不用(?:提前)?预约|(?:来|上门|过来|进门|到)(?:之?前|的?时候|时|了)[^?？]{0,6}(?:打|来|给)[^?？]{0,4}电话|(?:先|提前)(?:给我)?(?:打|来)个?电话|家里?(?:有|养了?)(?:只|条|个)?(?:[大小])?(?:狗|猫|老人|小孩|孩子|宝宝|婴儿|病人)|(?:敲门|按门铃)(?:就行|没人应|轻)|(?:轻点|别|不要)(?:敲门|按门铃)|钥匙(?:我)?(?:在|放)|(?:门锁|大门)?密码是|直接(?:来|上门|进来|敲门)(?:就行|就可以|即可|吧)|随时(?:可以|都可以|能)?(?:来|上门|过来)/;
/** 修好了发我照片: what is wanted of whoever does the work, once it is done. */
const ONCE_DONE =
  /(?:修|弄|搞|处理|换|装|疏通|清理|打扫|做)(?:好|完)(?:了|之?后|以后|的话)?[,， ]?(?:麻烦|请|能不能|可以)?(?:给我|跟我|和我|再)?(?:发|拍|告诉|通知|说一?声|打|叫|联系|回)/;
/** What is told of others, or wanted, or wrong is a matter. */
const TELLS_MORE =
  /谁|拿走|偷|被|邻居|楼上|楼下|隔壁|对门|别人|他家|她家|他们|帮我|帮忙|进不去|打不开|出不来|丢|忘|坏|掉|漏|堵|叫个|叫得|一直叫|乱叫|咬|吵|尿|屎|臭|投诉|吗|[?？]|改|换(?:个|成|到)/;
const MOST_LETTERS = 24;

/** Whether words are for whoever comes to do the work, whatever the work is. */
export function tellsOfWork(text: string): boolean {
  if ([...text.replace(/[^\p{Script=Han}A-Za-z]/gu, "")].length > MOST_LETTERS) return false;
  return ONCE_DONE.test(text) || (GETTING_IN.test(text) && !TELLS_MORE.test(text));
}
