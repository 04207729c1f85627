import type { CallbackKeys } from "./crypto.js";
import type { StandInState } from "./state.js";

export interface KfAccountSetup {
  readonly openKfId: string;
  readonly name: string;
  /** userids who may receive residents of this account by hand. */
  readonly servicers?: readonly string[];
}

export interface MemberSetup {
  readonly userid: string;
  readonly name: string;
  readonly departments?: readonly number[];
  readonly position?: string;
}

/** A group robot and the group it sits in. */
export interface RobotSetup {
  readonly key: string;
  readonly name: string;
  readonly chatId: string;
}

export interface BotSetup extends CallbackKeys {
  readonly botId: string;
  /** What people type after the @, 小管家 unless told otherwise. */
  readonly name?: string;
}

/** Real durations and ceilings. Everything the platform reckons in its own time follows `clock` instead. */
export interface Tempo {
  /** How long the desk may take to answer a callback (5 s, protocol §0.2). */
  readonly callbackTimeoutMillis: number;
  /** Pause before a callback is delivered again; the platform's own is not documented. */
  readonly retryPauseMillis: number;
  /** Pause between two polls of an open stream; null: only `pollStreams()` polls. */
  readonly pollPauseMillis: number | null;
  /** Polls after which a stream is given up even when `clock` stands still. */
  readonly pollsAtMost: number;
  /** How long `receives` and `until` wait before they fail. */
  readonly patienceMillis: number;
  /** `sync_msg` without a token: calls per minute of `clock` and account before 45009 (figure of ours). */
  readonly tokenlessPullsPerMinute: number;
  /** Whether a repeated delivery keeps timestamp and nonce (protocol §15.12 leaves it open). */
  readonly retriesKeepSeal: boolean;
  /** Wire entries kept. */
  readonly wireLimit: number;
}

export const USUAL_TEMPO: Tempo = {
  callbackTimeoutMillis: 5_000,
  retryPauseMillis: 100,
  pollPauseMillis: 1_000,
  pollsAtMost: 360,
  patienceMillis: 5_000,
  tokenlessPullsPerMinute: 60,
  retriesKeepSeal: true,
  wireLimit: 2_000,
};

export interface StandInOptions {
  readonly clock: () => Date;
  /** 0 or left out: any free port. */
  readonly port?: number;
  readonly corpId: string;
  readonly agentId: number;
  readonly appSecret: string;
  readonly app: CallbackKeys;
  readonly bot?: BotSetup;
  readonly kfAccounts: readonly KfAccountSetup[];
  readonly members: readonly MemberSetup[];
  readonly robots: readonly RobotSetup[];
  /** Base URL of the desk; may be given later with `pointDeskAt`. */
  readonly deskUrl?: string;
  readonly tempo?: Partial<Tempo>;
  /** What an earlier `snapshot()` gave. */
  readonly state?: StandInState;
}
