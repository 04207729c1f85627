/** At most `max` messages to one target in any `windowMillis`. */
export interface PacingRule {
  readonly max: number;
  readonly windowMillis: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/**
 * Limits of the platform by channel (protocol §4.3, §6, §7.9). Windows are a little longer than theirs:
 * whether the platform counts fixed or sliding minutes is not documented, and its clock is not ours.
 * 微信客服 has no rate but a budget: rules/contact-policy.
 */
export const PACING: Readonly<Record<"kf" | "app" | "robot" | "bot", readonly PacingRule[]>> = {
  kf: [],
  app: [
    { max: 30, windowMillis: MINUTE + SECOND },
    { max: 1_000, windowMillis: HOUR + MINUTE },
  ],
  robot: [{ max: 20, windowMillis: MINUTE + SECOND }],
  bot: [
    { max: 30, windowMillis: MINUTE + SECOND },
    { max: 1_000, windowMillis: HOUR + MINUTE },
  ],
};

/** How far back sent messages matter for a channel, in ms; 0 = not at all. */
export function pacingHorizon(rules: readonly PacingRule[]): number {
  return Math.max(0, ...rules.map((rule) => rule.windowMillis));
}

/** The first moment a further message keeps every rule; `now` itself when it may go at once. */
export function nextSendAt(rules: readonly PacingRule[], sentTimes: readonly Date[], now: Date): Date {
  let at = now.getTime();
  for (const rule of rules) {
    const oldestThatCounts = sentTimes[sentTimes.length - rule.max];
    if (oldestThatCounts) at = Math.max(at, oldestThatCounts.getTime() + rule.windowMillis);
  }
  return new Date(at);
}

/** What to do when a request may or may not have arrived (protocol §4.8, §6, §8.3). */
export type AmbiguityRule = "retrySame" | "resendMarked" | "letGo";

/**
 * 微信客服 and app messages carry an idempotency key, so the same request may be repeated. A robot has
 * none: a nudge is let go (the next one comes), anything else is sent once more, marked 重发. So is an answer
 * of the 智能机器人: by its long connection; a response URL works once, and its courier leaves it in doubt.
 */
export function ambiguityRule(channel: "kf" | "app" | "robot" | "bot", key: string): AmbiguityRule {
  if (channel === "kf" || channel === "app") return "retrySame";
  if (channel === "robot" && key.startsWith("nudge:")) return "letGo";
  return "resendMarked";
}

/** Attempts after which a message that keeps failing is given to a person. */
export const MAX_DELIVERY_ATTEMPTS = 8;

/** Pause before attempt number `attempt` + 1, in ms: 1 s, 2 s, 4 s … at most five minutes. */
export function backOffMillis(attempt: number): number {
  return Math.min(SECOND * 2 ** Math.max(0, attempt - 1), 5 * MINUTE);
}

/** A message that waits so long for a target that asks for quiet goes another way, in ms. */
const QUIET_PATIENCE_MILLIS = 20 * MINUTE;

/** Longest quiet, as a multiple of the one asked for. */
const MOST_QUIET = 30;

/**
 * How long a target that asks for quiet (45009) is left alone, in ms; null = no longer, the message goes
 * another way. The limit may be that of a minute, an hour or a day (protocol §12): as long as it asked at
 * first, twice as long each time it asks again. `waitedMillis` counts from when the message was due.
 */
export function quietMillis(
  askedMillis: number,
  { attempt, waitedMillis }: { attempt: number; waitedMillis: number },
): number | null {
  const left = QUIET_PATIENCE_MILLIS - waitedMillis;
  if (attempt > 1 && left <= 0) return null;
  const quiet = askedMillis * Math.min(2 ** Math.max(0, attempt - 1), MOST_QUIET);
  return Math.min(quiet, Math.max(left, askedMillis));
}
