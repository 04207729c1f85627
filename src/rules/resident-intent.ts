/**
 * What a resident wants of the desk itself rather than of the estate: a person to talk to, what is stored about
 * them, to be heard in a rage, or help in despair. Read before triage, which knows only matters.
 */
export type ResidentIntent = "person" | "privacy" | "selfHarm" | "abuse" | "neverMind";

const PERSON =
  /^(?:我?(?:要|想)?(?:找|转|接|请)?(?:一?个)?(?:人工|真人|活人)(?:客服|服务)?[吧啊呀!！。. ]*|.{0,8}(?:转人工|转接人工|找人工|人工客服|人工服务|真人客服|换个人|叫个人来(?:跟|和)我(?:说|讲)|跟(?:真)?人说|不要机器人|别用机器人).{0,12})$/;
const PRIVACY =
  /(?:存|保存|记录?|登记|收集|留|掌握|知道)(?:了|着|的)?(?:我|我们家?|个人)(?:的|家)?(?:什么|哪些|啥|多少)?(?:个人)?(?:信息|资料|数据|隐私|情况|东西)|我的(?:个人)?(?:信息|资料|数据|隐私)(?:你们)?(?:有|存|都|在|是|怎么|被|安全|会)|(?:删除?|清除|注销|抹掉)(?:掉|了)?(?:我的|我)(?:个人)?(?:信息|资料|数据|电话|手机号|号码|记录)|(?:把|将)我的(?:个人)?(?:信息|资料|数据|电话|手机号|号码)(?:全部|都)?删/;
const SELF_HARM =
  /(?:不想|不愿)活|活(?:着|下去)(?:没|没有|还有什么)(?:意思|意义|盼头)|(?:想|要|准备|打算)(?:去)?(?:死|自杀|轻生|跳楼|了结|结束(?:自己|生命))|自杀|割腕|一死了之|遗书/;
const ABUSE =
  /(?:傻[逼比bB叉屌]|煞笔|沙比|妈的|他妈|tmd|TMD|尼玛|你妈|草泥|操你|滚蛋|去死|王八蛋|狗(?:东西|屁|日|娘|腿)|畜生|人渣|垃圾物业|废物|蠢(?:猪|货)|是猪|猪脑|脑残|不要脸|臭不要|贱(?:人|货)|混蛋|神经病|有病吧|白痴|智障|吃屎|吃干饭)/;
/** 不用来了, 我自己换好了, 又有水了: each says that nobody need come. */
const NO_NEED =
  "(?:算了|不用(?:再)?(?:来|修|管|派人|处理|上门)了?|不需要了|别来了|取消(?:吧|了|报修)?|撤销(?:吧|了|报修)?|(?:我|我们|家里人?|老公|老婆|爸|儿子)?(?:自己|已经|找人)(?:弄|修|搞|换|装|通|处理|解决)(?:好|掉|完|通|开)?了?|(?:现在)?(?:又)?(?:来水|来电|好|亮|通|有水|有电|不漏|不响)了|自己好了|没事了)";
const NEVER_MIND = new RegExp(
  `^(?:哦+|噢|嗯+|好吧?)?[,， ]*(?:那|就|先|算了|好了|没事了|解决了|自己|已经|现在)?[,， ]*${NO_NEED}(?:[,，。.!！~ ]*(?:${NO_NEED}|不用(?:麻烦)?了?|谢谢|麻烦(?:你们|您)?了|不好意思|辛苦了?|啦|哈))*[,，。.!！~ ]*$`,
);

/** 撤销刚才的, 把那个报修取消一下 */
const TAKES_BACK =
  /^(?:麻烦|请|帮我?|我要|我想)?(?:把?(?:刚才|刚刚|之前|上面|那个|这个)(?:报|登记|说|发)?的?(?:报修|投诉|登记|单子?|工单|预约|事情?)?)?(?:给我|给)?(?:撤销|取消|撤回|作废|撤)(?:一下|掉|了|吧)?(?:我?(?:刚才|刚刚|之前|上面|那个|这个)?(?:报|登记|说|发)?的?(?:那个|那条)?(?:报修|投诉|登记|单子?|工单|预约|事情?)?)[吧了。.!！~ ]*$/;

/** Words that despair uses and anger borrows: 气死, 累死, 去死 at others are not meant. */
const FIGURE_OF_SPEECH = /(?:气|累|热|冷|烦|吵|臭|笑|急|吓|渴|饿|困|恨|愁)死|去死吧|你们(?:怎么)?(?:不)?去死/;

/** The intent of a text in simplified script, or null when it is about a matter. */
export function readIntent(text: string): ResidentIntent | null {
  const words = text.trim();
  if (SELF_HARM.test(words) && !FIGURE_OF_SPEECH.test(words)) return "selfHarm";
  if (PERSON.test(words)) return "person";
  if (PRIVACY.test(words)) return "privacy";
  if (NEVER_MIND.test(words) || TAKES_BACK.test(words)) return "neverMind";
  return ABUSE.test(words) ? "abuse" : null;
}
