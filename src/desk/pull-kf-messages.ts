import type { DeskDeps } from "./desk-deps.js";
import type { KfSource } from "./edge-ports.js";
import { LostRace } from "./errors.js";
import { storeMessages } from "./receive-messages.js";

/** A puller that dies frees its account after this long. */
const PULL_LEASE_MILLIS = 20_000;

/** A pull that another process or a passing fault kept from running is tried again after this long. */
const PULL_RETRY_MILLIS = 5_000;

/** Faults in a row double the pause up to this: the platform may want quiet (45009), but somebody has written. */
const LONGEST_RETRY_MILLIS = 20_000;

/** Pages in one pull; the rest comes with the next, so that one account cannot hold the puller for ever. */
const MAX_PAGES = 200;

export type PullResult = "done" | "busy" | "retry" | "down";

/**
 * Pulls a 微信客服 account from its stored cursor until the platform has no more (protocol §8.2). Each page
 * and the cursor after it are one transaction; the same page read twice is absorbed by the unique message
 * id. `busy`: another puller holds the account. The token of the doorbell lifts the frequency limit.
 */
export function createPullKfMessages(deps: DeskDeps & { source: KfSource; wake: () => void }) {
  const { unitOfWork, clock, source, log } = deps;

  async function pages(openKfId: string, token: string | null): Promise<PullResult> {
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const cursor = await unitOfWork.stores.cursors.get(openKfId);
      const fetched = await source.fetchPage({ openKfId, cursor, token });
      if (fetched.kind !== "page") {
        log[fetched.kind === "down" ? "error" : "warn"](
          { openKfId, reason: fetched.reason },
          "kf_pull_failed",
        );
        return fetched.kind;
      }
      const stored = await unitOfWork.run(async (stores) => {
        const step = { from: cursor, to: fetched.nextCursor };
        const moved = await stores.cursors.move(openKfId, step, clock.now());
        if (!moved) throw new LostRace(`cursor of ${openKfId}`);
        return storeMessages(deps, stores, fetched.messages);
      });
      if (stored > 0) deps.wake();
      if (!fetched.hasMore) return "done";
    }
    log.warn({ openKfId, pages: MAX_PAGES }, "kf_pull_cut_short");
    return "done";
  }

  return async function pull(openKfId: string, token: string | null): Promise<PullResult> {
    const now = clock.now();
    const until = new Date(now.getTime() + PULL_LEASE_MILLIS);
    if (!(await unitOfWork.stores.cursors.lease(openKfId, now, until))) return "busy";
    try {
      return await pages(openKfId, token);
    } catch (error) {
      if (error instanceof LostRace) return "busy";
      throw error;
    } finally {
      await unitOfWork.stores.cursors.release(openKfId);
    }
  };
}

/**
 * Turns doorbells into pulls: any number of rings while a pull runs cause exactly one more. `settled`
 * resolves when no pull is under way.
 */
export function createDoorbell(deps: {
  pull: (openKfId: string, token: string | null) => Promise<PullResult>;
  onError: (error: unknown) => void;
  /** Runs the work once after so many ms unless the desk stops before. */
  later: (millis: number, work: () => void) => void;
}) {
  const running = new Map<string, Promise<void>>();
  const again = new Map<string, string | null>();
  const planned = new Set<string>();
  const faults = new Map<string, number>();

  /** One at a time per account: a hundred rings while another process pulls must not become a hundred pulls. */
  function retryLater(openKfId: string, token: string | null, result: PullResult): void {
    const inARow = result === "retry" ? (faults.get(openKfId) ?? 0) + 1 : 0;
    faults.set(openKfId, inARow);
    if (planned.has(openKfId)) return;
    planned.add(openKfId);
    const pause = PULL_RETRY_MILLIS * 2 ** Math.max(0, inARow - 1);
    deps.later(Math.min(pause, LONGEST_RETRY_MILLIS), () => {
      planned.delete(openKfId);
      // With the token it was rung with: without one the platform allows few calls.
      ring(openKfId, token);
    });
  }

  function ring(openKfId: string, token: string | null): void {
    if (running.has(openKfId)) {
      again.set(openKfId, token ?? again.get(openKfId) ?? null);
      return;
    }
    const run = deps
      .pull(openKfId, token)
      .catch((error: unknown): PullResult => {
        deps.onError(error);
        return "retry";
      })
      .then((result) => {
        running.delete(openKfId);
        if (result === "busy" || result === "retry") retryLater(openKfId, token, result);
        else faults.delete(openKfId);
        if (!again.has(openKfId)) return;
        const next = again.get(openKfId) ?? null;
        again.delete(openKfId);
        ring(openKfId, next);
      });
    running.set(openKfId, run);
  }

  return {
    ring,
    async settled(): Promise<void> {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}
