import { isDespair } from "./despair.js";
import { type End, readEnd } from "./never-mind.js";

/**
 * What a resident wants of the desk itself rather than of the estate: a person to talk to, what is stored about
 * them, to be heard in a rage, help in despair, or nothing any longer. Read before triage, which knows only matters.
 */
export type ResidentIntent = "person" | "privacy" | "selfHarm" | "abuse" | End;

const PERSON =
  /^(?:我?(?:要|想)?(?:找|转|接|请)?(?:一?个)?(?:人工|真人|活人)(?:客服|服务)?[吧啊呀!！。. ]*|.{0,8}(?:转人工|转接人工|找人工|人工客服|人工服务|真人客服|换个人|叫个人来(?:跟|和)我(?:说|讲)|跟(?:真)?人说|不要机器人|别用机器人).{0,12})$/;
/** 你能不能看懂人话, 答非所问: said to the desk itself, by somebody it did not understand. */
const NOT_UNDERSTOOD = new RegExp(
  [
    "^(?=.*(?:[不没吗嘛么]|人话))(?:你们?|您|机器人)(?:到底|究竟|是不是|根本|完全|真的?|能不能|会不会|能)*[没不]?[看听读]?[得不]?(?:懂|明白|理解)我?[说问讲写]?的?(?:人?话|字|意思|问题)?了?[吗嘛么没啊呀]*",
    "^(?:能不能|会不会|麻烦)?(?:[看听][得不]?懂|(?:好好)?[说讲])人话[行吗嘛么吧啊呀]*",
    "^(?:你|您|机器人|怎么|总是|老是|又|都是|尽)*(?:答非所问|文不对题|牛头不对马嘴|鸡同鸭讲|像?复读机|人工智障)[了吗啊呀]*",
  ]
    .map((said) => `${said}[?？。.!！~ ]*$`)
    .join("|"),
);
const PRIVACY =
  /(?:存|保存|记录?|登记|收集|留|掌握|知道)(?:了|着|的)?(?:我|我们家?|个人)(?:的|家)?(?:什么|哪些|啥|多少)?(?:个人)?(?:信息|资料|数据|隐私|情况|东西)|我的(?:个人)?(?:信息|资料|数据|隐私)(?:你们)?(?:有|存|都|在|是|怎么|被|安全|会)|(?:删除?|清除|注销|抹掉)(?:掉|了)?(?:我的|我)(?:个人)?(?:信息|资料|数据|电话|手机号|号码|记录)|(?:把|将)我的(?:个人)?(?:信息|资料|数据|电话|手机号|号码)(?:全部|都)?删/;
/** 我的号码是多少, 你们记的是几点: what was noted of the writer and of their matters. */
const ASKS_NOTED =
  /(?:我的?(?:预留|登记)?的?(?:手机号?|电话|联系方式|号码|房号)(?:号码?)?|(?:你们?|您|这边|给我)(?:记|登记|写|留|约)的?(?:电话|手机|号码|房号|时间|称呼|名字)?)(?:现在)?(?:(?:你们?)?(?:记|登记|写|留|存|约)的)?(?:都?是)?(?:多少|什么(?:时间|时候)?|啥(?:时间|时候)?|哪[个天一]|几点|几号|周几|星期几)(?:号码?|电话|来着|天|个|钟)*(?:你|帮我|给我|[念读说发报告诉我听看一下遍])*[啊呀呢吗哦了。,，.!！?？ ]*$/;
/** 你妈妈呢 and 他妈在家 speak of mothers; 他妈的 and 去你妈 do not. */
const ABUSE =
  /(?:[操草艹日去干滚靠问候]你妈(?!妈)|你妈(?:的(?!电话|手机|快递|[病腿房])|[逼bB死]|了个)|[真太都又还特是们]他妈(?!妈|[在来说去]|的?(?:电话|手机))|[他她]妈的(?!电话|手机|快递|[病腿房])|^妈的|[，,。 !！]妈的|傻[逼比bB叉屌]|煞笔|沙比|tmd|TMD|尼玛|草泥|操你|滚蛋|去死|王八蛋|狗(?:东西|屁|日|娘|腿)|畜生|人渣|垃圾物业|废物|蠢(?:猪|货)|是猪|猪脑|脑残|不要脸|臭不要|贱(?:人|货)|混蛋|神经病|有病吧|白痴|智障|吃屎|吃干饭)/;

/** Whether somebody says that the desk did not understand them: a person has to. */
export function wasNotUnderstood(text: string): boolean {
  return NOT_UNDERSTOOD.test(text.trim());
}

/** The intent of a text in simplified script, or null when it is about a matter. */
export function readIntent(text: string): ResidentIntent | null {
  const words = text.trim();
  if (isDespair(words)) return "selfHarm";
  if (PERSON.test(words) || wasNotUnderstood(words)) return "person";
  if (PRIVACY.test(words) || ASKS_NOTED.test(words)) return "privacy";
  return readEnd(words)?.end ?? (ABUSE.test(words) ? "abuse" : null);
}
