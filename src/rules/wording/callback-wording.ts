import {
  type Callback,
  type CallbackContents,
  type CallbackForm,
  FORM_NAMES,
  isComplete,
  SATISFACTION_NAMES,
} from "../callback.js";
import { choicesOf, type GuideStep } from "../callback-guide.js";
import { callbackDuty } from "../callback-table.js";
import type { CaseRecord } from "../case-record.js";
import type { MissingStep } from "../closing.js";
import type { Estate } from "../estate.js";
import { sayLimit, sayMoment } from "../estate-time.js";
import type { SatisfactionQuestion } from "../question.js";
import { ROLE_NAMES } from "../roles.js";
import { inBrief, kindName, matterLine, staffName } from "./case-words.js";
import { dutyWords } from "./duty-words.js";
import { shortQuote } from "./quote.js";

interface Place {
  readonly estate: Estate;
  readonly now: Date;
}

/** What people call a callback: 电话回访, 第二次回访. */
export function callbackName(callback: Pick<Callback, "kind">): string {
  return dutyWords(callbackDuty(callback.kind)).name;
}

/** Who calls, by name or else by role. */
export function callerName(callback: Pick<Callback, "caller" | "callerRole">, estate: Estate): string {
  return callback.caller ? staffName(estate, callback.caller) : ROLE_NAMES[callback.callerRole];
}

/** What chat has answered so far. */
export function chatLine(answer: SatisfactionQuestion | null): string {
  if (!answer) return "微信：没有问过";
  if (!answer.satisfaction) return `微信：问过，住户${answer.state === "lapsed" ? "" : "还"}没有回答`;
  const words = answer.words ? `，「${shortQuote(answer.words, 60)}」` : "";
  return `微信：住户答${SATISFACTION_NAMES[answer.satisfaction]}${words}`;
}

const SAY: Readonly<Record<Exclude<CallbackForm, "chat">, string>> = {
  phone: "您好，我是{estate}物业的{name}，给您打电话回访",
  homeVisit: "您好，我是{estate}物业的{name}，上门回访",
  letter: "您好，{estate}物业来信回访",
};

/** The sentence to say, by form. */
export function callbackSentence(
  record: CaseRecord,
  form: CallbackForm,
  at: { estate: Estate; caller: string | null },
): string {
  const opening = SAY[form === "chat" ? "phone" : form]
    .replace("{estate}", at.estate.name)
    .replace("{name}", at.caller ? staffName(at.estate, at.caller) : "客服");
  const what = record.kind === "complaint" ? "您反映的" : "您报的";
  return `${opening}${what}「${shortQuote(record.matter, 30)}」。现在处理得怎么样，问题解决了吗？对这次服务您是满意、基本满意还是不满意？哪里还可以做得更好？`;
}

/** The task of whoever calls: number, what happened, what chat answered, what to say. 1:1 only. */
export function callbackTask(
  at: {
    record: CaseRecord;
    callbacks: readonly Callback[];
    answer: SatisfactionQuestion | null;
  } & Place,
): string {
  const { record, callbacks, answer, estate, now } = at;
  const [first] = callbacks;
  const lines = callbacks.map(
    (callback) => `${callbackName(callback)}：${planWords(callback, { estate, now })}`,
  );
  return [
    `【回访任务】#${record.number} ${kindName(record)} ${matterLine(inBrief(record))}`,
    ...lines,
    `住户：${record.contactName ?? "未留姓名"} ${record.contactPhone ?? "没有留电话，请到房号上门或查业主档案"}`,
    `处理：${record.handledBy ? staffName(estate, record.handledBy) : "同事"}，${shortQuote(record.handling ?? "没有写", 80)}`,
    chatLine(answer),
    `可以这样说：${callbackSentence(record, first?.form ?? "phone", { estate, caller: first?.caller ?? null })}`,
    callbacks.some(({ needsEvidence }) => needsEvidence)
      ? "这件要请住户在回访记录上签名，拍照发给我。"
      : null,
    `单独回复「回访 ${record.number}」，我一步步问；也可以写「回访 ${record.number} 满意 ${FORM_NAMES[first?.form ?? "phone"]} 住户的原话」。`,
  ]
    .filter((line) => line !== null)
    .join("\n");
}

function planWords(callback: Callback, { estate, now }: Place): string {
  const remark = callback.formRemark ? `（${callback.formRemark}）` : "";
  const from = callback.startsAt > now ? `${sayMoment(callback.startsAt, now, estate.timezone)}起，` : "";
  return `${FORM_NAMES[callback.form]}${remark}，${from}${sayLimit(callback.dueAt, now, estate.timezone)}前`;
}

/** One line of the plan: which matter, who, by when, which form. */
export function planLine(callback: Callback, record: CaseRecord, place: Place): string {
  const late = callback.dueAt <= place.now ? "（已超时）" : "";
  return `#${record.number} ${matterLine(inBrief(record), 12)}｜${callbackName(callback)}｜${callerName(callback, place.estate)}｜${planWords(callback, place)}${late}`;
}

const CONTENT_NAMES: readonly (readonly [keyof CallbackContents, string])[] = [
  ["quality", "质量"],
  ["effect", "效果"],
  ["shortcomings", "不足"],
  ["suggestions", "建议"],
];

/** One callback as 查 and the plan of one matter show it. */
export function callbackLine(callback: Callback, place: Place): string {
  const { estate, now } = place;
  const name = callbackName(callback);
  if (callback.state === "cancelled") return `${name}：已取消`;
  if (callback.state === "planned" || !callback.doneAt) {
    return `${name}：${callerName(callback, estate)}，${planWords(callback, place)}${callback.dueAt <= now ? "，已超时" : ""}`;
  }
  const contents = CONTENT_NAMES.flatMap(([key, what]) => {
    const told = callback.contents?.[key];
    return told ? [`${what}${told}`] : [];
  });
  const parts = [
    `${sayMoment(callback.doneAt, now, estate.timezone)} ${callback.enteredBy ? staffName(estate, callback.enteredBy) : ""}${FORM_NAMES[callback.form]}`,
    callback.satisfaction ? SATISFACTION_NAMES[callback.satisfaction] : "",
    ...contents,
    callback.words ? `「${shortQuote(callback.words, 80)}」` : "",
    callback.opinion ? `意见：${callback.opinion}` : "",
    isComplete(callback) ? "" : incompleteWords(callback),
  ];
  return `${name}：${parts.filter(Boolean).join("，")}`;
}

/** What a held callback still lacks. */
export function incompleteWords(callback: Callback): string {
  if (callback.confirmerRole !== null && callback.confirmedAt === null) return "等第二人确认";
  return callback.needsEvidence && callback.evidenceInboundId === null ? "缺住户签名照片" : "";
}

const ASKS: Readonly<Record<GuideStep, string>> = {
  quality: "服务质量怎么样？",
  effect: "问题解决了吗？",
  satisfaction: "住户满意吗？",
  shortcomings: "还有什么不足？照住户的话写，没有就回复「没有」",
  suggestions: "有什么建议？没有就回复「没有」",
};

/** One question of the guided record, short enough for one thumb. */
export function guideQuestion(step: GuideStep, number: number): string {
  const choices = choicesOf(step).map((choice, index) => `${index + 1} ${choice}`);
  const options = choices.length > 0 ? `${choices.join("　")}` : "";
  const skip = step === "satisfaction" ? "" : "（可「跳过」）";
  return [`#${number} ${ASKS[step]}${skip}`, options].filter(Boolean).join("\n");
}

/** Told when nobody could be spoken to: nothing was recorded, and it can wait. */
export function notReached(step: GuideStep, number: number): string {
  return [
    `没联系上就先不记，#${number} 的回访还留着。改天再打请回复「取消」，打通了再回复「回访 ${number}」；现在打通了就接着答：`,
    guideQuestion(step, number),
  ].join("\n");
}

const STEP_NAMES: Readonly<Record<MissingStep, string>> = {
  opinion: "管理处主任还没有写处理意见",
  callback: "还没有回访",
  confirmation: "回访等第二人确认",
  signature: "回访缺住户签名",
  handOver: "处理记录还没有签收",
  sample: "是否抽中回访还没有定",
  answer: "在等住户在微信里回答",
  informed: "还没有告诉住户结果",
};

/** Which steps are missing before a matter can be closed, in a phrase. */
export function missingWords(missing: readonly MissingStep[]): string {
  return missing.map((step) => STEP_NAMES[step]).join("、");
}
