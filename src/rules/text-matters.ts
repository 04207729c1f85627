import { ANOTHER, toldTogether } from "./another-matter.js";
import { topicsIn } from "./triage/topic.js";
import { triage } from "./triage/triage.js";
import type { TriageFacts, TriageResult } from "./triage/triage-result.js";

/** A question keeps its mark: it tells what is asked. */
const SEPARATORS = new RegExp(
  `(?:[。；;!！,，\\s]|(?<=[?？]))\\s*(?:${ANOTHER})[,，:：\\s]*|(?:\\n|[。；;] ?)(?=[1-4][.、)）])|\\s*[②-④❷-❹]\\s*`,
  "i",
);
const LIST_HEAD = /^\s*(?:1[.、)）]|[①❶]|第一[个件,，:：]?|一是|首先)[,，:： ]*/;

/** Departments and topics apart, and both plainly matters: otherwise it is one matter told at length. */
function areApart(one: TriageResult, other: TriageResult): boolean {
  if (one.topic === null || other.topic === null || one.topic === other.topic) return false;
  return [one, other].every(
    (read) => read.kind !== "smalltalk" && read.kind !== "progress" && read.confidence >= 0.5,
  );
}

/** Pauses inside a sentence; a question mark ends a question wherever it stands. */
const PAUSES = /[,，\s]+|(?<=[?？])/;
/** A clause by itself says less than a sentence: only what is plain counts. */
const SURE_OF_CLAUSE = 0.8;
const ENQUIRY: ReadonlySet<string> = new Set(["enquiry"]);
const TROUBLE: ReadonlySet<string> = new Set(["repair", "complaint", "request"]);

/** 漏水，物业费怎么交？: a matter and a question about something else, with a comma between them. */
function questionBeside(text: string, facts: TriageFacts): readonly string[] | null {
  const clauses = text.split(PAUSES).filter(Boolean);
  if (clauses.length < 2) return null;
  const cuts = [1, clauses.length - 1].map((at) => [clauses.slice(0, at), clauses.slice(at)]);
  for (const parts of cuts.map((cut) => cut.map((part) => part.join("，")))) {
    const read = parts.map((part) => triage(part, facts));
    const isPlain = (kinds: ReadonlySet<string>) =>
      read.some((one) => kinds.has(one.kind) && one.confidence >= SURE_OF_CLAUSE && !one.emergency);
    const [one, other] = read;
    if (!one || !other || !isPlain(TROUBLE) || !isPlain(ENQUIRY)) continue;
    if (areApart(one, other) && one.department !== other.department) return parts;
  }
  return null;
}

/** 小张真不错，就是电梯按钮不灵了: a praise, and what is wrong elsewhere. */
const TURNS = /[。.!！~,，\s]+(?:就是|不过|但是?|只是|可惜)[,，\s]*/;

/** A praise with a trouble of its own behind it; what is said of the praised work itself (就是来得晚) stays with it. */
function praiseAndTrouble(text: string, facts: TriageFacts): readonly string[] | null {
  const turn = TURNS.exec(text);
  if (!turn) return null;
  const [praise, trouble] = [text.slice(0, turn.index), text.slice(turn.index + turn[0].length)];
  const [one, other] = [triage(praise, facts), triage(trouble, facts)];
  const isPlain = Math.min(one.confidence, other.confidence) >= SURE_OF_CLAUSE && !other.emergency;
  const isOther = other.topic !== null && other.topic !== one.topic;
  return isPlain && isOther && one.kind === "praise" && TROUBLE.has(other.kind) ? [praise, trouble] : null;
}

function partsOf(text: string): readonly string[] {
  return text
    .split(SEPARATORS)
    .map((part) => part.replace(LIST_HEAD, "").trim())
    .filter((part) => [...part].length >= 4);
}

/**
 * 马桶一直流水，还有我闻到煤气味: what a message that names an emergency tells besides it, by the writer's own word for it,
 * so that it keeps a record. What may come of the danger is told with it and stays there.
 */
export function besideEmergency(text: string, facts: TriageFacts): readonly string[] {
  const parts = partsOf(text).map((part) => ({ part, read: triage(part, facts) }));
  const dangers = parts.filter(({ read }) => read.emergency);
  if (dangers.length === 0) return [];
  const isOrdinary = ({ kind, confidence, topic, emergency }: TriageResult) =>
    !emergency && topic !== null && TROUBLE.has(kind) && confidence >= SURE_OF_CLAUSE;
  // 仲有一大块吊住: a danger that names no thing is of the thing told before.
  const isSame = (part: string, danger: string) =>
    topicsIn(danger).length === 0 || toldTogether(part, danger);
  return parts
    .filter(({ part, read }) => isOrdinary(read) && !dangers.some((one) => isSame(part, one.part)))
    .map(({ part }) => part);
}

/**
 * The matters a text names: usually the text itself; two or three when the writer lists them (另外…, 1. … 2. …) and
 * they are about different things, when a praise turns to a trouble, or when something else is asked behind a comma.
 * Emergencies are never taken apart. Each becomes a record of its own, so that a doubt leaves one; the triage cuts the
 * same text more freely, for it only weighs the parts.
 */
export function mattersOfText(text: string, facts: TriageFacts): readonly string[] {
  const parts = partsOf(text);
  if (parts.length < 2) return praiseAndTrouble(text, facts) ?? questionBeside(text, facts) ?? [text];
  if (parts.length > 3) return [text];
  const read = parts.map((part) => triage(part, facts));
  if (read.some((one) => one.emergency) || triage(text, facts).emergency) return [text];
  for (const [index, one] of read.entries()) {
    for (const other of read.slice(index + 1)) if (!areApart(one, other)) return [text];
  }
  return parts;
}
