/** Commands about clocks that carry words: a time, a reason, a plan. */
export interface WordsCommand {
  readonly verb: "appoint" | "pause" | "plan" | "tellSuperior" | "answer" | "giveOpinion" | "close";
  readonly number: number | null;
  readonly words: string;
}

/** Commands about clocks that need the number alone. */
export interface PlainCommand {
  readonly verb: "resume" | "approve" | "handOver" | "why";
  readonly number: number | null;
  /** What was said along with it. */
  readonly beside?: string;
}

/** Everything staff say about clocks, leaves and what is late. */
export type ClockCommand =
  | WordsCommand
  | PlainCommand
  | { readonly verb: "leave"; readonly words: string }
  | { readonly verb: "overdue" };

export type ClockVerb = ClockCommand["verb"];

/** How each is written. */
export const CLOCK_FORMS: Readonly<Record<ClockVerb, string>> = {
  appoint: "约 42 明天下午3点",
  pause: "暂停 42 等业主 到周五",
  resume: "恢复 42",
  plan: "方案 42 更换阀门，刘工周三前做完",
  approve: "批准 42",
  tellSuperior: "上报 42 总公司罗文 14:30",
  answer: "答复 42 周五前换新门禁",
  handOver: "签收 42",
  giveOpinion: "处理意见 42 换总管，赵强明天上午到场",
  close: "关闭 42 业主已搬走，无法联系",
  why: "为什么 42",
  overdue: "超时",
  leave: "请假 周五到周一 代 王芳",
};

/** What each does, as the help says it. */
export const CLOCK_HELP: readonly (readonly [ClockVerb, string])[] = [
  ["appoint", "约上门时间，前后提醒"],
  ["pause", "等业主、等配件时停表，写明到什么时候"],
  ["resume", "恢复计时，暂停的时间补回"],
  ["plan", "写处理方案（主管）"],
  ["approve", "批准方案（经理）"],
  ["tellSuperior", "记下报给了谁、几点"],
  ["answer", "给住户明确答复"],
  ["handOver", "投诉办结后登记收到记录（主管）"],
  ["giveOpinion", "住户不满意、重新打开的，写怎么办（主任、经理）"],
  ["close", "无法解决，关闭（经理）"],
  ["leave", "请假，写谁代；回来说「销假」"],
  ["why", "怎么分的类、哪几个时限、提醒过谁"],
  ["overdue", "已经超时的，和没人接到的"],
];

/** Words that open them. */
export const CLOCK_OPENERS: readonly (readonly [string, ClockVerb])[] = [
  ["约", "appoint"],
  ["约了", "appoint"],
  ["约好", "appoint"],
  ["约好了", "appoint"],
  ["预约", "appoint"],
  ["改约", "appoint"],
  ["暂停", "pause"],
  ["恢复", "resume"],
  ["方案", "plan"],
  ["批准", "approve"],
  ["上报", "tellSuperior"],
  ["已报", "tellSuperior"],
  ["答复", "answer"],
  ["签收", "handOver"],
  ["处理意见", "giveOpinion"],
  ["关闭", "close"],
  ["为什么", "why"],
  ["为啥", "why"],
  ["超时", "overdue"],
  ["请假", "leave"],
  ["销假", "leave"],
];

/** True for a verb of this file. */
export function isClockVerb(verb: string): verb is ClockVerb {
  return Object.hasOwn(CLOCK_FORMS, verb);
}

/** The command of an opened sentence; 销假 carries nothing else and must not read as a leave without dates. */
export function fillClockCommand(
  verb: ClockVerb,
  opened: { readonly word: string; readonly number: number | null; readonly rest: string },
): ClockCommand {
  const { number, rest, word } = opened;
  switch (verb) {
    case "overdue":
      return { verb };
    case "leave":
      return { verb, words: word === "销假" ? `销假 ${rest}`.trim() : rest };
    case "resume":
    case "approve":
    case "handOver":
    case "why":
      return { verb, number };
    default:
      return { verb, number, words: rest };
  }
}
