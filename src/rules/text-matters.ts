import { triage } from "./triage/triage.js";
import type { TriageFacts, TriageResult } from "./triage/triage-result.js";

/** A question keeps its mark: it tells what is asked. */
const SEPARATORS =
  /(?:[。；;!！\n]|[,，]|(?<=[?？]))\s*(?:另外|还有(?:一?件事|个事|就是|一?个问题)?|第[二三四]|其次|再(?:就是|有一?件?事?)|顺便(?:说一下|问一下|问问|问)?|对了|[2-4][.、)）])[,，:： ]*|(?:\n|[。；;] ?)(?=[1-4][.、)）])|\s+[2-4][.、)）]\s*/;
const LIST_HEAD = /^\s*(?:1[.、)）]|第一[个件,，:：]?|一是|首先)[,，:： ]*/;

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

/**
 * The matters a text names: usually the text itself; two or three when the writer lists them (另外…, 1. … 2. …) and
 * they are about different things, or asks something else behind a comma. Emergencies are never taken apart. Each becomes a record of its own, so that a
 * doubt leaves one; the triage cuts the same text more freely, for it only weighs the parts.
 */
export function mattersOfText(text: string, facts: TriageFacts): readonly string[] {
  const parts = text
    .split(SEPARATORS)
    .map((part) => (part ?? "").replace(LIST_HEAD, "").trim())
    .filter((part) => [...part].length >= 4);
  if (parts.length < 2) return questionBeside(text, facts) ?? [text];
  if (parts.length > 3) return [text];
  const read = parts.map((part) => triage(part, facts));
  if (read.some((one) => one.emergency) || triage(text, facts).emergency) return [text];
  for (const [index, one] of read.entries()) {
    for (const other of read.slice(index + 1)) if (!areApart(one, other)) return [text];
  }
  return parts;
}
