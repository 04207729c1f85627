/**
 * A stand-in for WeCom that speaks the real protocol over HTTP with real encryption: the desk cannot tell.
 *
 * ```ts
 * const wecom = await startStandIn({ clock, corpId, agentId, appSecret, app, bot, kfAccounts, members, robots });
 * wecom.pointDeskAt("http://127.0.0.1:3000"); // and start the desk with WECOM_API_BASE = wecom.address
 * const li = wecom.resident("wmLI");
 * await li.sends("三号楼电梯又停了"); // into the log, doorbell rung
 * await li.receives(/#\d+/); // waits for the desk's answer
 * await wecom.group("wrENG").says("zhaoqiang", "接单 1").then((said) => said.answered());
 * await wecom.member("zhaoqiang").clicks("完成"); // on the newest card
 * wecom.faults.call("kf/send_msg", { kind: "drop" }); // arrives, but the desk never hears so
 * await wecom.quiet(); // nothing under way any more
 * expect(wecom.violations()).toEqual([]); // nothing refused, shortened or dropped
 * ```
 *
 * Time: everything the platform reckons (tokens, 48 h, 72 h, 20 a minute …) follows `clock`; only network
 * time-outs, pauses between retries and polls, and the patience of `receives` are real (see `Tempo`).
 * State: `snapshot()` is plain data for `restore()` or for `state` of a new start. Planned faults, held
 * callbacks and the record of the wire are not part of it.
 */
import type { Server } from "node:http";
import { appCardEndpoints } from "./app-cards.js";
import { appMessageEndpoints } from "./app-messages.js";
import { serveBotFile } from "./bot-files.js";
import { botResponseEndpoints } from "./bot-response.js";
import { createBotStreams } from "./bot-streams.js";
import { type CallbackPost, createCallbackPost, type Delivery } from "./callbacks.js";
import { contactEndpoints } from "./contacts.js";
import type { Endpoints } from "./endpoint.js";
import type { Faults } from "./faults.js";
import { type BotChat, createBotChat, createGroup, type Group } from "./groups.js";
import { kfDirectoryEndpoints } from "./kf-directory.js";
import { kfLogEndpoints, passCursor, ringDoorbell } from "./kf-log.js";
import { kfSendEndpoints } from "./kf-send.js";
import { kfSessionEndpoints } from "./kf-sessions.js";
import { mediaEndpoints } from "./media.js";
import { createMember, type Member } from "./members.js";
import type { News } from "./news.js";
import type { StandInOptions } from "./options.js";
import { createPlatform, type Platform } from "./platform.js";
import { createResident, type Resident } from "./residents.js";
import { robotEndpoints, setRobotPresence } from "./robots.js";
import { listen } from "./server.js";
import { createServicer, type Servicer } from "./servicers.js";
import { emptyState, type StandInState, type StoredMedia, type Violation } from "./state.js";
import { expireTokens, tokenEndpoints } from "./tokens.js";
import { checkWebhook, type WebhookCheck } from "./webhook-check.js";
import type { Wire } from "./wire.js";

export interface StandIn {
  /** `http://127.0.0.1:PORT`, for WECOM_API_BASE. */
  readonly address: string;
  pointDeskAt(url: string): void;
  stop(): Promise<void>;

  /** A WeChat user; talks to the first 微信客服 account unless told otherwise. */
  resident(externalUserId: string, options?: { account?: string; nickname?: string }): Resident;
  /** A member receiving residents by hand. */
  servicer(userid: string, options?: { account?: string }): Servicer;
  /** A member alone with the self-built app. */
  member(userid: string): Member;
  /** A member alone with the 智能机器人. */
  botChat(userid: string): BotChat;
  /** A staff group with robot and 智能机器人. */
  group(chatId: string): Group;
  /** A file anybody sent, by the id a line carries. */
  file(mediaId: string): StoredMedia | undefined;

  readonly wire: Wire;
  readonly faults: Faults;
  /** What the real platform would have refused, shortened or dropped, oldest first. */
  violations(): readonly Violation[];
  /** All tokens end now (42001). */
  expireTokens(): void;
  /** Somebody takes the robot out of its group (93000), or puts it back. */
  removeRobot(key: string): void;
  returnRobot(key: string): void;
  /** Rings without news, as the platform sometimes does. */
  ringDoorbell(account?: string): Promise<Delivery>;
  /** Delivers what the fault `held` kept back. */
  releaseCallbacks(order?: "oldestFirst" | "newestFirst"): Promise<Delivery[]>;
  /** Asks once for each open stream; returns how many stay open. */
  pollStreams(): Promise<number>;
  /** GET verification, as the console does on saving the URL. */
  checkWebhook(channel: "app" | "bot"): Promise<WebhookCheck>;

  /** Every crossing of the wire and every change on a screen; returns the way to stop listening. */
  subscribe(listener: (news: News) => void): () => void;
  /**
   * Resolves when no delivery, poll or call is in flight here; the desk may still be thinking. A stream the
   * desk never finishes is in flight until its polls are used up.
   */
  quiet(): Promise<void>;
  /** Resolves when `ask` holds, asked anew on all news; fails after the tempo's patience. */
  until(what: string, ask: () => boolean): Promise<void>;
  snapshot(): StandInState;
  restore(state: StandInState): void;
  /** Goes on behind a `sync_msg` cursor that is ahead of what this state remembers. */
  passCursor(account: string, cursor: string): void;
  /** Everybody forgets everything. */
  reset(): void;
}

function allEndpoints(platform: Platform, post: CallbackPost): Endpoints {
  return {
    ...tokenEndpoints(platform),
    ...contactEndpoints(platform),
    ...mediaEndpoints(platform),
    ...appMessageEndpoints(platform),
    ...appCardEndpoints(platform),
    ...robotEndpoints(platform),
    ...botResponseEndpoints(platform),
    ...kfLogEndpoints(platform),
    ...kfSendEndpoints(platform, post),
    ...kfSessionEndpoints(platform),
    ...kfDirectoryEndpoints(platform),
  };
}

/** The people, and where they meet the desk. */
function createPeople(
  platform: Platform,
  parts: { post: CallbackPost; streams: ReturnType<typeof createBotStreams> },
): Pick<StandIn, "resident" | "servicer" | "member" | "botChat" | "group" | "ringDoorbell"> {
  const accountOr = (account: string | undefined): string => {
    const openKfId = account ?? platform.options.kfAccounts[0]?.openKfId;
    if (openKfId === undefined) throw new Error("this stand-in was started without 微信客服 accounts");
    return openKfId;
  };
  return {
    resident(externalUserId, { account, nickname } = {}) {
      if (nickname !== undefined) platform.state.kf.nicknames[externalUserId] = nickname;
      return createResident(platform, parts.post, { externalUserId, openKfId: accountOr(account) });
    },
    servicer: (userid, { account } = {}) =>
      createServicer(platform, parts.post, { userid, openKfId: accountOr(account) }),
    member: (userid) => createMember(platform, parts.post, userid),
    botChat: (userid) => createBotChat(platform, parts, userid),
    group: (chatId) => createGroup(platform, parts, chatId),
    ringDoorbell: (account) => ringDoorbell(platform, parts.post, accountOr(account)),
  };
}

/** Keeping and changing what everybody remembers. */
function createMemory(
  platform: Platform,
  resume: () => void,
): Pick<StandIn, "snapshot" | "restore" | "reset"> {
  const restore = (state: StandInState) => {
    // Ids must not be given a second time to a desk that has seen them, however old the state is.
    const sequence = Math.max(platform.state.sequence, state.sequence);
    platform.state = { ...structuredClone(state), sequence };
    resume();
  };
  return {
    snapshot: () => structuredClone(platform.state),
    restore,
    reset: () => restore(emptyState(platform.options)),
  };
}

async function stopServer(platform: Platform, server: Server): Promise<void> {
  platform.background.close();
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
  await platform.background.quiet();
}

export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const platform = createPlatform(options);
  const post = createCallbackPost(platform);
  const streams = createBotStreams(platform, post);
  const files = (path: string) => serveBotFile(platform, path);
  const server = await listen(platform, { endpoints: allEndpoints(platform, post), files });
  streams.resume();
  return {
    address: platform.address,
    pointDeskAt(url) {
      platform.deskUrl = url.replace(/\/$/, "");
    },
    stop: () => stopServer(platform, server),
    ...createPeople(platform, { post, streams }),
    file: (mediaId) => platform.state.media[mediaId],
    wire: platform.wire,
    faults: platform.faults,
    violations: () => [...platform.state.violations],
    expireTokens: () => expireTokens(platform),
    removeRobot: (key) => setRobotPresence(platform, key, "removed"),
    returnRobot: (key) => setRobotPresence(platform, key, "present"),
    releaseCallbacks: (order = "oldestFirst") => post.release(order),
    pollStreams: streams.pollAll,
    checkWebhook: (channel) => checkWebhook(platform, channel),
    subscribe: platform.news.subscribe,
    quiet: platform.background.quiet,
    passCursor: (account, cursor) => passCursor(platform, account, cursor),
    async until(what, ask) {
      await platform.news.until(ask, { withinMillis: platform.tempo.patienceMillis, what });
    },
    ...createMemory(platform, streams.resume),
  };
}
