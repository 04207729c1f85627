/** What the desk knows of a resident's 微信客服 session when it wants to send. */
export interface ContactWindow {
  readonly lastInboundAt: Date | null;
  readonly sentSinceInbound: number;
  readonly humanSince: Date | null;
}

/** Why a message may not go out now. `sessionEnded` is what the platform alone can know. */
export type ContactRefusal =
  | "windowOver"
  | "budgetUsed"
  | "reserved"
  | "humanServing"
  | "neverWrote"
  | "sessionEnded";

const HOUR = 3_600_000;

/** 微信客服: replies are allowed within 48 h of the customer's last message (protocol §8.3). */
export const CONTACT_WINDOW_MILLIS = 48 * HOUR;

/** … and at most five of them; one is kept for the outcome (design §5). */
export const CONTACT_BUDGET = 5;
export const CONTACT_RESERVE = 1;

/**
 * True when the session a person served must be over at that moment, whether or not anybody said so: it ends
 * 48 h after the resident's last message (protocol §8.5), and an event may be lost. False when nobody serves.
 */
export function personsSessionIsOver(
  { humanSince, lastInboundAt }: Pick<ContactWindow, "humanSince" | "lastInboundAt">,
  at: Date,
): boolean {
  if (!humanSince) return false;
  const last = Math.max(humanSince.getTime(), lastInboundAt?.getTime() ?? 0);
  return at.getTime() > last + CONTACT_WINDOW_MILLIS;
}

/**
 * Whether a message may go to the resident now: null = yes. The end of the window is exclusive by a minute,
 * because the platform's clock decides and an answer in the last seconds is as good as refused.
 */
export function contactRefusal(
  window: ContactWindow,
  importance: "normal" | "outcome",
  now: Date,
): ContactRefusal | null {
  if (window.humanSince && !personsSessionIsOver(window, now)) return "humanServing";
  if (!window.lastInboundAt) return "neverWrote";
  if (now.getTime() >= window.lastInboundAt.getTime() + CONTACT_WINDOW_MILLIS - 60_000) return "windowOver";
  if (window.sentSinceInbound >= CONTACT_BUDGET) return "budgetUsed";
  if (importance === "normal" && window.sentSinceInbound >= CONTACT_BUDGET - CONTACT_RESERVE)
    return "reserved";
  return null;
}

/** The refusal in the words of a phone task (design §1.5). */
export const CONTACT_REFUSAL_WORDS: Record<ContactRefusal, string> = {
  windowOver: "住户超过48小时没有发消息，微信已不能主动联系",
  budgetUsed: "本轮可发的5条微信消息已用完",
  reserved: "本轮微信消息只剩最后一条，要留给办结通知",
  humanServing: "同事正在和住户人工对话",
  neverWrote: "住户没有在微信上联系过我们",
  sessionEnded: "微信会话已结束，要等住户再发消息才能联系",
};
