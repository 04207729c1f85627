import { expect } from "vitest";
import type { WebhookDesk } from "../../src/desk/edge-ports.js";
import type { IncomingMessage } from "../../src/desk/inbound-message.js";
import type { CursorStore, Stores } from "../../src/desk/ports.js";
import { type BotSocket, createBotSocket } from "../../src/edges/wecom/bot-socket.js";
import type { BotSocketTempo } from "../../src/edges/wecom/bot-socket-tempo.js";
import { RecordingLog } from "../wecom-in/webhook-stage.js";
import { BOT_ID, type BotPlatform, SECRET, startBotPlatform } from "./bot-platform.js";

type BotAnswer = Awaited<ReturnType<WebhookDesk["botAnswer"]>>;

/** Everything quick, so that a test waits for events and never for time. */
export const QUICK: BotSocketTempo = {
  backOff: {
    lost: { first: 1, most: 5 },
    throttled: { first: 60_000, most: 60_000 },
    kicked: { first: 60_000, most: 60_000 },
    refused: 60_000,
    stable: 60_000,
  },
  leaseMillis: 15_000,
  renewMillis: 5,
  standbyMillis: 5,
  heartbeatMillis: 60_000,
  connectMillis: 10_000,
  silentMillis: 60_000,
  drainMillis: 2_000,
  answerBudgetMillis: 20,
  answerPatienceMillis: 60_000,
  keepPausesMillis: [1, 1],
};

/** Keeps messages, and answers them when the test says so. */
export class SlowDesk implements Pick<WebhookDesk, "receive" | "botAnswer"> {
  readonly received: IncomingMessage[] = [];
  failures = 0;
  answer: BotAnswer = { kind: "pending" };
  private hold: Promise<void> = Promise.resolve();
  private asked = 0;
  private tried = 0;
  private readonly listeners = new Set<() => void>();

  async receive(message: IncomingMessage): Promise<void> {
    this.tried += 1;
    this.changed();
    await this.hold;
    if (this.failures > 0) {
      this.failures -= 1;
      throw new Error("database is locked: insert 13800000000 厨房漏水");
    }
    this.received.push(message);
  }

  async botAnswer(): Promise<BotAnswer> {
    this.asked += 1;
    this.changed();
    return this.answer;
  }

  /** Resolves when an answer has been asked for so many times. */
  askedFor(times: number): Promise<void> {
    return this.until(() => this.asked >= times);
  }

  /** Resolves when messages have been handed over so many times, kept or not. */
  offered(times: number): Promise<void> {
    return this.until(() => this.tried >= times);
  }

  /** Lets messages wait before they are stored; returns what lets them through. */
  holdBack(): () => void {
    let release = () => {};
    this.hold = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }

  private changed(): void {
    for (const look of this.listeners) look();
  }

  private until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (condition()) resolve();
      };
      this.listeners.add(look);
      look();
    });
  }
}

/** A log that can be waited for. */
export class WatchedLog extends RecordingLog {
  private readonly listeners = new Set<() => void>();

  override info = this.watching("info");
  override warn = this.watching("warn");
  override error = this.watching("error");

  /** Resolves when this event has been logged. */
  untilEvent(event: string): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.lines.some((line) => line.event === event)) resolve();
      };
      this.listeners.add(look);
      look();
    });
  }

  private watching(level: string) {
    return (fields: Readonly<Record<string, unknown>>, event: string) => {
      this.lines.push({ level, fields, event });
      for (const look of this.listeners) look();
    };
  }
}

/** The lease's table in memory: what two processes share. */
export function createCursors() {
  const rows = new Map<string, string>();
  let reads = 0;
  let waiting: { until: number; resume: () => void } | null = null;
  const cursors = {
    broken: false,
    /** Resolves when the lease has been looked at so many times more. */
    looks: (times: number) =>
      new Promise<void>((resume) => {
        waiting = { until: reads + times, resume };
      }),
    async get(accountId: string) {
      reads += 1;
      if (waiting && reads >= waiting.until) waiting.resume();
      if (cursors.broken) throw new Error("the database is away");
      return rows.get(accountId) ?? null;
    },
    async move(accountId: string, { from, to }: { from: string | null; to: string }) {
      if (cursors.broken) throw new Error("the database is away");
      if ((rows.get(accountId) ?? null) !== from) return false;
      rows.set(accountId, to);
      return true;
    },
    lease: async () => true,
    release: async () => undefined,
  };
  return cursors satisfies CursorStore;
}

type Tables = Pick<Stores, "inbound" | "outbound">;

/** Tables of a desk that has never seen a message. */
export const EMPTY_TABLES = {
  inbound: { findByChannelId: async () => null, find: async () => null },
  outbound: {},
} as unknown as Tables;

export interface StageOptions {
  readonly tempo?: Partial<BotSocketTempo>;
  readonly secret?: string;
  readonly tables?: Tables;
  readonly platform?: BotPlatform;
  readonly cursors?: CursorStore;
  readonly url?: string;
  readonly now?: () => Date;
}

export interface Stage {
  readonly platform: BotPlatform;
  readonly desk: SlowDesk;
  readonly log: WatchedLog;
  readonly socket: BotSocket;
  /** Stops everything and fails if a secret or a word of anybody was logged. */
  close(): Promise<void>;
}

/** A process with a long connection, and the platform it connects to. */
export async function openSocketStage(options: StageOptions = {}): Promise<Stage> {
  const platform = options.platform ?? (await startBotPlatform());
  const desk = new SlowDesk();
  const log = new WatchedLog();
  const secret = options.secret ?? SECRET;
  const socket = createBotSocket({
    credentials: { mode: "socket", botId: BOT_ID, secret, url: options.url ?? platform.url },
    stores: { cursors: options.cursors ?? createCursors(), ...(options.tables ?? EMPTY_TABLES) },
    clock: { now: options.now ?? (() => new Date("2026-03-02T01:00:00Z")) },
    log,
    isAlone: false,
    tempo: { ...QUICK, ...options.tempo },
  });
  socket.start(desk);
  return {
    platform,
    desk,
    log,
    socket,
    async close() {
      await socket.stop();
      if (!options.platform) await platform.stop();
      const said = JSON.stringify([log.lines, socket.warnings()]);
      for (const private_ of [secret, "13800000000", "漏水", "汇总"]) expect(said).not.toContain(private_);
    },
  };
}

export const question = (msgid = "M-1", content = "@小管家 今日汇总") => ({
  msgid,
  aibotid: BOT_ID,
  chatid: "wrTESTGROUP01",
  chattype: "group",
  from: { userid: "zhangwei" },
  msgtype: "text",
  text: { content },
});

export const event = (eventtype: string) => ({
  msgid: `E-${eventtype}`,
  create_time: 1760000300,
  aibotid: BOT_ID,
  chattype: "single",
  from: { userid: "zhangwei" },
  msgtype: "event",
  event: { eventtype },
});

export const stream = (part: { id: string; finish: boolean; content: unknown }) => ({
  msgtype: "stream",
  stream: part,
});
