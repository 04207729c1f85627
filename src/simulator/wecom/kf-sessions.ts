import { z } from "zod";
import { type Answer, accept, type Endpoints, jsonEndpoint, refuse } from "./endpoint.js";
import { isKfAccount } from "./kf-log.js";
import type { Platform } from "./platform.js";
import type { KfCode, KfSession } from "./state.js";

const POOL = 2;
const HUMAN = 3;
const ENDED = 4;
const CODE_MILLIS: Readonly<Record<KfCode["purpose"], number>> = {
  welcome: 20_000,
  pool: 48 * 3_600_000,
  end: 20_000,
};
/** protocol §8.5; ending from 1 and 2 is unconfirmed and allowed here. */
const TRANSITIONS: Readonly<Record<number, readonly number[]>> = {
  0: [2, 3],
  1: [2, 3, 4],
  2: [3, 4],
  3: [3, 4],
};

const peer = z.object({ open_kfid: z.string(), external_userid: z.string() });
const transSchema = peer.extend({
  service_state: z.int().min(0).max(4),
  servicer_userid: z.string().optional(),
});

/** Hours after the customer's last message in which the desk may write, and a session lasts. */
export const WINDOW_MILLIS = 48 * 3_600_000;

/** The session of a resident with an account; made, not started, when it never was. */
export function kfSession(platform: Platform, openKfId: string, externalUserId: string): KfSession {
  const found = findSession(platform, openKfId, externalUserId);
  if (found) return found;
  const session: KfSession = {
    openKfId,
    externalUserId,
    state: ENDED,
    servicer: null,
    lastInboundAt: null,
    sentSinceInbound: 0,
    blocked: false,
    lines: [],
  };
  platform.state.kf.sessions[`${openKfId}|${externalUserId}`] = session;
  return session;
}

/** The same without making one. A session nobody wrote in for 48 h is over, whoever served it. */
export function findSession(
  platform: Platform,
  openKfId: string,
  externalUserId: string,
): KfSession | undefined {
  const session = platform.state.kf.sessions[`${openKfId}|${externalUserId}`];
  if (session?.lastInboundAt != null && platform.now() - session.lastInboundAt > WINDOW_MILLIS) {
    session.state = ENDED;
    session.servicer = null;
  }
  return session;
}

export function announceSession(platform: Platform, session: KfSession): void {
  const peerName = `${session.openKfId}|${session.externalUserId}`;
  platform.news.publish({ topic: "chat", channel: "kf", peer: peerName });
}

/** A code for one message outside the usual window (protocol §8.4). */
export function issueKfCode(platform: Platform, session: KfSession, purpose: KfCode["purpose"]): string {
  const code = platform.newId("kc");
  const { openKfId, externalUserId } = session;
  const expiresAt = platform.now() + CODE_MILLIS[purpose];
  platform.state.kf.codes[code] = { purpose, openKfId, externalUserId, expiresAt, used: false };
  return code;
}

/** The servicer as the account lists them, whatever the case it was asked in, and whether they take anybody. */
export function findServicer(
  platform: Platform,
  openKfId: string,
  userid: string,
): { userid: string; receives: boolean } | undefined {
  const servicers = Object.entries(platform.state.kf.servicers[openKfId] ?? {});
  const found = servicers.find(([one]) => one.toLowerCase() === userid.toLowerCase());
  return found && { userid: found[0], receives: found[1] };
}

function transfer(platform: Platform, session: KfSession, body: z.infer<typeof transSchema>): Answer {
  const to = body.service_state;
  if (!TRANSITIONS[session.state]?.includes(to)) return refuse(95016, `${session.state} to ${to}`);
  let servicer: string | null = null;
  if (to === HUMAN) {
    if (!body.servicer_userid) return refuse(40058, "servicer_userid missing");
    const found = findServicer(platform, session.openKfId, body.servicer_userid);
    if (!found) return refuse(95014, body.servicer_userid);
    if (!found.receives) return refuse(95019, body.servicer_userid);
    servicer = found.userid;
  }
  session.state = to as KfSession["state"];
  session.servicer = servicer;
  announceSession(platform, session);
  return accept({ msg_code: issueKfCode(platform, session, to === ENDED ? "end" : "pool") });
}

/** Who serves a resident (protocol §8.5). Transfers by API raise no event here: only people's do. */
export function kfSessionEndpoints(platform: Platform): Endpoints {
  const withSession = <T extends z.infer<typeof peer>>(
    body: T,
    go: (session: KfSession) => Answer,
  ): Answer => {
    if (!isKfAccount(platform, body.open_kfid)) return refuse(95000, "open_kfid");
    const session = findSession(platform, body.open_kfid, body.external_userid);
    return session ? go(session) : refuse(40096, "external_userid");
  };
  return {
    "kf/service_state/get": jsonEndpoint(peer, (body) =>
      withSession(body, ({ state, servicer }) =>
        accept({ service_state: state, servicer_userid: state === HUMAN ? (servicer ?? "") : "" }),
      ),
    ),
    "kf/service_state/trans": jsonEndpoint(transSchema, (body) =>
      withSession(body, (session) => transfer(platform, session, body)),
    ),
  };
}

/** Named states, for those who act on a session. */
export const SESSION = { unprocessed: 0, assistant: 1, pool: POOL, human: HUMAN, ended: ENDED } as const;
