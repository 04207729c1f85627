/** Words that say it; 得要死, 快要死了 of a tree and 死机 do not. */
const SELF_HARM =
  /(?:不想|不愿)活|活(?:着|下去)(?:没|没有|还有什么)(?:意思|意义|盼头)|(?:想|准备|打算)(?:去)?死(?![机角档])|(?:我|就|真的?)要(?:去)?死(?![机人])|(?:想|要|准备|打算)(?:去)?(?:自杀|轻生|跳楼|了结|结束(?:自己|生命))|自杀|割腕|一死了之|遗书/;
/** Despair that names no death: a sleep without waking, farewells. */
const FAREWELL =
  /(?:睡|一觉)[^。!?！？]{0,8}(?:不醒(?:那种|的那种|过来|来|就好|才好)|(?:再也|不再|不用再|永远不)(?:会|用|要)?醒|别(?:再)?醒)|(?:再也|永远)(?:不想|不用|不要)醒|(?:睡|长)过去(?:就|再也)?(?:不|别)(?:再|用)?醒|(?:我|等我)(?:走|死|不在)(?:了|掉)?(?:以后|之后)?[^。!?！？]{0,6}(?:不(?:在|想)了|就解脱|也就清净)|(?:我|这样)(?:就|也)?(?:解脱|一了百了)|一了百了|来世(?:再)?(?:见|报答)|永别了?|(?:最后|再)(?:一次)?(?:跟|和|向)(?:你们|大家|这个世界)[^。!?！？]{0,4}(?:道别|告别|说再见)/;
/** Thanks for years together with giving away for good what one looks after. */
const GIVES_AWAY =
  /(?=.*(?:谢谢|感谢|多谢|对不起|麻烦))(?=.*(?:这么多年|这[几些]年|一直以来|这么久|以后|今后|往后))(?=.*(?:猫|狗|鹦鹉|孩子|女儿|儿子|爸|妈|老人|爷爷|奶奶)[^。!?！？]{0,16}(?:好人家|托付|拜托(?:给)?你们|交给你们|就靠你们|帮我养|送人|有人(?:照顾|管|养)))/;
/** Who gives a flat up or travels gives away too; who tells of another's sleep tells of an illness. */
const PARTING =
  /搬|退租|退房|出国|回老家|调[走动]|卖(?:了|掉)?房|毕业|出差|旅[游行]|过敏|生了|几天|小猫|小狗|领养/;
/** Another who stands on a roof is told of to be saved: an emergency of its own. */
const ANOTHERS_JUMP = /(?:有人|有个|那个人|男的|女的|小伙|姑娘)[^。!?！？]{0,8}(?:要|想|准备)(?:跳|往下)/;
const ANOTHERS_SLEEP =
  /(?:孩子|宝宝|老人|老公|老婆|爸|妈|爷|奶|他|她)[^。!?！？]{0,10}(?:睡|一觉)[^。!?！？]{0,10}(?:醒)/;

/** Words that despair uses and anger borrows: 气死, 累死, 去死 at others. What stands beside them may be meant. */
const FIGURES_OF_SPEECH =
  /(?:气|累|热|冷|烦|吵|臭|笑|急|吓|渴|饿|困|恨|愁)死(?:我|人)?了?|得要死|要死[不人]|想死(?:我|你|他)们?|去死吧|你们(?:怎么)?(?:不)?去死/g;
const JOKING = /(?<!不是|没)开玩笑/;

/** Whether somebody speaks of ending their life, in whatever words. Expects simplified script. */
export function isDespair(text: string): boolean {
  if (JOKING.test(text)) return false;
  const words = text.replace(FIGURES_OF_SPEECH, "，");
  if (SELF_HARM.test(words)) return !ANOTHERS_JUMP.test(words);
  if (FAREWELL.test(words)) return !ANOTHERS_SLEEP.test(words);
  return GIVES_AWAY.test(words) && !PARTING.test(words);
}
