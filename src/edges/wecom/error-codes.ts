import type { ContactRefusal } from "../../rules/contact-policy.js";

/**
 * How to react to a return code (protocol §12).
 * `retry`: repeat later. `refreshToken`: a new access token, then once more. `wait`: quiet for
 * `waitMillis`. `refuse`: this message never. `down`: the target, app or account not before a person
 * mends it. `windowClosed`: not before the resident writes. `resync`: pull without the callback token.
 * `ownMessage`: too late as a reply, so it goes out as a message of its own. `reupload`: send the file again. `readState`: ask who serves the session.
 */
export type Reaction =
  | "retry"
  | "refreshToken"
  | "wait"
  | "refuse"
  | "down"
  | "windowClosed"
  | "resync"
  | "ownMessage"
  | "reupload"
  | "readState";

export interface KnownCode {
  readonly reaction: Reaction;
  readonly meaning: string;
}

/**
 * The shortest frequency window is a minute, and a block lasts as long as its window (protocol §12). The
 * longer windows look the same in the code, so the desk's own pauses grow (rules/pacing).
 */
export const FREQUENCY_WAIT_MILLIS = 65_000;

const TABLE: Readonly<Record<Reaction, Readonly<Record<number, string>>>> = {
  retry: {
    [-1]: "the platform is busy",
    6000: "data version conflict",
    45033: "too many concurrent calls",
    45035: "conflicting calls",
  },
  refreshToken: {
    40014: "access token is invalid",
    42001: "access token has expired",
  },
  wait: {
    45009: "called too often",
  },
  ownMessage: {
    846605: "the callback that is answered is not known any more",
    846608: "the stream has been open for too long",
  },
  reupload: {
    40007: "media id is invalid or has expired",
  },
  resync: {
    95007: "callback token is invalid or has expired",
  },
  readState: {
    95018: "the session state does not allow sending",
  },
  windowClosed: {
    95001: "the five messages of the window are used",
    95002: "48 hours since the resident wrote have passed",
    95013: "the session has ended",
    45015: "reply window has passed",
    45047: "reply quota is used",
  },
  refuse: {
    40003: "userid is invalid",
    40004: "media type is not allowed",
    40005: "type parameter is invalid",
    40006: "file size is not allowed",
    40008: "msgtype is invalid",
    40009: "image size is not allowed",
    40011: "video size is not allowed",
    40033: "the text has characters that are not allowed",
    40035: "a parameter is invalid",
    40050: "chat does not exist",
    40058: "a parameter is invalid or too long",
    40063: "a parameter is empty",
    40068: "tag id is invalid",
    40096: "external_userid is invalid",
    40123: "image format is invalid",
    40201: "held back by the platform's spam filter",
    41001: "access token is missing",
    41006: "media id is missing",
    41011: "agent id is missing",
    41050: "welcome code is invalid or has expired",
    41051: "the conversation has begun, a welcome comes too late",
    41096: "a welcome is being sent already",
    42014: "task id of the card is not valid",
    42017: "button key of the card does not exist",
    42018: "button key of the card is not valid",
    42019: "button key of the card is missing",
    42020: "button name of the card is missing",
    42022: "the code has been used already",
    42035: "too many lines in the card",
    42038: "button text of the card is not valid",
    42039: "button key of the card is not valid",
    44001: "media is empty",
    44004: "text is empty",
    45001: "media is too large",
    45002: "text is too large",
    46004: "user does not exist",
    50002: "member is outside the visible range",
    60011: "no permission for this member or department",
    60021: "member is outside the visible range",
    60111: "userid does not exist",
    81013: "every recipient is invalid",
    82001: "there is no recipient",
    84061: "no relation to this external contact",
    86001: "chat id is invalid",
    86003: "chat id is unknown",
    86008: "the group was not made by this app",
    93006: "chat id is wrong",
    95008: "the menu has more than ten items",
    95009: "a menu item has a wrong type",
    95014: "not an active servicer of this account",
    95016: "the session state does not allow this change",
    95019: "the servicer has paused",
  },
  down: {
    40001: "secret is wrong",
    40013: "corp id is wrong",
    41002: "corp id is missing",
    41004: "secret is missing",
    40056: "agent id is wrong",
    40057: "callback URL is not verified",
    40091: "secret is wrong",
    43012: "the app has no callback URL",
    45031: "secret must be reset",
    48001: "API is not authorised",
    48002: "no permission for this API",
    48006: "permission was withdrawn for want of use",
    48007: "the 微信客服 account is not granted to the app",
    48009: "this secret may not call the API",
    50003: "the app is disabled",
    60020: "our IP is not on the trusted list",
    60031: "API is forbidden",
    301002: "agent id does not belong to this app",
    301007: "the corp is gone",
    93000: "robot key is wrong or the robot was removed",
    93004: "the robot is disabled",
    93008: "the robot is not in the group",
    93019: "bot id is wrong",
    853000: "bot secret is wrong",
    95000: "open_kfid is wrong",
    95003: "the corp is not verified and has used its consultations",
    95004: "the 微信客服 account is unknown or deleted",
    95011: "微信客服 is in another secret mode",
    95012: "微信客服 is in another secret mode",
    95015: "微信客服 is configured in the console",
    95017: "API management of the 微信客服 account is off",
  },
};

const KNOWN_CODES: ReadonlyMap<number, KnownCode> = new Map(
  (Object.keys(TABLE) as Reaction[]).flatMap((reaction) =>
    Object.entries(TABLE[reaction]).map(([code, meaning]): [number, KnownCode] => [
      Number(code),
      { reaction, meaning },
    ]),
  ),
);

const CLOSED_BY: Readonly<Record<number, ContactRefusal>> = {
  95001: "budgetUsed",
  45047: "budgetUsed",
  95002: "windowOver",
  45015: "windowOver",
};

/** Why a code closes the window; any other code than those of time and count ends the session. */
export function closedWindow(code: number): ContactRefusal {
  return CLOSED_BY[code] ?? "sessionEnded";
}

/** What the table knows of a code, or null: then it is permanent for this message, and worth a warning. */
export function knownCode(code: number): KnownCode | null {
  return KNOWN_CODES.get(code) ?? null;
}
