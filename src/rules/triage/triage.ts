import type { MessageKind } from "../case-record.js";
import { plainText } from "../chinese-text.js";
import { type FoundPhone, findPhones, phoneToCall } from "../phones.js";
import { findRoom } from "../places.js";
import {
  type Belief,
  believe,
  HEADS,
  type Head,
  type Label,
  type Sums,
  score,
  scoreWith,
  strongest,
} from "./classifier.js";
import { dangerOf } from "./danger.js";
import {
  boundedText,
  departmentFeatures,
  evidenceOf,
  namedFeatures,
  type ReadMessage,
  readMessage,
} from "./features.js";
import { hasMajorGrounds } from "./major-grounds.js";
import { mendMisheard } from "./misheard.js";
import { findName } from "./names.js";
import { withoutPleas } from "./pleas.js";
import { matterAndQuestion, splitMatters } from "./several-matters.js";
import { dangerTopic, topicOf } from "./topic.js";
import type { Danger, Triage, TriageFacts, TriageResult } from "./triage-result.js";
import { findWishedTime } from "./wished-time.js";

/** Biased to recall: a false alarm costs a look, a missed emergency a life (eval/labels.md). */
export const EMERGENCY_FROM = 0.27;

/** More than any channel delivers in one message; what follows would only cost time. */
const MOST_CHARACTERS = 4000;

/** A message taken apart: what the classifier weighs and what is read out word by word. */
export interface Reading {
  readonly message: ReadMessage;
  readonly blanked: string;
  readonly room: string | null;
  readonly phone: string | null;
}

/** Takes a message apart without judging it; the trainer reads with the same eyes. */
export function readForTriage(text: string, facts: TriageFacts): Reading {
  const plain = mendMisheard(plainText(text.slice(0, MOST_CHARACTERS)));
  const phones = findPhones(plain);
  const blanked = blankPhones(plain, phones);
  const room = findRoom(blanked, facts.buildings);
  const message = readMessage(blanked, { room: room !== null, phone: phones.length > 0 });
  return { message, blanked, room, phone: phoneToCall(plain, phones) };
}

/** The rules' reading of one message; see `Triage`. */
export const triage: Triage = (text, facts) => {
  const whole = readForTriage(text, facts);
  const judged = judge(whole);
  const heaviest = heaviestMatter(whole, judged);
  return {
    ...heaviest,
    room: whole.room,
    phone: whole.phone,
    name: findName(whole.blanked),
    wishedTime: findWishedTime(whole.blanked),
  };
};

type Judged = Omit<TriageResult, "room" | "phone" | "name" | "wishedTime">;

/** What would hurt most if it were lost comes first (eval/labels.md). */
const HEAVIEST_FIRST: readonly MessageKind[] = [
  "complaint",
  "repair",
  "request",
  "progress",
  "enquiry",
  "suggestion",
  "praise",
  "smalltalk",
];
const TROUBLE: readonly MessageKind[] = ["complaint", "repair", "request"];
/** A part outweighs the whole only when it is sure of itself. */
const SURE_OF_PART = 0.8;

function heaviestMatter(whole: Reading, judged: Judged): Judged {
  if (judged.emergency) return judged;
  const danger = besidePleas(whole);
  if (danger) return danger;
  const parts = splitMatters(whole.blanked);
  if (parts.length < 2) return judged.kind === "enquiry" ? (besideQuestion(whole) ?? judged) : judged;
  const facts = { room: whole.room !== null, phone: whole.phone !== null };
  let heaviest = judged;
  for (const part of parts) {
    const message = readMessage(part, facts);
    const own = judge({ ...whole, message });
    const outweighs = HEAVIEST_FIRST.indexOf(own.kind) < HEAVIEST_FIRST.indexOf(heaviest.kind);
    if (own.confidence >= SURE_OF_PART && (own.emergency || outweighs)) {
      heaviest = { ...own, rule: `several:${own.rule}` };
    }
  }
  return heaviest;
}

/** So few that they say nothing but the danger. */
const FEW_CHARACTERS = 9;

/** A danger that thanks and pleas would hide: 着火了，麻烦派人来看一下，谢谢. */
function besidePleas(whole: Reading): Judged | null {
  const told = withoutPleas(whole.blanked);
  if (told === null) return null;
  const message = readMessage(told, { room: whole.room !== null, phone: whole.phone !== null });
  const isPlain = message.signs.some(({ strong, real }) => strong && real) || told.length <= FEW_CHARACTERS;
  if (!isPlain) return null;
  const own = judge({ ...whole, message });
  return own.emergency ? own : null;
}

/** What a short question would hide: a danger for which help is wanted, or a matter that has nothing to do with it. */
function besideQuestion(whole: Reading): Judged | null {
  const clauses = matterAndQuestion(whole.blanked);
  if (!clauses) return null;
  const facts = { room: whole.room !== null, phone: whole.phone !== null };
  const read = clauses.map((clause) => judge({ ...whole, message: readMessage(clause, facts) }));
  const question = read.find((one) => one.kind === "enquiry");
  const matter = read.find((one) => one !== question);
  if (!question || !matter || matter.confidence < SURE_OF_PART || !TROUBLE.includes(matter.kind)) return null;
  const isDanger = matter.emergency && matter.danger !== "other";
  const isApart = matter.department !== question.department && matter.topic !== question.topic;
  return isDanger || (isApart && !matter.emergency) ? { ...matter, rule: `several:${matter.rule}` } : null;
}

function judge(reading: Reading): Judged {
  const { message } = reading;
  const sums = score({ text: boundedText(message), named: namedFeatures(message) });
  const kinds = believe(sums, "kind");
  const emergency = isEmergency(message, sums, kinds);
  const kind = emergency ? dangerKind(kinds) : pick("kind", kinds);
  const danger = emergency ? dangerOf(message) : null;
  return {
    kind,
    complaintClass: kind === "complaint" ? classOf(message, believe(sums, "complaintClass")) : null,
    emergency,
    danger,
    department: kind === "smalltalk" ? null : departmentOf(message, sums, { kind, danger }),
    topic: topicFor(message, { kind, danger }),
    confidence: Math.max(...kinds),
    rule: ruleOf(message, sums, { kind, danger }),
  };
}

/** The likeliest class; major only on a ground of CMP-05, whatever the tone (the desk may still raise it). */
function classOf(message: ReadMessage, belief: Belief): Label<"complaintClass"> {
  const likeliest = pick("complaintClass", belief);
  if (likeliest !== "major" || hasMajorGrounds(message)) return likeliest;
  const without = HEADS.complaintClass.map((name, index) => (name === "major" ? -1 : (belief[index] ?? 0)));
  return pick("complaintClass", without);
}

function topicFor(message: ReadMessage, read: { kind: Label<"kind">; danger: Danger | null }): string | null {
  if (read.kind === "smalltalk") return null;
  return read.danger === null ? topicOf(message) : dangerTopic(read.danger);
}

/** Kinds a danger under way can be: a rescue, a defect, or either with blame. */
const DANGER_KINDS = ["complaint", "repair", "request"] as const;

/** A danger named plainly is over or none only where the message is clearly praise, a question or a joke. */
const TOLD_AS_MATTER = 0.2;

/** A danger that is praised, asked about or joked about is mostly over or none. */
function isEmergency(message: ReadMessage, sums: Sums, kinds: Belief): boolean {
  const mayBe = DANGER_KINDS.reduce((sum, kind) => sum + beliefIn(kinds, kind), 0);
  if (message.plain !== null && mayBe >= TOLD_AS_MATTER) return true;
  return (believe(sums, "emergency")[1] ?? 0) * Math.sqrt(mayBe) >= EMERGENCY_FROM;
}

function dangerKind(kinds: Belief): Label<"kind"> {
  return DANGER_KINDS.reduce((best, kind) => (beliefIn(kinds, kind) > beliefIn(kinds, best) ? kind : best));
}

function beliefIn(kinds: Belief, kind: Label<"kind">): number {
  return kinds[HEADS.kind.indexOf(kind)] ?? 0;
}

/** A lift, whatever else is in the text: its people are got out by those who keep it running. */
const LIFT = /电梯|轿厢|[货客扶]梯|梯里|lift|elevator/;

function departmentOf(
  message: ReadMessage,
  sums: Sums,
  { kind, danger }: { kind: Label<"kind">; danger: Danger | null },
): Label<"department"> {
  if ((danger === "lift" || danger === "stuck") && LIFT.test(message.text)) return "engineering";
  // The guide gives praise and suggestions to the desk whatever they are about.
  if (kind === "praise" || kind === "suggestion") return "customerService";
  return pick("department", believe(scoreWith(sums, departmentFeatures(message, kind)), "department"));
}

/**
 * What decided: the danger seen (`danger:lift`), or the kind with the words that spoke loudest for it, for
 * example `stat:complaint(投诉,没人管)`.
 */
function ruleOf(
  message: ReadMessage,
  sums: Sums,
  read: { kind: Label<"kind">; danger: Danger | null },
): string {
  if (read.danger !== null) return `danger:${read.danger}`;
  const voices = strongest(sums, read.kind);
  const words = new Set(voices.map((voice) => evidenceOf(message, voice)));
  return `stat:${read.kind}(${[...words].join(",")})`;
}

function pick<H extends Head>(head: H, belief: Belief): Label<H> {
  return HEADS[head][belief.indexOf(Math.max(...belief))] as Label<H>;
}

/** Same length, so that positions stay; what was a phone is no room any more. */
function blankPhones(plain: string, phones: readonly FoundPhone[]): string {
  return phones.reduce(
    (text, phone) => text.slice(0, phone.start) + "□".repeat(phone.end - phone.start) + text.slice(phone.end),
    plain,
  );
}
