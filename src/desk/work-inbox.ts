import type { DeskDeps } from "./desk-deps.js";
import { errorCode, LostRace } from "./errors.js";
import type { Handled } from "./handle-message.js";
import type { StoredMessage } from "./inbound-message.js";
import type { Claim } from "./ports.js";
import type { SideBySide } from "./side-by-side.js";

/** A worker that dies frees its message after this long; handling takes a second or two at most. */
const LEASE_MILLIS = 15_000;

/** Errors after which a message is set aside, and claims after which even a silent crash counts as its fault. */
const MAX_FAILURES = 5;
const MAX_ATTEMPTS = 20;

const retryMillis = (failures: number) => Math.min(1_000 * 4 ** failures, 300_000);

/**
 * Looks into the inbox: the oldest message of every conversation is begun, as many side by side as there is
 * room for; a conversation's next message follows when the one before has ended. A message that fails is
 * tried again with growing pauses and set aside after five errors, so that it does not block those behind
 * it. Returns how many were begun.
 */
export function createWorkInbox(
  deps: DeskDeps & {
    handle: (message: StoredMessage, claim: Claim) => Promise<Handled>;
    /** True when the message rests because its writer may still be typing. */
    rests: (message: StoredMessage, now: Date) => Promise<boolean>;
    /** Told after every message that left the inbox, so that who waits for its answer can look. */
    onHandled: (message: StoredMessage) => void;
  },
) {
  const { unitOfWork, clock, log } = deps;
  const inbox = unitOfWork.stores.inbound;

  async function fail(message: StoredMessage, claim: Claim, error: unknown): Promise<void> {
    const failures = message.failures + 1;
    const setAside = failures >= MAX_FAILURES || claim.attempt >= MAX_ATTEMPTS;
    const retryAt = setAside ? null : new Date(clock.now().getTime() + retryMillis(failures));
    await inbox.markFailed(claim, { error: errorCode(error), retryAt });
    log[setAside ? "error" : "warn"](
      { inboundId: message.id, failures, error: errorCode(error) },
      setAside ? "message_set_aside" : "message_failed",
    );
  }

  async function work(message: StoredMessage, claim: Claim): Promise<void> {
    if (claim.attempt > MAX_ATTEMPTS) return fail(message, claim, new Error("too_many_attempts"));
    try {
      const handled = await deps.handle(message, claim);
      log.info(
        { inboundId: message.id, outcome: handled.outcome, caseId: handled.caseId },
        "message_handled",
      );
    } catch (error) {
      // Somebody changed what was read: read it anew now, not when the lease ends.
      if (error instanceof LostRace) return inbox.giveBack(claim);
      return fail(message, claim, error);
    }
    deps.onHandled(message);
  }

  /** Claims these in one transaction, so that the disk is flushed once; those of others are left out. */
  function claimAll(heads: readonly StoredMessage[], now: Date) {
    const leasedUntil = new Date(now.getTime() + LEASE_MILLIS);
    return unitOfWork.run(async (stores) => {
      const mine: { message: StoredMessage; claim: Claim }[] = [];
      for (const message of heads) {
        const claim = await stores.inbound.claim(message, now, leasedUntil);
        if (claim) mine.push({ message, claim });
      }
      return mine;
    });
  }

  async function begin(heads: readonly StoredMessage[], beside: SideBySide): Promise<number> {
    const now = clock.now();
    const ready: StoredMessage[] = [];
    for (const message of heads) if (!(await deps.rests(message, now))) ready.push(message);
    const claimed = ready.length > 0 ? await claimAll(ready, now) : [];
    for (const { message, claim } of claimed) beside.start(() => work(message, claim));
    return claimed.length + heads.length - ready.length;
  }

  return async function workInbox(beside: SideBySide): Promise<number> {
    let begun = 0;
    while (beside.room > 0) {
      const moved = await begin(await inbox.dueHeads(clock.now(), beside.room), beside);
      // None, or all of them somebody else's: they do the work.
      if (moved === 0) return begun;
      begun += moved;
    }
    return begun;
  };
}
