import type { LinkEnd } from "./bot-socket-link.js";
import { knownCode } from "./error-codes.js";

/** Pauses before the next connection, in ms; those with two ends double each time. */
export interface BackOffTempo {
  readonly lost: { readonly first: number; readonly most: number };
  readonly throttled: { readonly first: number; readonly most: number };
  readonly kicked: { readonly first: number; readonly most: number };
  readonly refused: number;
  /** A connection that lived so long was a good one: counting begins anew. */
  readonly stable: number;
}

export interface NextTry {
  readonly pauseMillis: number;
  /** True when no other process of ours may try meanwhile. */
  readonly keepsLease: boolean;
}

/** Losses in a row after which another process may have the better network. */
const LOSSES_OF_OUR_OWN = 5;

/**
 * How long to stay away after a connection ended. Lost: seconds. Throttled: a minute and more. Refused: a
 * wrong id or secret stays wrong until a person mends it, perhaps with a process that is started beside this
 * one. Kicked: minutes, and with the lease kept, or our processes would fight the other program in turns.
 */
export function createBackOff(tempo: BackOffTempo) {
  const inARow = { lost: 0, throttled: 0, kicked: 0 };

  function doubled(kind: keyof typeof inARow): number {
    const { first, most } = tempo[kind];
    const millis = Math.min(first * 2 ** inARow[kind], most);
    inARow[kind] += 1;
    return millis;
  }

  return function after(end: LinkEnd, livedMillis: number): NextTry {
    if (livedMillis >= tempo.stable) Object.assign(inARow, { lost: 0, throttled: 0 });
    // A rival that lets us live for a while is a rival all the same.
    if (livedMillis >= tempo.kicked.most) inARow.kicked = 0;
    switch (end.kind) {
      case "kicked":
        return { pauseMillis: doubled("kicked"), keepsLease: true };
      case "refused":
        if (end.failure.kind !== "error" || !isPassing(end.failure.code)) {
          return { pauseMillis: tempo.refused, keepsLease: false };
        }
        return { pauseMillis: doubled("throttled"), keepsLease: true };
      default: {
        const pauseMillis = doubled("lost");
        return { pauseMillis, keepsLease: inARow.lost < LOSSES_OF_OUR_OWN };
      }
    }
  };
}

function isPassing(code: number): boolean {
  const reaction = knownCode(code)?.reaction;
  return reaction === "wait" || reaction === "retry";
}
