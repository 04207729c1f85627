import type { CallbackPost, Delivery } from "./callbacks.js";
import { appendEvent, appendToLog, ringDoorbell } from "./kf-log.js";
import { announceSession, findServicer, findSession, issueKfCode, SESSION } from "./kf-sessions.js";
import type { Sent } from "./members.js";
import type { Platform } from "./platform.js";
import type { KfSession } from "./state.js";

/** Numbers of session_status_change (protocol §8.2). */
const CHANGE = { pickedFromPool: 1, transferred: 2, ended: 3, entersAgain: 4 } as const;

/** A member of staff who receives residents of one 微信客服 account by hand, in the WeCom client. */
export interface Servicer {
  readonly userid: string;
  /** Takes the resident over: from the pool, from the program, or anew after the session's end. */
  picksUp(externalUserId: string): Promise<Delivery>;
  /** Writes to the resident; in an ended session this opens it again. */
  answers(externalUserId: string, text: string): Promise<Sent>;
  handsTo(externalUserId: string, userid: string): Promise<Delivery>;
  ends(externalUserId: string): Promise<Delivery>;
  recalls(externalUserId: string, msgid: string): Promise<Delivery>;
  /** Pauses receiving: transfers to this servicer are refused. */
  pauses(): Promise<Delivery>;
  resumes(): Promise<Delivery>;
}

/** One servicer's place at one account. */
interface Counter {
  readonly platform: Platform;
  readonly userid: string;
  readonly openKfId: string;
}

function sessionAt(counter: Counter, externalUserId: string): KfSession {
  const session = findSession(counter.platform, counter.openKfId, externalUserId);
  if (!session) throw new Error(`${externalUserId} never met ${counter.openKfId}`);
  return session;
}

/** A person's change of a session is told to the desk as an event; to `null` ends it. */
function hand(counter: Counter, session: KfSession, to: { type: number; servicer: string | null }): void {
  const { platform, openKfId } = counter;
  const old = session.servicer;
  session.state = to.servicer === null ? SESSION.ended : SESSION.human;
  session.servicer = to.servicer;
  const withCode = to.type === CHANGE.pickedFromPool || to.type === CHANGE.ended;
  appendEvent(platform, openKfId, {
    event_type: "session_status_change",
    external_userid: session.externalUserId,
    change_type: to.type,
    ...(old === null ? {} : { old_servicer_userid: old }),
    ...(to.servicer === null ? {} : { new_servicer_userid: to.servicer }),
    ...(withCode
      ? { msg_code: issueKfCode(platform, session, to.type === CHANGE.ended ? "end" : "pool") }
      : {}),
  });
  announceSession(platform, session);
}

function write(counter: Counter, externalUserId: string, text: string): string {
  const { platform, userid, openKfId } = counter;
  const session = sessionAt(counter, externalUserId);
  if (session.state === SESSION.ended) {
    hand(counter, session, { type: CHANGE.entersAgain, servicer: userid });
  }
  if (session.servicer !== userid) throw new Error(`${userid} does not serve ${externalUserId}`);
  const msgid = platform.newId("ks");
  appendToLog(platform, openKfId, {
    msgid,
    open_kfid: openKfId,
    external_userid: externalUserId,
    send_time: platform.seconds(),
    origin: 5,
    servicer_userid: userid,
    msgtype: "text",
    text: { content: text },
  });
  const head = { msgid, from: "servicer", author: userid, sentAt: platform.now() } as const;
  session.lines.push({ ...head, kind: "text", text });
  announceSession(platform, session);
  return msgid;
}

function recall(counter: Counter, externalUserId: string, msgid: string): void {
  const { platform, userid, openKfId } = counter;
  const { lines } = sessionAt(counter, externalUserId);
  const line = lines.find((one) => one.msgid === msgid && one.author === userid);
  if (!line) throw new Error(`${userid} never wrote ${msgid}`);
  line.recalled = true;
  appendEvent(platform, openKfId, {
    event_type: "servicer_recall_msg",
    external_userid: externalUserId,
    servicer_userid: userid,
    recall_msgid: msgid,
  });
}

function setReceiving(counter: Counter, receiving: "on" | "off"): void {
  const { platform, userid, openKfId } = counter;
  const servicers = platform.state.kf.servicers[openKfId] ?? {};
  servicers[userid] = receiving === "on";
  const status = receiving === "on" ? { status: 1 } : { status: 2, stop_type: 1 };
  const event = { event_type: "servicer_status_change", servicer_userid: userid, ...status };
  appendEvent(platform, openKfId, event);
}

export function createServicer(
  platform: Platform,
  post: CallbackPost,
  who: { userid: string; openKfId: string },
): Servicer {
  const { openKfId } = who;
  const userid = findServicer(platform, openKfId, who.userid)?.userid;
  if (userid === undefined) throw new Error(`${who.userid} is no servicer of ${openKfId}`);
  const counter = { platform, userid, openKfId };
  const ring = () => ringDoorbell(platform, post, openKfId);
  const handOver = (externalUserId: string, to: { type: number; servicer: string | null }) => {
    hand(counter, sessionAt(counter, externalUserId), to);
    return ring();
  };
  return {
    userid,
    picksUp(resident) {
      const hasEnded = sessionAt(counter, resident).state === SESSION.ended;
      const type = hasEnded ? CHANGE.entersAgain : CHANGE.pickedFromPool;
      return handOver(resident, { type, servicer: userid });
    },
    handsTo: (resident, next) => handOver(resident, { type: CHANGE.transferred, servicer: next }),
    ends: (resident) => handOver(resident, { type: CHANGE.ended, servicer: null }),
    async answers(resident, text) {
      const msgid = write(counter, resident, text);
      return { ...(await ring()), msgid };
    },
    recalls(resident, msgid) {
      recall(counter, resident, msgid);
      return ring();
    },
    pauses() {
      setReceiving(counter, "off");
      return ring();
    },
    resumes() {
      setReceiving(counter, "on");
      return ring();
    },
  };
}
