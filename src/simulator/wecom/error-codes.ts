/** What kind of mistake a refusal points at, so that a test can tell a bug of the desk from bad luck. */
export type ViolationKind =
  /** Shape, type or size of a request is wrong. */
  | "form"
  /** Somebody or something named in the request does not exist. */
  | "unknown"
  /** An id or one-time code was used twice or too late. */
  | "reuse"
  /** 48 hours or five messages of 微信客服 are over. */
  | "window"
  /** Too often. */
  | "rate"
  /** Session state, expired token, removed robot: correct a moment ago, perhaps. */
  | "state"
  /** Accepted, but shortened or silently not delivered. */
  | "cut";

interface ErrorCode {
  readonly text: string;
  readonly kind: ViolationKind;
}

/**
 * Refusals this server gives of its own accord (protocol §12). Where the protocol sheet names no code the
 * choice is ours and marked so; the desk must not depend on it.
 */
const ERROR_CODES: Readonly<Record<number, ErrorCode>> = {
  40001: { text: "invalid credential", kind: "form" },
  40003: { text: "invalid userid", kind: "unknown" },
  40004: { text: "invalid media type", kind: "form" },
  40006: { text: "invalid media size", kind: "form" },
  40007: { text: "invalid media_id", kind: "unknown" },
  40008: { text: "invalid msgtype", kind: "form" },
  40009: { text: "invalid image size", kind: "form" },
  40013: { text: "invalid corpid", kind: "form" },
  40014: { text: "invalid access_token", kind: "form" },
  40035: { text: "invalid parameter", kind: "form" },
  40056: { text: "invalid agentid", kind: "form" },
  40058: { text: "invalid request parameter", kind: "form" },
  40096: { text: "invalid external_userid", kind: "unknown" },
  41001: { text: "access_token missing", kind: "form" },
  41004: { text: "corpsecret missing", kind: "form" },
  41050: { text: "invalid code", kind: "reuse" },
  42001: { text: "access_token expired", kind: "state" },
  42014: { text: "invalid task_id", kind: "reuse" },
  42017: { text: "button key duplicate", kind: "form" },
  42022: { text: "code already used", kind: "reuse" },
  43001: { text: "require GET method", kind: "form" },
  43002: { text: "require POST method", kind: "form" },
  44001: { text: "empty media data", kind: "form" },
  44004: { text: "content is empty", kind: "form" },
  45001: { text: "media size out of limit", kind: "form" },
  45002: { text: "content size out of limit", kind: "form" },
  45009: { text: "api freq out of limit", kind: "rate" },
  60111: { text: "userid not found", kind: "unknown" },
  81013: { text: "user & party & tag all invalid", kind: "unknown" },
  82001: { text: "touser & toparty & totag all empty", kind: "form" },
  93000: { text: "invalid webhook url", kind: "state" },
  95000: { text: "invalid open_kfid", kind: "unknown" },
  95001: { text: "send msg count limit", kind: "window" },
  95002: { text: "send msg time limit", kind: "window" },
  95007: { text: "invalid msgtoken", kind: "state" },
  95008: { text: "menu item count limit", kind: "form" },
  95009: { text: "invalid menu item type", kind: "form" },
  95013: { text: "session ended", kind: "state" },
  95014: { text: "userid is not a servicer", kind: "unknown" },
  95016: { text: "session state change not allowed", kind: "state" },
  95018: { text: "send msg session status invalid", kind: "state" },
  95019: { text: "servicer is not receiving", kind: "state" },
  // Ours: the platform's code for a msgid used twice is not documented (protocol §8.3).
  95099: { text: "msgid duplicate", kind: "reuse" },
  301002: { text: "agentid does not belong to the access_token", kind: "form" },
};

/** 微信客服 `msgid` used twice: a number of ours, in no table of the platform. */
export const DUPLICATE_KF_MSGID = 95099;

/** Text and kind of a code; a code only a test injected has neither. */
export function describeCode(errcode: number): ErrorCode {
  return ERROR_CODES[errcode] ?? { text: "refused", kind: "state" };
}
