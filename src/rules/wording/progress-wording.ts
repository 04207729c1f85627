import type { CaseRecord } from "../case-record.js";
import type { Estate } from "../estate.js";
import { findStaff } from "../estate.js";
import type { Hearing } from "../hearing.js";
import type { ProgressKind } from "../staff-talk.js";
import { departmentName, matterLine } from "./case-words.js";

/** What somebody cried out in need is not said back to them. */
const nameOf = (record: CaseRecord) =>
  record.emergency ? `#${record.number}` : `#${record.number}（${matterLine(record)}）`;

function whoComes(record: CaseRecord, estate: Estate, userid: string): string {
  const department =
    record.responsibleDepartment === "external" ? "" : departmentName(estate, record.responsibleDepartment);
  return `${department}${findStaff(estate, userid)?.name ?? "同事"}`;
}

/** What a resident hears when somebody at work says how it goes (REC-19, REP-08). */
export function progressNotice(
  record: CaseRecord,
  estate: Estate,
  said: { readonly userid: string; readonly progress: ProgressKind; readonly words: string },
): string {
  const who = whoComes(record, estate, said.userid);
  const name = nameOf(record);
  switch (said.progress) {
    case "onTheWay": {
      const when = /[0-9一二三四五六七八九十两半]{1,3}(?:个)?(?:分钟|小时)/.exec(said.words)?.[0];
      return `${name}：${who}正在赶过去，${when ? `大约${when}到` : "很快就到"}，麻烦留意敲门或电话。`;
    }
    case "arrived":
      return `${name}：${who}已经到了。`;
    case "nobodyHome":
      return `${name}：${who}刚才上门没有见到您。麻烦告诉我什么时间方便，我请他再来。`;
    case "waitingForParts":
      return `${name}：${who}看过了，要等配件，到货就来，抱歉让您多等。`;
  }
}

/** Told when a time for the visit was set, or another than before (REP-02). */
export function appointmentNotice(
  record: CaseRecord,
  estate: Estate,
  set: { readonly userid: string; readonly said: string; readonly isAnother: boolean },
): string {
  const who = whoComes(record, estate, record.assignee ?? set.userid);
  return `${nameOf(record)}：${who}${set.isAnother ? "改约" : "约定"}${set.said}过来。这个时间不合适的话，直接回复我您方便的时间。`;
}

/** Told when the time that was just told does not hold; `said` is the one that holds again, if any. */
export function appointmentTakenBack(record: CaseRecord, said: string | null): string {
  const instead = said ? `还是约在${said}` : "时间还没有定，定下来我马上告诉您";
  return `更正一下：${nameOf(record)}刚才说的时间发错了，${instead}，抱歉。`;
}

const PROGRESS_NOTED: Readonly<Record<ProgressKind, string>> = {
  onTheWay: "已告诉住户您在路上。",
  arrived: "已记到场时间，并告诉住户。",
  nobodyHome: "已记下，并问住户什么时间方便；住户回复后我会告诉您。",
  waitingForParts: "已记下，并告诉住户要等配件。时限要停下请用「暂停」。",
};

const NOT_IN_CHAT: Readonly<Record<Exclude<Hearing, "inChat">, string>> = {
  byPhone: "住户微信上现在收不到，电话任务另发",
  unheard: "住户没有用微信，我通知不到",
};

/** What is left to whoever said it, when the resident does not read it in the chat. */
const TO_SAY: Readonly<Record<ProgressKind, (number: number) => string>> = {
  onTheWay: () => "要提前说一声请打电话。",
  arrived: () => "到门口请按门铃或打电话。",
  nobodyHome: (number) => `请打电话问什么时间方便，约好了回复「约 ${number} 明天下午3点」。`,
  waitingForParts: () => "请打电话说一声要等配件。时限要停下请用「暂停」。",
};

/** Told to whoever said it: what was noted, and whether the resident hears of it. */
export function progressNoted(record: CaseRecord, progress: ProgressKind, heard: Hearing): string {
  if (heard === "inChat") return `#${record.number} ${PROGRESS_NOTED[progress]}`;
  const noted = progress === "arrived" ? "已记到场时间" : "已记下";
  return `#${record.number} ${noted}。${NOT_IN_CHAT[heard]}，${TO_SAY[progress](record.number)}`;
}

const ACCEPTANCE_HEARD: Readonly<Record<Hearing, string>> = {
  inChat: "已通知住户",
  byPhone: "住户微信上现在收不到，电话任务另发",
  unheard: "住户没有用微信，请打电话联系",
};

/** Told to the group when somebody took a matter: whether the resident hears of it, and where the number went. */
export function acceptanceNoted(record: CaseRecord, name: string, heard: Hearing): string {
  const number = `#${record.number} 由${name}接单`;
  if (heard === "unheard" && !record.contactPhone) {
    return `${number}，住户没有用微信，也没有留电话，请问前台怎么联系。`;
  }
  const phone = record.contactPhone ? `电话已单独发给${name}` : "没有留电话，请问前台";
  return `${number}，${ACCEPTANCE_HEARD[heard]}，${phone}。`;
}

/** Told when a settled matter was taken back: what was said before does not hold. */
export function takenBackNotice(record: CaseRecord): string {
  return `更正一下：#${record.number}（${matterLine(record)}）还在处理中，刚才的消息发早了，抱歉。有结果我马上告诉您。`;
}

/** Told when 接单 was taken back: who was said to come does not. */
export function releasedNotice(record: CaseRecord): string {
  return `更正一下：#${record.number}（${matterLine(record)}）刚才说的接手人有变，正在重新安排，抱歉。有人接手我马上告诉您。`;
}

/** Told to whoever heard a notice that was then taken back. */
export function withdrawnNotice(topic: string | null): string {
  return `更正一下：刚才${topic ? `关于${topic}` : ""}的通知发错了，请不要以它为准，抱歉。您家要是真有情况，回复我一声，我马上安排人处理。`;
}
