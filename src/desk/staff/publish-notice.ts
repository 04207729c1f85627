import { INCIDENT_MILLIS } from "../../rules/incidents.js";
import { type NoticeProblem, readNotice } from "../../rules/notice-words.js";
import { type Notice, noticeFor, sayArea, saySpan } from "../../rules/notices.js";
import { mayPublish } from "../../rules/permissions.js";
import { COMMAND_FORMS } from "../../rules/staff-commands.js";
import { noticeAnswer } from "../../rules/wording/conversation-wording.js";
import type { DeskDeps } from "../desk-deps.js";
import type { StaffContext } from "../handle-staff-message.js";
import { notifyResident } from "../notify-resident.js";
import type { Stores } from "../ports.js";
import { refused, type StaffAnswer } from "./run-staff-command.js";

const MISSING: Readonly<Record<NoticeProblem, string>> = {
  number:
    "「通知」是发给住户的公告，不带编号。给经办人留话请用「备注 编号 …」，约上门请用「约 编号 …」；要发公告请写清什么事、从几点到几点、哪几栋",
  topic: "请写明是什么事",
  area: "请写上是哪几栋，都受影响就写「全小区」",
  time: "请写上从几点到几点",
  unreadable: "日期或时间读不懂，请写成「11月25日9点到17点」这样",
  unclear: "时间有两种读法，请写明上午还是晚上；有几段时间请分几条发",
  past: "这个时间已经过了。已经开始的请写「现在到17点」这样，以后的请写上哪天",
  order: "结束早于开始，请写清从哪天几点到哪天几点",
};

/** Open records looked through for those a notice explains. */
export const MOST_REPORTERS = 100;

/** Key of what somebody hears who had reported what a notice explains. */
export function reporterKey(noticeId: number, caseId: number): string {
  return `notice:${noticeId}:${caseId}`;
}

/** Whoever reported already what the notice explains hears it now. */
async function tellReporters(
  deps: DeskDeps,
  stores: Stores,
  at: StaffContext & { notice: Notice },
): Promise<number> {
  const { estate, notice, now } = at;
  const since = new Date(now.getTime() - INCIDENT_MILLIS);
  let told = 0;
  for (const record of await stores.cases.openSince(estate.id, since, MOST_REPORTERS)) {
    const asked = { text: record.matter, room: record.room, isReport: false, now };
    if (!noticeFor([notice], asked) || (notice.buildings.length > 0 && !record.room)) continue;
    const said = {
      words: notice.words,
      area: sayArea(notice.buildings),
      span: saySpan(notice, now, estate.timezone),
    };
    await notifyResident(deps, stores, {
      estate,
      record,
      words: noticeAnswer(said, { isReport: true }),
      key: reporterKey(notice.id, record.id),
      importance: "normal",
      caller: null,
      now,
    });
    told += 1;
  }
  return told;
}

/** 通知: residents of the area who ask or report hear it while it holds; what it explains is not dispatched again. */
export async function publishNotice(
  deps: DeskDeps,
  stores: Stores,
  context: StaffContext & { words: string },
): Promise<StaffAnswer> {
  const { estate, member, message, words, now } = context;
  if (!mayPublish(member)) return refused("通知由前台或部门负责人来发，请把内容告诉他们。");
  const read = readNotice(words, { now, timezone: estate.timezone, buildings: estate.buildings });
  if (read.kind === "problem") return refused(`${MISSING[read.missing]}，例如「${COMMAND_FORMS.publish}」。`);
  const notice = await stores.notices.publish({
    ...read.draft,
    estateId: estate.id,
    publishedBy: member.userid,
    publishedAt: now,
  });
  await stores.acts.note({
    estateId: estate.id,
    userid: member.userid,
    verb: "publish",
    inboundId: message.id,
    caseId: null,
    noticeId: notice.id,
    subject: null,
    records: [],
    clocks: [],
    at: now,
  });
  const told = await tellReporters(deps, stores, { ...context, notice });
  const span = saySpan(notice, now, estate.timezone);
  const also = told > 0 ? `已告诉${told}户之前反映的住户。` : "";
  return {
    words: `通知已生效：${sayArea(notice.buildings)} ${span} ${notice.topic}（${notice.words}）。住户问起我会照这个答。${also}发错了请在5分钟内回复「撤回」。`,
    done: true,
    caseId: null,
  };
}
