import type { CaseRecord } from "../case-record.js";
import type { Estate } from "../estate.js";
import { findStaff } from "../estate.js";
import type { ProgressKind } from "../staff-talk.js";
import { departmentName, matterLine } from "./case-words.js";

/** What a resident hears when somebody at work says how it goes (REC-19, REP-08). */
export function progressNotice(
  record: CaseRecord,
  estate: Estate,
  said: { readonly userid: string; readonly progress: ProgressKind; readonly words: string },
): string {
  const department =
    record.responsibleDepartment === "external" ? "" : departmentName(estate, record.responsibleDepartment);
  const who = `${department}${findStaff(estate, said.userid)?.name ?? "同事"}`;
  const name = record.emergency ? `#${record.number}` : `#${record.number}（${matterLine(record)}）`;
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

/** Told to whoever said it. */
export const PROGRESS_NOTED: Readonly<Record<ProgressKind, string>> = {
  onTheWay: "已告诉住户您在路上。",
  arrived: "已记到场时间，并告诉住户。",
  nobodyHome: "已记下，并问住户什么时间方便；住户回复后我会告诉您。",
  waitingForParts: "已记下，并告诉住户要等配件。时限要停下请用「暂停」。",
};

/** Told when a settled matter was taken back: what was said before does not hold. */
export function takenBackNotice(record: CaseRecord): string {
  return `更正一下：#${record.number}（${matterLine(record)}）还在处理中，刚才的消息发早了，抱歉。有结果我马上告诉您。`;
}

/** Told to whoever heard a notice that was then taken back. */
export function withdrawnNotice(topic: string | null): string {
  return `更正一下：刚才${topic ? `关于${topic}` : ""}的通知发错了，请不要以它为准，抱歉。您家要是真有情况，回复我一声，我马上安排人处理。`;
}
