import { z } from "zod";
import { atMostBytes } from "./app-content.js";
import type { CallbackPost, Delivery } from "./callbacks.js";
import { type Answer, accept, type Endpoints, jsonEndpoint, type Refused, refuse } from "./endpoint.js";
import { toXml } from "./envelopes.js";
import type { Platform } from "./platform.js";
import type { KfLogItem } from "./state.js";

const HISTORY_MILLIS = 3 * 24 * 3_600_000;
const TOKEN_LIFETIME_MILLIS = 10 * 60_000;
const MINUTE = 60_000;
const LARGEST_PAGE = 1_000;

const syncSchema = z.object({
  cursor: atMostBytes(64).optional(),
  token: atMostBytes(128).optional(),
  limit: z.int().min(1).max(LARGEST_PAGE).optional(),
  voice_format: z.union([z.literal(0), z.literal(1)]).optional(),
  open_kfid: z.string(),
});
type SyncBody = z.infer<typeof syncSchema>;

export function isKfAccount(platform: Platform, openKfId: string): boolean {
  return platform.options.kfAccounts.some((account) => account.openKfId === openKfId);
}

/** Puts one item at the end of the account's log, without ringing. */
export function appendToLog(platform: Platform, openKfId: string, body: Record<string, unknown>): void {
  const { kf } = platform.state;
  const position = kf.ends[openKfId] ?? 0;
  kf.ends[openKfId] = position + 1;
  kf.logs[openKfId] ??= [];
  kf.logs[openKfId].push({ position, sentAt: platform.now(), body });
}

/** An event: its accounts and people stand inside `event`, not beside it (protocol §8.2). */
export function appendEvent(
  platform: Platform,
  openKfId: string,
  event: { readonly event_type: string } & Readonly<Record<string, unknown>>,
): void {
  const id = platform.faults.page.eventIds === "present" ? { msgid: platform.newId("ke") } : {};
  appendToLog(platform, openKfId, {
    ...id,
    send_time: platform.seconds(),
    origin: 4,
    msgtype: "event",
    event: { ...event, open_kfid: openKfId },
  });
}

/** Tokens are issued in the order in which they end, so the first one still good ends the search. */
function forgetEndedTokens(platform: Platform): void {
  const { doorbellTokens } = platform.state.kf;
  for (const token in doorbellTokens) {
    if ((doorbellTokens[token]?.expiresAt ?? 0) > platform.now()) return;
    delete doorbellTokens[token];
  }
}

/** Tells the desk that there is something to fetch, and nothing more (protocol §8.1). */
export function ringDoorbell(platform: Platform, post: CallbackPost, openKfId: string): Promise<Delivery> {
  forgetEndedTokens(platform);
  const token = platform.newId("kft");
  const { doorbellTokens } = platform.state.kf;
  doorbellTokens[token] = { openKfId, expiresAt: platform.now() + TOKEN_LIFETIME_MILLIS };
  const plain = toXml({
    ToUserName: platform.options.corpId,
    CreateTime: platform.seconds(),
    MsgType: "event",
    Event: "kf_msg_or_event",
    Token: token,
    OpenKfId: openKfId,
  });
  return post.deliver({ channel: "kf", label: "doorbell", plain });
}

/** A token must be young and of this account; without one only few calls are allowed. */
function checkRight(platform: Platform, body: SyncBody): Refused | null {
  const { kf } = platform.state;
  const now = platform.now();
  if (body.token) {
    const token = kf.doorbellTokens[body.token];
    const good = token && token.openKfId === body.open_kfid && token.expiresAt > now;
    return good ? null : refuse(95007, "token unknown or over ten minutes old");
  }
  const pulls = (kf.tokenlessPulls[body.open_kfid] ?? []).filter((at) => now - at < MINUTE);
  kf.tokenlessPulls[body.open_kfid] = pulls;
  if (pulls.length >= platform.tempo.tokenlessPullsPerMinute) return refuse(45009, "too often without token");
  pulls.push(now);
  return null;
}

function readCursor(body: SyncBody): number | Refused {
  if (!body.cursor) return 0;
  const [openKfId, position] = body.cursor.split("#");
  const known = openKfId === body.open_kfid && /^\d+$/.test(position ?? "");
  return known ? Number(position) : refuse(40058, "cursor of no log of this account");
}

/**
 * Lets the log go on behind that cursor when it is shorter: a state older than the cursor would give places
 * a second time that the reader has passed already, and what is written there would never be read.
 */
export function passCursor(platform: Platform, openKfId: string, cursor: string): void {
  const { kf } = platform.state;
  const [account, position] = cursor.split("#");
  const passed = Number(position);
  if (account !== openKfId || !Number.isInteger(passed) || passed <= (kf.ends[openKfId] ?? 0)) return;
  kf.logs[openKfId] = [];
  kf.ends[openKfId] = passed;
}

/** Items older than three days are gone for good. */
function trimmedLog(platform: Platform, openKfId: string): KfLogItem[] {
  const log = platform.state.kf.logs[openKfId] ?? [];
  const oldest = platform.now() - HISTORY_MILLIS;
  const gone = log.findIndex((item) => item.sentAt >= oldest);
  if (gone !== 0) log.splice(0, gone === -1 ? log.length : gone);
  return log;
}

function readPage(platform: Platform, body: SyncBody, from: number): Answer {
  const cursorAt = (position: number) => ({ next_cursor: `${body.open_kfid}#${position}` });
  if (platform.faults.takeEmptyPage()) return accept({ ...cursorAt(from), has_more: 1, msg_list: [] });
  const log = trimmedLog(platform, body.open_kfid);
  // Positions in a log are without gaps, so the place of an item follows from the first one's.
  const start = Math.max(0, from - (log[0]?.position ?? from));
  const size = Math.min(body.limit ?? LARGEST_PAGE, platform.faults.page.size ?? LARGEST_PAGE);
  const page = log.slice(start, start + size);
  const last = page.at(-1);
  return accept({
    ...cursorAt(last ? last.position + 1 : from),
    has_more: start + size < log.length ? 1 : 0,
    msg_list: page.map((item) => item.body),
  });
}

function sync(platform: Platform, body: SyncBody): Answer {
  if (!isKfAccount(platform, body.open_kfid)) return refuse(95000, "open_kfid");
  const from = readCursor(body);
  if (typeof from !== "number") return from;
  return checkRight(platform, body) ?? readPage(platform, body, from);
}

/** 微信客服, reading (protocol §8.2). */
export function kfLogEndpoints(platform: Platform): Endpoints {
  return {
    "kf/sync_msg": jsonEndpoint(syncSchema, (body) => sync(platform, body), { empties: { msg_list: [] } }),
  };
}
