import { triage } from "./triage/triage.js";
import type { TriageFacts, TriageResult } from "./triage/triage-result.js";

const SEPARATORS =
  /(?:[。；;!！\n]|[,，])\s*(?:另外|还有(?:一?件事|个事|就是|一?个问题)?|第[二三四]|其次|再(?:就是|有一?件?事?)|顺便(?:说一下|问一下|问问|问)?|对了|[2-4][.、)）])[,，:： ]*|(?:\n|[。；;] ?)(?=[1-4][.、)）])|\s+[2-4][.、)）]\s*/;
const LIST_HEAD = /^\s*(?:1[.、)）]|第一[个件,，:：]?|一是|首先)[,，:： ]*/;

/** Departments and topics apart, and both plainly matters: otherwise it is one matter told at length. */
function areApart(one: TriageResult, other: TriageResult): boolean {
  if (one.topic === null || other.topic === null || one.topic === other.topic) return false;
  return [one, other].every(
    (read) => read.kind !== "smalltalk" && read.kind !== "progress" && read.confidence >= 0.5,
  );
}

/**
 * The matters a text names: usually the text itself; two or three when the writer lists them (另外…, 1. … 2. …) and
 * they are about different things. Emergencies are never taken apart.
 */
export function splitMatters(text: string, facts: TriageFacts): readonly string[] {
  const parts = text
    .split(SEPARATORS)
    .map((part) => (part ?? "").replace(LIST_HEAD, "").trim())
    .filter((part) => [...part].length >= 4);
  if (parts.length < 2 || parts.length > 3) return [text];
  const read = parts.map((part) => triage(part, facts));
  if (read.some((one) => one.emergency) || triage(text, facts).emergency) return [text];
  for (const [index, one] of read.entries()) {
    for (const other of read.slice(index + 1)) if (!areApart(one, other)) return [text];
  }
  return parts;
}
