import { z } from "zod";
import type { CallbackPost } from "./callbacks.js";
import {
  type Answer,
  accept,
  type Endpoints,
  isRefused,
  jsonEndpoint,
  type Refused,
  refuse,
} from "./endpoint.js";
import { DUPLICATE_KF_MSGID } from "./error-codes.js";
import { type KfContent, readKfContent } from "./kf-content.js";
import { appendEvent, isKfAccount, ringDoorbell } from "./kf-log.js";
import { announceSession, findSession, kfSession, SESSION, WINDOW_MILLIS } from "./kf-sessions.js";
import type { Platform } from "./platform.js";
import type { KfSession } from "./state.js";

const MESSAGES_PER_WINDOW = 5;
/** fail_type of msg_send_fail: the resident refuses messages of this account. */
const REJECTED_BY_USER = 10;

// An empty msgid is refused by the pattern: leave it out instead (protocol §8.3).
const ownMsgId = z.string().regex(/^[0-9a-zA-Z_-]{1,32}$/, "1..32 of 0-9a-zA-Z_-");
const sendSchema = z.looseObject({
  touser: z.string(),
  open_kfid: z.string(),
  msgid: ownMsgId.optional(),
  msgtype: z.string(),
});
const onEventSchema = z.looseObject({ code: z.string(), msgid: ownMsgId.optional(), msgtype: z.string() });

interface Parts {
  readonly platform: Platform;
  readonly post: CallbackPost;
}

/** A person serving, time, count, other states: the platform's own order is not documented. */
function checkWindow(platform: Platform, session: KfSession): Refused | null {
  if (session.state === SESSION.human) return refuse(95018, "a person serves this session");
  const { lastInboundAt } = session;
  if (lastInboundAt === null || platform.now() - lastInboundAt > WINDOW_MILLIS) {
    return refuse(95002, "more than 48 h since the customer wrote");
  }
  if (session.sentSinceInbound >= MESSAGES_PER_WINDOW) return refuse(95001, "five messages were sent");
  if (session.state === SESSION.ended) return refuse(95013, "session ended");
  return session.state === SESSION.pool ? refuse(95018, "in the pool") : null;
}

function claimMsgId(platform: Platform, openKfId: string, own: string | undefined): string | Refused {
  const msgid = own ?? platform.newId("km");
  const key = `${openKfId}|${msgid}`;
  if (platform.state.kf.usedMsgIds[key]) return refuse(DUPLICATE_KF_MSGID, `msgid ${msgid} used before`);
  platform.state.kf.usedMsgIds[key] = true;
  return msgid;
}

/** Accepted is not delivered: a refusal by the resident, or a planned one, comes as an event afterwards. */
function show(parts: Parts, session: KfSession, message: { msgid: string; content: KfContent }): void {
  const { platform, post } = parts;
  const { openKfId, externalUserId } = session;
  const failType = session.blocked ? REJECTED_BY_USER : platform.faults.takeKfFailure();
  const author = platform.options.kfAccounts.find((one) => one.openKfId === openKfId)?.name ?? openKfId;
  session.lines.push({
    msgid: message.msgid,
    from: "desk",
    author,
    sentAt: platform.now(),
    ...message.content,
    ...(failType === null ? {} : { failed: failType }),
  });
  announceSession(platform, session);
  if (failType === null) return;
  appendEvent(platform, openKfId, {
    event_type: "msg_send_fail",
    external_userid: externalUserId,
    fail_msgid: message.msgid,
    fail_type: failType,
  });
  void platform.background.track(ringDoorbell(platform, post, openKfId));
}

function send(parts: Parts, body: z.infer<typeof sendSchema>): Answer {
  const { platform } = parts;
  if (!isKfAccount(platform, body.open_kfid)) return refuse(95000, "open_kfid");
  const session = findSession(platform, body.open_kfid, body.touser);
  if (!session) return refuse(40096, "touser never met this account");
  const content = readKfContent(platform, body);
  if (isRefused(content)) return content;
  // A repeated msgid is told apart first: after an ambiguous time-out the fifth message may look like a sixth.
  const repeated =
    body.msgid !== undefined && platform.state.kf.usedMsgIds[`${body.open_kfid}|${body.msgid}`];
  const closed = repeated ? null : checkWindow(platform, session);
  if (closed) return closed;
  const msgid = claimMsgId(platform, body.open_kfid, body.msgid);
  if (typeof msgid !== "string") return msgid;
  session.sentSinceInbound += 1;
  session.state = SESSION.assistant;
  show(parts, session, { msgid, content });
  return accept({ msgid });
}

function sendOnEvent(parts: Parts, body: z.infer<typeof onEventSchema>): Answer {
  const { platform } = parts;
  const code = platform.state.kf.codes[body.code];
  if (!code || code.expiresAt <= platform.now()) return refuse(41050, "code unknown or too old");
  if (code.used) return refuse(42022, "code used before");
  const allowed = code.purpose === "pool" ? ["text"] : ["text", "msgmenu"];
  if (!allowed.includes(body.msgtype)) return refuse(40008, `msgtype ${body.msgtype} for ${code.purpose}`);
  const content = readKfContent(platform, body);
  if (isRefused(content)) return content;
  const msgid = claimMsgId(platform, code.openKfId, body.msgid);
  if (typeof msgid !== "string") return msgid;
  code.used = true;
  show(parts, kfSession(platform, code.openKfId, code.externalUserId), { msgid, content });
  return accept({ msgid });
}

/** 微信客服, writing (protocol §8.3, §8.4). */
export function kfSendEndpoints(platform: Platform, post: CallbackPost): Endpoints {
  const parts = { platform, post };
  return {
    "kf/send_msg": jsonEndpoint(sendSchema, (body) => send(parts, body)),
    "kf/send_msg_on_event": jsonEndpoint(onEventSchema, (body) => sendOnEvent(parts, body)),
  };
}
