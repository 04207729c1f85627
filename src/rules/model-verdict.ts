import type { ComplaintClass, MessageKind } from "./case-record.js";
import { plainText } from "./chinese-text.js";
import type { ResponsibleDepartment } from "./departments.js";
import { dangerOf, readDanger } from "./triage/danger.js";
import { SURE_ENOUGH, type TriageResult } from "./triage/triage-result.js";

/** Longer texts, in characters, get a summary line. */
export const LONG_CHARACTERS = 120;

/** What a model read in a message; a proposal. */
export interface ModelReading {
  readonly kind: MessageKind;
  /** Complaints only. */
  readonly severity: ComplaintClass | null;
  readonly emergency: boolean;
  readonly department: ResponsibleDepartment | null;
  /** False = the model says it may as well be otherwise. */
  readonly sure: boolean;
  /** The text tries to tell its reader what to answer. */
  readonly ordersReader: boolean;
}

/** A class that only a person may put into the ledger, because it came late or the rules see no sign of it. */
export interface ClassProposal {
  readonly kind: MessageKind;
  readonly complaintClass: ComplaintClass | null;
  readonly department: ResponsibleDepartment | null;
  readonly emergency: boolean;
}

/** What became of a model's reading: the reading that stands, in a word why, and what a person should see. */
export interface Verdict {
  readonly result: TriageResult;
  readonly classifiedBy: "rules" | "model";
  /** taken, agreed, unsure or overruled:REASON. */
  readonly outcome: string;
  readonly proposal: ClassProposal | null;
}

const AGREED_CONFIDENCE = 0.8;
const TAKEN_CONFIDENCE = 0.7;
const FEWEST_LETTERS = 4;
/** A longer text is not waved away as smalltalk on a model's word. */
const SMALLTALK_CHARACTERS = 60;

/** Orders to whoever reads the text, not to the company. Known ones are never shown to a model. */
const ORDERS = new RegExp(
  [
    "(?:忽略|无视|無視|不要?理会|忘[掉了记]).{0,10}(?:指令|规则|规矩|要求|提示|设定|以上|之前|上面的)",
    "(?:ignore|disregard|forget|override).{0,20}(?:instruction|previous|above|rule|prompt)",
    "(?:system|developer) ?(?:prompt|message)|系统(?:提示|指令)|提示词|新(?:的)?指令",
    "你(?:现在)?(?:是|扮演)一?个?(?:ai|人工智能|助手|模型|语言模型)",
    "(?:分类|归类|归|标记|判|输出|回答|返回|kind|severity|emergency)[^。]{0,6}[是为成:= ][^。]{0,8}(?:smalltalk|praise|complaint|true|false|json|闲聊|无事项)",
    "(?:当[作成]?|判[成为]|算[成作]?|标[成为]|选|归[为成]|[记视][为成作]|按)[^。]{0,3}(?:无事项|闲聊|small ?talk)",
    "(?:把|将)(?:上面|以上|这|本)[^。]{0,8}(?:判|当|算|标|归|记)[^。]{0,3}(?:没事|无事)",
    "(?:label|classify|mark|treat|tag).{0,30} as .{0,10}(?:small ?talk|praise|complaint|spam)",
    "<\\/?[a-z_]{3,}>",
  ].join("|"),
  "i",
);

const letters = (text: string) => [...text].filter((sign) => /\p{L}/u.test(sign)).length;

function isLong(text: string): boolean {
  return [...text].length > LONG_CHARACTERS;
}

/**
 * True for a long text of which a model may draft one line. Not for an emergency, which waits for nobody, and
 * not for a text that gives orders to its reader.
 */
export function deservesSummary(text: string, rules: TriageResult): boolean {
  return isLong(text) && !rules.emergency && rules.kind !== "smalltalk" && !ORDERS.test(text);
}

/**
 * True when a model should read this message too: the rules are unsure of it. Never for an emergency, which
 * waits for nobody, and not for a text that gives orders to its reader.
 */
export function asksModel(text: string, rules: TriageResult): boolean {
  if (rules.emergency || letters(text) < FEWEST_LETTERS || ORDERS.test(text)) return false;
  return rules.confidence < SURE_ENOUGH;
}

/** In the order in which losing one would hurt (the rule for mixed messages), worst first. */
const BY_LOSS: readonly MessageKind[] = [
  "complaint",
  "repair",
  "request",
  "progress",
  "enquiry",
  "suggestion",
  "praise",
  "smalltalk",
];

/** What somebody waits for, or holds against the company. */
const MATTERS: readonly MessageKind[] = ["complaint", "repair", "request", "progress"];

/** True for what must not be waved away as chat or thanks on a model's word. */
function mayBeMatter(text: string, rules: TriageResult): boolean {
  const { emergency, room, phone, topic, kind } = rules;
  return (
    emergency ||
    room !== null ||
    phone !== null ||
    topic !== null ||
    MATTERS.includes(kind) ||
    dangerIn(text).signs.length > 0
  );
}

/** Why the model's kind does not count, or null when it does. */
function objection(text: string, rules: TriageResult, model: ModelReading): string | null {
  if (model.ordersReader) return "orders";
  const worse = BY_LOSS.indexOf(model.kind) < BY_LOSS.indexOf(rules.kind);
  if (rules.confidence >= SURE_ENOUGH && model.kind !== rules.kind && !worse) return "rules_sure";
  // Smalltalk leaves no record, and praise one that nobody works on.
  if ((model.kind !== "smalltalk" && model.kind !== "praise") || rules.kind === model.kind) return null;
  if (mayBeMatter(text, rules)) return "matter_lost";
  return model.kind === "smalltalk" && [...text].length > SMALLTALK_CHARACTERS ? "matter_lost" : null;
}

function dangerIn(text: string) {
  const reading = readDanger(plainText(text).toLowerCase());
  return { ...reading, signs: reading.signs.filter((sign) => sign.strong) };
}

function departmentFor(model: ModelReading, rules: TriageResult): ResponsibleDepartment | null {
  if (model.kind === "smalltalk") return null;
  if (model.kind === "praise" || model.kind === "suggestion") return "customerService";
  return model.department ?? rules.department ?? "customerService";
}

function classFor(model: ModelReading, rules: TriageResult): ComplaintClass | null {
  if (model.kind !== "complaint") return null;
  // Major is lowered by the manager alone (CMP-06).
  return rules.complaintClass === "major" ? "major" : (model.severity ?? rules.complaintClass ?? "minor");
}

/**
 * Decides what counts of a model's reading. The rules overrule it on danger (an emergency they see stays
 * one), where they are sure, where a matter would be lost as smalltalk, and where the text gave it orders.
 * An emergency only the model sees counts when the text holds a sign of danger; otherwise a person is asked.
 * Facts (room, phone, name, time) are always the rules' own.
 */
export function disposeOfReading(text: string, rules: TriageResult, model: ModelReading): Verdict {
  const standing = { result: rules, classifiedBy: "rules", proposal: null } as const;
  const against = objection(text, rules, model);
  if (against) return { ...standing, outcome: `overruled:${against}` };
  const reading = dangerIn(text);
  const claims = model.emergency && !rules.emergency && model.kind !== "smalltalk" && model.kind !== "praise";
  const asksPerson = claims && reading.signs.length === 0;
  const proposed: ClassProposal = {
    kind: model.kind,
    complaintClass: classFor(model, rules),
    department: departmentFor(model, rules),
    emergency: rules.emergency || claims,
  };
  const proposal = asksPerson ? proposed : null;
  // Unsure about an emergency still counts: a false alarm costs a look.
  const isEmergency = rules.emergency || (claims && !asksPerson);
  if (!model.sure && !(isEmergency && !rules.emergency)) return { ...standing, proposal, outcome: "unsure" };
  const agreed = model.kind === rules.kind;
  return {
    result: {
      ...rules,
      kind: model.kind,
      complaintClass: proposed.complaintClass,
      department: proposed.department,
      emergency: isEmergency,
      danger: isEmergency ? (rules.danger ?? dangerOf(reading)) : null,
      topic: model.kind === "smalltalk" ? null : rules.topic,
      confidence: Math.max(rules.confidence, agreed ? AGREED_CONFIDENCE : TAKEN_CONFIDENCE),
      rule: `model:${model.kind}<${rules.rule}`,
    },
    classifiedBy: "model",
    outcome: agreed ? "agreed" : "taken",
    proposal,
  };
}

/**
 * What a reading that came after the first answer says, for a person to decide: compared with the record when
 * it is told, because what the rules were unsure of was filed as unclear. Null when it does not count.
 */
export function lateProposal(verdict: Verdict): ClassProposal | null {
  if (verdict.proposal) return verdict.proposal;
  const { kind, complaintClass, department, emergency } = verdict.result;
  if (verdict.classifiedBy === "rules" || kind === "smalltalk") return null;
  return { kind, complaintClass, department, emergency };
}
