import type { BackOffTempo } from "./bot-socket-backoff.js";
import type { BotFramesTempo } from "./bot-socket-frames.js";

/** Every length of time of the long connection, in ms. */
export interface BotSocketTempo extends BotFramesTempo {
  readonly backOff: BackOffTempo;
  /** A process that died frees the connection after this long. */
  readonly leaseMillis: number;
  readonly renewMillis: number;
  /** Between two looks whether the other process still has the lease. */
  readonly standbyMillis: number;
  readonly heartbeatMillis: number;
  /** For connecting and subscribing together. */
  readonly connectMillis: number;
  /** A loss is worth a warning in /readyz after this long. */
  readonly silentMillis: number;
  /** How long stopping waits for answers under way. */
  readonly drainMillis: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** The pace towards the real platform (protocol §0.2, §7.8). */
export const BOT_SOCKET_TEMPO: BotSocketTempo = {
  backOff: {
    lost: { first: SECOND, most: 30 * SECOND },
    throttled: { first: 65 * SECOND, most: 10 * MINUTE },
    kicked: { first: 5 * MINUTE, most: 30 * MINUTE },
    refused: 10 * MINUTE,
    stable: MINUTE,
  },
  leaseMillis: 15 * SECOND,
  renewMillis: 5 * SECOND,
  standbyMillis: 2 * SECOND,
  heartbeatMillis: 30 * SECOND,
  connectMillis: 15 * SECOND,
  silentMillis: MINUTE,
  drainMillis: 4 * SECOND,
  answerBudgetMillis: 3 * SECOND,
  answerPatienceMillis: MINUTE,
  keepPausesMillis: [250, 500, SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND],
};
