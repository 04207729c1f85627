import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { errorCode } from "../../desk/errors.js";
import type { Clock, CursorStore, Log } from "../../desk/ports.js";

/** Who of several processes may connect for a bot. Nothing of it rejects. */
export interface BotSocketLease {
  /** Takes the lease, or makes it last longer. False: another process has it; null: the database cannot say. */
  hold(): Promise<boolean | null>;
  /** Holds on to it until the work has ended; calls back once should another process have taken it. */
  keepDuring<T>(work: Promise<T>, onLost: () => void): Promise<T>;
  /** Lets go of it if it is still ours, so that another need not wait for its end. */
  release(): Promise<void>;
}

export interface BotSocketLeaseDeps {
  readonly cursors: Pick<CursorStore, "get" | "move">;
  readonly clock: Clock;
  readonly log: Log;
  readonly botId: string;
  /**
   * True when the database serves one process alone: a lease found at the start is then that of a process
   * that was killed, and waiting for its end would only lose messages.
   */
  readonly isAlone: boolean;
  readonly tempo: { readonly leaseMillis: number; readonly renewMillis: number };
}

interface Held {
  readonly holder: string;
  readonly until: number;
}

function parse(text: string | null): Held | null {
  const match = /^(\S+) (\d{1,16})$/.exec(text ?? "");
  return match?.[1] ? { holder: match[1], until: Number(match[2]) } : null;
}

/**
 * The lease of a bot's one connection (protocol §7.8), kept as the cursor of account `bot:<botId>`: holder
 * and end in one text. Every step names the text it was read with, so that of two takers one wins and nobody
 * renews or releases what has become another's; a lease that only has an end could not tell whose it is.
 */
export function createBotSocketLease(deps: BotSocketLeaseDeps): BotSocketLease {
  const { cursors, clock, log, tempo } = deps;
  const account = `bot:${deps.botId}`;
  const self = randomUUID();
  let mayInherit = deps.isAlone;

  async function take(): Promise<boolean> {
    const now = clock.now();
    const written = await cursors.get(account);
    const held = parse(written);
    const isTheirs = held !== null && held.holder !== self && held.until > now.getTime();
    if (isTheirs && !mayInherit) return false;
    // Once: against a second process, started in spite of all, this must not become a fight.
    mayInherit = false;
    const to = `${self} ${now.getTime() + tempo.leaseMillis}`;
    return written === to || cursors.move(account, { from: written, to }, now);
  }

  async function hold(): Promise<boolean | null> {
    try {
      return await take();
    } catch (error) {
      log.warn({ error: errorCode(error) }, "bot_socket_lease_unknown");
      return null;
    }
  }

  async function renew(until: AbortSignal, onLost: () => void): Promise<void> {
    for (;;) {
      await sleep(tempo.renewMillis, undefined, { signal: until }).catch(() => undefined);
      if (until.aborted) return;
      if ((await hold()) === false) return onLost();
    }
  }

  return {
    hold,
    async keepDuring(work, onLost) {
      const over = new AbortController();
      const renewing = renew(over.signal, onLost);
      try {
        return await work;
      } finally {
        over.abort();
        await renewing;
      }
    },
    async release() {
      try {
        const written = await cursors.get(account);
        if (parse(written)?.holder !== self) return;
        await cursors.move(account, { from: written, to: `${self} 0` }, clock.now());
      } catch (error) {
        log.warn({ error: errorCode(error) }, "bot_socket_lease_not_freed");
      }
    },
  };
}
