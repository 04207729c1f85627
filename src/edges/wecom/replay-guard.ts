/** Remembers which callbacks were taken. In memory and bounded: the unique ids in the database are what counts. */
export interface ReplayGuard {
  has(signature: string, now: Date): boolean;
  remember(signature: string, now: Date): void;
}

/** A timestamp may lie ten minutes ahead and stays acceptable until ten minutes after it. */
const KEEP_MILLIS = 20 * 60_000;

/** About 200 messages a second for four minutes; some 10 MB at worst. */
const CAPACITY = 50_000;

/**
 * The signature alone is the key: it is computed over timestamp, nonce and ciphertext together, so the
 * same bytes have the same one and different bytes another.
 */
export function createReplayGuard({ capacity = CAPACITY } = {}): ReplayGuard {
  // Insertion order is order of age: the first keys are the ones to forget.
  const takenAt = new Map<string, number>();

  function forgetOld(now: Date): void {
    for (const [signature, at] of takenAt) {
      if (takenAt.size <= capacity && now.getTime() - at < KEEP_MILLIS) return;
      takenAt.delete(signature);
    }
  }

  return {
    has(signature, now) {
      const at = takenAt.get(signature);
      return at !== undefined && now.getTime() - at < KEEP_MILLIS;
    },
    remember(signature, now) {
      if (!takenAt.has(signature)) takenAt.set(signature, now.getTime());
      forgetOld(now);
    },
  };
}
