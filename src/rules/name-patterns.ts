import { GIVEN_SIGN, PLAIN_SURNAMES } from "./full-names.js";
import { SURNAMES } from "./triage/names.js";

const S = `[${SURNAMES}]`;
const P = `[${PLAIN_SURNAMES}]`;
/** Any character but those that only ever stand between words. */
const GIVEN = "(?![的了着是就都也没不把被给跟请你我他她它这那哪])[\\u4e00-\\u9fff]";
const END = "(?=[ ,。.!;、:〔\\d]|$|电话|手机|住|家|我)";
const TITLE =
  "先生|女士|小姐|太太|老师|师傅|阿姨|叔叔|大叔|叔|伯伯|伯|大爷|大妈|奶奶|爷爷|大姐|大哥|姐|哥|姨|婶|嫂|工(?![作程地资钱])|经理|主任|队长|队|总(?![是说会在阀闸表共电水局])|主管|医生|太|生(?= )";
/** Words that end in a surname: what stands behind them is a title of nobody's. */
const WORDS =
  "施工|保安|保全|园林|环卫|门卫|工程|教程|[洗停接亲行机汽动单电货轿客]车|本人于|公司|上司|主管|水管|房管|城管|看管|健身房|门房|楼房|小时|临时|钟点|旁边|那边|这边|[小马公网]路|主任|前任|历任|现任|[一二三四五六七八九几每]任|排成|感应|反应|[泳水童]池|[裂坏排变]成|[走让]路|这任|业主任|责任|[路旁窗墙]边|宿管|垃圾房|公司|几时|当时|小时|请和|出所和|密码明|巡查|工商|安排|麻烦|谢谢|多谢|感谢|答谢|项目|老师|看更明|付工|路太|方向|单元|业主和";
const ROLE = "房东|房主|户主|业主|住户|租客|租户|客户|邻居|老板|报修人|投诉人|来电人|联系人|收件人|经办人";
/** What people do of whom a report tells. */
const TELLS =
  "反映|反馈|投诉|报修|来电|来访|说|称|要求|求助|表示|打来|打电话|咨询|预约|登记|不[管来接理让在交付]|每天|天天|一直|总是|总在|老是|又|在家|弹|养|装修|家";
/** What stands before a person who is called by half a name. */
const MEETS = "那个|这个|那位|这位|隔壁|对门|楼上|楼下|〕的?|的|叫|找|问|让|给|跟|和|是|谢谢|感谢|表扬|投诉";

/** Where one of everyday words stands, nothing begins; so that 保安大哥 is nobody called 安. */
const unlessWord = (pattern: string) => new RegExp(`${WORDS}|${pattern}`, "g");

/** The first group is hidden, so that a title still tells who somebody is; without it nothing is. */
export const NAMES: readonly RegExp[] = [
  /([\u4e00-\u9fff]{2,6}·[\u4e00-\u9fff]{2,6})/g,
  unlessWord(`(${S}(?:[\\u4e00-\\u9fff](?=师傅|先生|女士|阿姨|经理))?)(?:${TITLE})`),
  unlessWord(
    `(?:我叫|名叫|叫做|名字(?:叫|是)?|姓名|联系人|业主|本人|我是|这里是)[是为叫: ]{0,2}(${S}(?:${GIVEN}){0,2})${END}`,
  ),
  /** A field of a form, whatever stands in it. */
  /(?:姓名|称呼|联系人|客户|报修人|投诉人|来电人|收件人|经办人|户主): ?([\u4e00-\u9fff]{2,4})(?=[ ,。.!;、〔\d]|$)/g,
  new RegExp(`(?:${ROLE})[是叫:, ]{0,2}(${P}(?:${GIVEN}){1,2}?)(?=[ ,。!;、〔\\d]|$|${TELLS})`, "g"),
  new RegExp(`(?:^|[ ,。!;:])(${P}(?:${GIVEN}){1,2}?)(?=反映|反馈|来电|来访|报修|表示|打来)`, "g"),
  new RegExp(`(?:我姓|免贵姓|本人姓|姓)(${S})`, "g"),
  new RegExp(
    `(?:保安|保洁|管家|前台|门岗|门卫|电工|客服|物业的|你们)(?:的|那个)?(?!老师|小时|小区)([小老阿]${S})`,
    "g",
  ),
  new RegExp(`(?<=${MEETS}|${ROLE})(?!老杨树|小杨树|老胡同|老唐装|小许多)([小老阿]${P})`, "g"),
  new RegExp(
    `(?<=${ROLE}|${MEETS}|^|[ ,。!:])(阿(?![姨婆公爹娘伯叔嫂婶爷嬷弟妹哥姐])${GIVEN_SIGN})(?!${GIVEN_SIGN})`,
    "g",
  ),
  new RegExp(`(?<![\\u4e00-\\u9fff0-9])(?!老师|小时)([小老]${S})(?=[ ,。!:]|$)`, "g"),
  new RegExp(`(?<![\\u4e00-\\u9fff])(${S}(?:${GIVEN}){1,2})[ ,:]{0,2}(?=〔电话)`, "g"),
  new RegExp(`〔电话[0-9]+〕[ ,:]{0,2}(${S}(?:${GIVEN}){1,2})(?=$|[ ,。])`, "g"),
  /(?:\b[Ii] am|\b[Ii]'m|\b[Tt]his is|\b[Mm]y name is) ((?:mr|mrs|ms|miss)?\.? ?[A-Z][a-z]+(?: [A-Z][a-z]+)?)/g,
];
