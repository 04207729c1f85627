import { topicsOfText } from "./matching.js";

/** How a notice begins: 【停水通知】, 关于电梯维保的公告, 尊敬的业主. */
const HEADING =
  /^[\s【[〖《「#*]*(?:转发[:：]?\s*)?(?:[【[〖《「][^】\]〗》」\n]{0,20}(?:通知|公告|提示|提醒|公示|通告|告知|须知|倡议)书?[^】\]〗》」\n]{0,6}[】\]〗》」]|关于[^，。\n]{2,30}的(?:通知|公告|公示|通告)|(?:尊敬|亲爱|敬爱)的(?:各位|广大|全体)?(?:小区)?(?:业主|住户|居民)|(?:各位|广大|全体)(?:小区)?(?:业主|住户|居民|邻居|家人)[^，,。\n]{0,8}[:：])/;
/** Words of the writer: no notice speaks of 我家 or asks. */
const OWN =
  /我(?!们?(?:司|公司|处|中心|部|小区|社区|街道|物业|单位|将|会|深表|一直|衷心|正|已|市|区|院|局))|咱家|你们|[?？]|[吗呢么]$|怎么|为什么|为啥|凭什么|什么时候|啥时候|能不能|是不是|真的假的|说好的|都(?:几|[0-9两三四五])天了|到现在|还没|还不|[看弄]不懂|没看懂|不明白|到底|家里/;
const CLAUSES = /(?<=[，,。！!？?；;\n])|(?<=】)|(?<=\s)/;

/** With fewer letters behind its heading nothing was passed on. */
const LEAST_LETTERS = 4;

/** What a text holds of a notice passed on, and what its writer says to it. */
export interface ForwardedNotice {
  readonly notice: string;
  /** Empty when nothing was said to it. */
  readonly own: string;
}

/**
 * A notice that somebody passes on (【停水通知】…), which is nothing they report, with what they say to it themselves (我们家
 * 也停吗); null when the text is no notice.
 */
export function readForwarded(text: string): ForwardedNotice | null {
  if (!HEADING.test(text)) return null;
  const clauses = text.split(CLAUSES).filter((clause) => clause.trim() !== "");
  const at = clauses.findIndex((clause) => OWN.test(clause.trim()));
  const [told, own] = at < 0 ? [clauses, []] : [clauses.slice(0, at), clauses.slice(at)];
  const notice = told.join("").trim();
  // 【温馨提示】你们的灯又坏了: whoever only borrows the form says it in their own words.
  const said = [...notice.replace(HEADING, "").replace(/[^\p{Script=Han}]/gu, "")].length;
  return said >= LEAST_LETTERS ? { notice, own: own.join("").trim() } : null;
}

const ASKS = /[?？]|[吗呢么]|怎么|是不是|什么|几[点号]|多久|哪/;
const GOES_BACK = /^那|^这|怎么办/;
const MOST_LETTERS = 30;

/** 那我们家高层也停吗: asks of what was just talked about. */
export function asksOfIt(text: string): boolean {
  if (!ASKS.test(text) || [...text].length > MOST_LETTERS) return false;
  return GOES_BACK.test(text) || topicsOfText(text).length === 0;
}

/** The writer's own words first: they are what the matter is. */
export function withNotice(own: string, notice: string): string {
  return `${own}（转来的通知：${notice}）`;
}
