import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import type { WebhookDesk } from "../../desk/edge-ports.js";
import { errorCode } from "../../desk/errors.js";
import type { Clock, Log, Stores } from "../../desk/ports.js";
import { createBackOff } from "./bot-socket-backoff.js";
import { createBotSocketCourier } from "./bot-socket-courier.js";
import { type BotFrames, createBotFrames } from "./bot-socket-frames.js";
import { type BotSocketLease, createBotSocketLease } from "./bot-socket-lease.js";
import type { BotLink, BotLinkListener, LinkEnd } from "./bot-socket-link.js";
import { createBotSocketRecords } from "./bot-socket-records.js";
import { BOT_SOCKET_TEMPO, type BotSocketTempo } from "./bot-socket-tempo.js";
import { type BotSocketView, createBotSocketView } from "./bot-socket-view.js";
import type { ChannelCourier } from "./courier.js";
import type { BotCredentials } from "./credentials.js";

export interface BotSocketDeps {
  readonly credentials: Extract<BotCredentials, { mode: "socket" }>;
  readonly stores: Pick<Stores, "cursors" | "inbound" | "outbound">;
  readonly clock: Clock;
  readonly log: Log;
  /** True when no other process can use this database. */
  readonly isAlone: boolean;
  /** For tests. */
  readonly tempo?: Partial<BotSocketTempo>;
}

/** The 智能机器人 by its long connection: the counterpart of `/wecom/bot` and of the response URLs. */
export interface BotSocket {
  readonly courier: ChannelCourier<"bot">;
  /** Begins to connect; returns at once. */
  start(desk: Pick<WebhookDesk, "receive" | "botAnswer">): void;
  /** What a person should look at, for /readyz; empty while all is well. */
  warnings(): string[];
  /** Sees to what is under way for a bounded time, disconnects, and frees the lease. */
  stop(): Promise<void>;
}

/** What the loop works with. */
interface Loop {
  readonly tempo: BotSocketTempo;
  readonly lease: BotSocketLease;
  readonly view: BotSocketView;
  readonly backOff: ReturnType<typeof createBackOff>;
  readonly log: Log;
  readonly stopping: AbortSignal;
  /** Null when the desk stopped meanwhile. */
  open(listener: Pick<BotLinkListener, "onReady">): Promise<BotLink | null>;
}

/** One connection from its beginning to its end; it is given up when another process has taken the lease. */
async function connection(loop: Loop): Promise<{ end: LinkEnd; livedMillis: number }> {
  let readyAt: number | null = null;
  const link = await loop.open({
    onReady() {
      readyAt = performance.now();
      loop.view.connected();
    },
  });
  if (link === null) return { end: { kind: "closed" }, livedMillis: 0 };
  const end = await loop.lease.keepDuring(link.ended, () => link.close());
  return { end, livedMillis: readyAt === null ? 0 : performance.now() - readyAt };
}

function rest(loop: Loop, millis: number): Promise<void> {
  return sleep(millis, undefined, { signal: loop.stopping }).catch(() => undefined);
}

async function turn(loop: Loop): Promise<void> {
  const { lease, view } = loop;
  if (!(await lease.hold())) {
    view.standby();
    return rest(loop, loop.tempo.standbyMillis);
  }
  const { end, livedMillis } = await connection(loop);
  if (end.kind === "closed") return;
  // Kicked by the process that has the lease by now: that is how it should be.
  if (end.kind === "kicked" && (await lease.hold()) === false) return;
  const { pauseMillis, keepsLease } = loop.backOff(end, livedMillis);
  view.down(end, pauseMillis);
  if (keepsLease) return lease.keepDuring(rest(loop, pauseMillis), () => undefined);
  await lease.release();
  return rest(loop, pauseMillis);
}

async function run(loop: Loop): Promise<void> {
  while (!loop.stopping.aborted) {
    try {
      await turn(loop);
    } catch (error) {
      loop.log.error({ error: errorCode(error) }, "bot_socket_broke");
      await rest(loop, loop.tempo.backOff.lost.most);
    }
  }
}

/**
 * Keeps the one connection the platform allows per bot, for ever: of several processes the one with the
 * lease connects, the others look now and then whether it has let go. The platform itself keeps two from
 * being connected, so a database out of reach is no reason to disconnect, only not to connect.
 */
export function createBotSocket(deps: BotSocketDeps): BotSocket {
  const { log, clock, stores, credentials, isAlone } = deps;
  const tempo = { ...BOT_SOCKET_TEMPO, ...deps.tempo };
  const { botId } = credentials;
  const lease = createBotSocketLease({ cursors: stores.cursors, clock, log, botId, isAlone, tempo });
  const records = createBotSocketRecords({ stores, clock });
  const view = createBotSocketView({ log, silentMillis: tempo.silentMillis });
  const stopping = new AbortController();
  let frames: BotFrames | null = null;
  let link: BotLink | null = null;
  let running: Promise<void> = Promise.resolve();

  async function open({ onReady }: Pick<BotLinkListener, "onReady">): Promise<BotLink | null> {
    // The SDK takes a quarter of a second to load: only who uses it waits for it.
    const { openBotLink } = await import("./bot-socket-link.js");
    if (stopping.signal.aborted) return null;
    const { heartbeatMillis, connectMillis: patienceMillis } = tempo;
    const opened = openBotLink(
      { ...credentials, heartbeatMillis, patienceMillis },
      { onReady, onFrame: (frame) => frames?.take(frame, opened) },
    );
    link = opened;
    return opened;
  }

  return {
    courier: createBotSocketCourier({ link: () => (view.isConnected() ? link : null), records, clock, log }),
    start(desk) {
      frames = createBotFrames({ desk, records, clock, log, tempo });
      const backOff = createBackOff(tempo.backOff);
      running = run({ tempo, lease, view, backOff, log, stopping: stopping.signal, open });
    },
    warnings: () => view.warnings(),
    async stop() {
      stopping.abort();
      await Promise.race([frames?.finish(), sleep(tempo.drainMillis, undefined, { ref: false })]);
      link?.close();
      await running;
      await lease.release();
    },
  };
}
