import { createHash } from "node:crypto";
import { z } from "zod";
import { readAppContent } from "./app-content.js";
import type { ChatLine } from "./chat.js";
import {
  type Answer,
  accept,
  type Endpoints,
  isRefused,
  jsonEndpoint,
  type Refused,
  refuse,
} from "./endpoint.js";
import type { Platform } from "./platform.js";

const CODE_LIFETIME_MILLIS = 72 * 3_600_000;
const RECALL_MILLIS = 24 * 3_600_000;
const MINUTE = 60_000;
const PER_MINUTE = 30;
const PER_HOUR = 1_000;
const CARDS_WITH_CODE = ["button_interaction", "vote_interaction", "multiple_interaction"];

const flag = z.union([z.literal(0), z.literal(1)]).optional();
const sendSchema = z.looseObject({
  touser: z.string().optional(),
  toparty: z.string().optional(),
  totag: z.string().optional(),
  msgtype: z.string(),
  agentid: z.int(),
  safe: flag,
  enable_id_trans: flag,
  enable_duplicate_check: flag,
  duplicate_check_interval: z.int().min(1).max(14_400).optional(),
});
type SendBody = z.infer<typeof sendSchema>;

interface Recipients {
  readonly known: readonly string[];
  /** As the platform returns them: lower case. */
  readonly unknown: readonly string[];
}

function readRecipients(platform: Platform, body: SendBody): Recipients | Refused {
  if (!body.touser && !body.toparty && !body.totag) return refuse(82001, "no recipient");
  if (body.touser === "@all") {
    return { known: platform.options.members.map((member) => member.userid), unknown: [] };
  }
  const asked = (body.touser ?? "").split("|").filter((userid) => userid !== "");
  if (asked.length > 1_000) return refuse(40058, "more than 1000 users");
  const members = asked.map((userid) => platform.findMember(userid));
  const known = members.flatMap((member) => (member ? [member.userid] : []));
  const unknown = asked.filter((_, index) => !members[index]).map((userid) => userid.toLowerCase());
  if (known.length === 0) return refuse(81013, "nobody known among the recipients");
  return { known, unknown };
}

/** More than 30 a minute or 1000 an hour to one member are dropped without a word (protocol §4.3). */
function mayReach(platform: Platform, userid: string): boolean {
  const now = platform.now();
  const times = (platform.state.app.sentTimes[userid] ?? []).filter((at) => now - at < 60 * MINUTE);
  const inMinute = times.filter((at) => now - at < MINUTE).length;
  const allowed = inMinute < PER_MINUTE && times.length < PER_HOUR;
  platform.state.app.sentTimes[userid] = allowed ? [...times, now] : times;
  return allowed;
}

/** Shows a line to one member. */
export function showToMember(platform: Platform, userid: string, line: ChatLine): void {
  const { lines } = platform.state.app;
  const peer = userid.toLowerCase();
  lines[peer] ??= [];
  lines[peer].push(line);
  platform.news.publish({ topic: "chat", channel: "app", peer: userid });
}

/** A new one-time right to change the card with this task_id. */
export function issueCardCode(platform: Platform, taskId: string): string {
  const code = platform.newId("RC");
  platform.state.app.cardCodes[code] = {
    taskId,
    expiresAt: platform.now() + CODE_LIFETIME_MILLIS,
    used: false,
  };
  return code;
}

function deliver(platform: Platform, body: SendBody, recipients: Recipients): Answer {
  const content = readAppContent(platform, body);
  if (isRefused(content)) return content;
  const { state } = platform;
  const taskId = content.card?.taskId ?? null;
  if (taskId !== null) {
    if (state.app.taskIds[taskId]) return refuse(42014, `task_id ${taskId} used before`);
    state.app.taskIds[taskId] = true;
  }
  const msgid = platform.newId("MID");
  for (const userid of recipients.known) {
    if (mayReach(platform, userid)) {
      const line = { msgid, from: "desk", author: "app", sentAt: platform.now(), ...content } as const;
      showToMember(platform, userid, structuredClone(line));
    } else {
      const detail = `more than ${PER_MINUTE} a minute to ${userid}: dropped`;
      platform.violate({ kind: "cut", endpoint: "message/send", errcode: null, detail });
    }
  }
  state.app.sent[msgid] = { at: platform.now() };
  const withCode = content.card !== undefined && CARDS_WITH_CODE.includes(content.card.cardType);
  const hasCode = taskId !== null && (withCode || content.card?.buttons.some((button) => button.calls));
  return accept({
    invaliduser: recipients.unknown.join("|"),
    invalidparty: "",
    invalidtag: "",
    unlicenseduser: "",
    msgid,
    ...(hasCode ? { response_code: issueCardCode(platform, taskId) } : {}),
  });
}

function send(platform: Platform, body: SendBody): Answer {
  if (body.agentid !== platform.options.agentId) return refuse(301002, `agentid ${body.agentid}`);
  const recipients = readRecipients(platform, body);
  if (isRefused(recipients)) return recipients;
  if (body.enable_duplicate_check !== 1) return deliver(platform, body, recipients);
  const digest = createHash("sha256").update(JSON.stringify(body)).digest("hex");
  const { recent } = platform.state.app;
  const earlier = recent[digest];
  // The same JSON within the interval: answered as before, shown to nobody a second time.
  if (earlier && earlier.until > platform.now()) return accept(earlier.answer);
  const answer = deliver(platform, body, recipients);
  if (answer.kind === "accepted") {
    const until = platform.now() + (body.duplicate_check_interval ?? 1_800) * 1_000;
    recent[digest] = { until, answer: { ...answer.fields } };
  }
  return answer;
}

function recall(platform: Platform, msgid: string): Answer {
  const sent = platform.state.app.sent[msgid];
  if (!sent || platform.now() - sent.at > RECALL_MILLIS) return refuse(40058, "unknown msgid or over 24 h");
  for (const [userid, lines] of Object.entries(platform.state.app.lines)) {
    for (const line of lines.filter((one) => one.msgid === msgid)) {
      line.recalled = true;
      platform.news.publish({ topic: "chat", channel: "app", peer: userid });
    }
  }
  return accept();
}

/** The self-built app's way to its members (protocol §4). */
export function appMessageEndpoints(platform: Platform): Endpoints {
  return {
    "message/send": jsonEndpoint(sendSchema, (body) => send(platform, body)),
    "message/recall": jsonEndpoint(z.object({ msgid: z.string() }), (body) => recall(platform, body.msgid)),
  };
}
