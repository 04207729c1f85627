import { INCIDENT_MILLIS } from "../../rules/incidents.js";
import { noticeSource } from "../../rules/notices.js";
import { withdrawnNotice } from "../../rules/wording/progress-wording.js";
import type { DeskDeps } from "../desk-deps.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { StaffAct } from "../notice-ports.js";
import { notifyResident } from "../notify-resident.js";
import type { Stores } from "../ports.js";
import { MOST_REPORTERS, reporterKey } from "./publish-notice.js";
import type { StaffAnswer } from "./run-staff-command.js";

/** Records whose residents have heard the notice: told by it, or answered from it. What waits still goes no more. */
async function whoHeard(stores: Stores, context: StaffContext, act: StaffAct & { noticeId: number }) {
  const { estate, now } = context;
  const since = new Date(act.at.getTime() - INCIDENT_MILLIS);
  const heard: number[] = [];
  for (const { id } of await stores.cases.openSince(estate.id, since, MOST_REPORTERS)) {
    if ((await stores.acts.dropMessage(reporterKey(act.noticeId, id), now)) === "gone") heard.push(id);
  }
  const source = noticeSource(act.noticeId);
  return [...heard, ...(await stores.acts.answeredBy(estate.id, { source, since: act.at }))];
}

/** 撤回 of 通知: nobody is answered from it any more, and whoever has heard it hears that it was wrong. */
export async function withdrawNotice(
  deps: DeskDeps,
  stores: Stores,
  at: { context: StaffContext; act: StaffAct & { noticeId: number } },
): Promise<StaffAnswer> {
  const { context, act } = at;
  const { estate, now } = context;
  const [notice] = (await stores.notices.current(estate.id, now)).filter(({ id }) => id === act.noticeId);
  await stores.notices.withdraw(act.noticeId, now);
  const heard = await stores.cases.findAll(await whoHeard(stores, context, act));
  for (const record of heard) {
    await notifyResident(deps, stores, {
      estate,
      record,
      words: withdrawnNotice(notice?.topic ?? null),
      key: `noticeWithdrawn:${act.noticeId}:${record.id}`,
      importance: "outcome",
      caller: null,
      now,
    });
  }
  const also = heard.length > 0 ? `已向听到过的${heard.length}户更正。` : "";
  return { words: `通知已撤回，之后有人问起不再照它答。${also}`, done: true, caseId: null };
}
