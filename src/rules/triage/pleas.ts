/** What asks for help or thanks and tells nothing: 麻烦派人来看一下, 请登记一下, 怎么报修, 谢谢. */
const PLEAS =
  /麻烦|请问?|谢谢|多谢|感谢|辛苦|拜托|你们|您|物业|师傅|同志|尽快|赶快|赶紧|马上|快点?|帮[忙我]?|安排|派|个?人|过?来|看看?|查|处理|解决|登记|记录|报修|报|反映|一?下|收到|回复|怎么办?|希望|重视|上门|能不能|可以|联系|[了啊吧吗呢哈呀]/g;
const CLAUSES = /(?<=[\s,，。.!！?？;；~～])/;
const MARKS = /[\s,，。.!！?？;；~～]/g;
/** In longer texts the clauses say more to each other than a plea to its matter. */
const MOST_CHARACTERS = 40;

/** A short text without the clauses that only plead or thank; null when there are none, or nothing else. */
export function withoutPleas(text: string): string | null {
  if (text.length > MOST_CHARACTERS) return null;
  const clauses = text.split(CLAUSES);
  const told = clauses.filter((clause) => clause.replace(MARKS, "").replace(PLEAS, "") !== "");
  return told.length === 0 || told.length === clauses.length ? null : told.join("");
}
