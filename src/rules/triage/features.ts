import { NGRAM } from "./classifier.js";
import { CUES } from "./cues.js";
import { allDangerSigns, type DangerSign } from "./danger.js";
import { standardWords } from "./dialects.js";
import { ASKING } from "./lexicon/asking.js";
import { CHATTER } from "./lexicon/chatter.js";
import { DANGER_WORDS } from "./lexicon/dangers.js";
import { DEALINGS } from "./lexicon/dealings.js";
import { DEFECTS } from "./lexicon/defects.js";
import { EVERYDAY } from "./lexicon/everyday.js";
import { FEELINGS } from "./lexicon/feelings.js";
import { GROUPS } from "./lexicon/groups.js";
import { POLARITY } from "./lexicon/polarity.js";
import { THINGS } from "./lexicon/things.js";
import { createWordScanner, type FoundWord } from "./word-scan.js";

/** A message as the rules see it. */
export interface ReadMessage {
  /** Plain, lower case, phone and room blanked, digits as `#`. */
  readonly text: string;
  readonly words: readonly FoundWord[];
  /** Word classes and cues seen. */
  readonly classes: ReadonlySet<string>;
  readonly signs: readonly DangerSign[];
  readonly hasRoom: boolean;
  readonly hasPhone: boolean;
}

const scanner = createWordScanner([
  THINGS,
  DEFECTS,
  ASKING,
  FEELINGS,
  DEALINGS,
  CHATTER,
  POLARITY,
  EVERYDAY,
  DANGER_WORDS,
]);
const GROUPS_OF = new Map<string, string[]>();
for (const [group, names] of Object.entries(GROUPS)) {
  for (const name of names.split(" ")) GROUPS_OF.set(name, [...(GROUPS_OF.get(name) ?? []), group]);
}
const CUE_LIST = Object.entries(CUES);
const LATIN = /[a-z]{2,}/g;
const LENGTHS = [3, 7, 14, 25, 45, 80];

/** Reads words, classes and cues out of a plain text. */
export function readMessage(plain: string, found: { room: boolean; phone: boolean }): ReadMessage {
  const lower = standardWords(plain.toLowerCase());
  const words = scanner.scan(lower);
  const classes = new Set<string>();
  for (const word of words) for (const name of word.classes) classes.add(name);
  for (const [name, cue] of CUE_LIST) if (cue.test(lower)) classes.add(name);
  const signs = allDangerSigns(lower);
  const text = skeletonOf(lower);
  return { text, words, classes, signs, hasRoom: found.room, hasPhone: found.phone };
}

const COUNTED =
  /(?:(?<!\d)\d{1,6}|[一二两三四五六七八九十几百]{1,3})(?=个?(?:次|遍|回|趟|天|年|月|周|星期|礼拜|小时|钟头|分钟|点|号|块|元|千|万|层|楼|栋|幢|单元|户|家|辆|条|张|把|盏|只|根|棵|位))/g;
const PAUSES = /[ ,，。;；、:：~…()（）"“”「」-]+/g;

/** What the classifier sees of the wording: numbers as `#`, every pause as one space. */
function skeletonOf(text: string): string {
  return text.replace(COUNTED, "#").replace(/\d+/g, "#").replace(PAUSES, " ").trim();
}

/** A message between its bounds, so that how it begins and ends can be a feature. */
export function boundedText(message: ReadMessage): string {
  return `^${message.text}$`;
}

/** Names of everything the classifier weighs in a message, each once: n-grams and named features. */
export function featuresOf(message: ReadMessage): Set<string> {
  const features = new Set(namedFeatures(message));
  const bounded = boundedText(message);
  for (let start = 0; start < bounded.length; start += 1) {
    const most = Math.min(NGRAM, bounded.length - start);
    for (let length = 1; length <= most; length += 1) features.add(bounded.slice(start, start + length));
  }
  return features;
}

/** Word classes, their order, cues, long words, signs of danger, length: everything with a name. */
export function namedFeatures(message: ReadMessage): Set<string> {
  const features = new Set<string>();
  for (const word of message.text.match(LATIN) ?? []) features.add(`=${word}`);
  for (const name of message.classes) {
    features.add(`@${name}`);
    for (const group of GROUPS_OF.get(name) ?? []) features.add(`@${group}*`);
  }
  addSequence(features, message);
  for (const word of message.words) if (word.word.length > NGRAM) features.add(`=${word.word}`);
  features.add(`@len${LENGTHS.filter((limit) => message.text.length > limit).length}`);
  for (const feature of signFeatures(message.signs)) features.add(feature);
  if (message.hasRoom) features.add("@room");
  if (message.hasPhone) features.add("@phone");
  return features;
}

/** Order of word classes: 灯 before 坏 reads differently from 坏 before 道歉. */
function addSequence(features: Set<string>, message: ReadMessage): void {
  let before = "^";
  for (const name of sequenceOf(message)) {
    features.add(`${before}>${name}`);
    before = name;
  }
  features.add(`${before}>$`);
}

function sequenceOf(message: ReadMessage): string[] {
  const sequence: string[] = [];
  let end = -1;
  let longest: FoundWord | null = null;
  for (const word of message.words) {
    if (word.start < end) continue;
    if (longest && word.start !== longest.start) {
      end = longest.start + longest.word.length;
      sequence.push(longest.classes[0] ?? "");
      longest = null;
      if (word.start < end) continue;
    }
    if (!longest || word.word.length > longest.word.length) longest = word;
  }
  if (longest) sequence.push(longest.classes[0] ?? "");
  return sequence;
}

/** Signs of danger by name, and how many strong ones hold. */
function signFeatures(signs: readonly DangerSign[]): string[] {
  const features = signs.map(
    ({ danger, strong, real }) => `${real ? "!" : "!not "}${strong ? "" : "maybe "}${danger}`,
  );
  const holding = new Set(signs.filter(({ strong, real }) => strong && real).map(({ danger }) => danger));
  if (holding.size > 0) features.push("!any");
  if (holding.size > 1) features.push("!many");
  if (signs.some(({ strong, real }) => strong && !real)) features.push("!unreal");
  return features;
}

const THING_CLASSES = [...Object.keys(THINGS), "ours"];

/**
 * What more the department depends on once the kind is known: a broken gate is mended by one, a rude gate
 * keeper answered for by another.
 */
export function departmentFeatures(message: ReadMessage, kind: string): string[] {
  const own = THING_CLASSES.filter((name) => message.classes.has(name)).map((name) => `@${name}&${kind}`);
  return [`@kind:${kind}`, ...own];
}

/** Longest piece of a cue that is shown. */
const EVIDENCE_LENGTH = 8;

/** The words of the message behind a feature, for people: 没人管 for its word class, the wording of a cue. */
export function evidenceOf(message: ReadMessage, feature: string): string {
  const name = feature.replace(/^[@=!]/, "").replace(/\*$/, "");
  if (!feature.startsWith("@")) return name;
  const members = feature.endsWith("*") ? (GROUPS as Record<string, string>)[name]?.split(" ") : [name];
  const words = message.words.filter((word) => word.classes.some((own) => members?.includes(own)));
  const longest = words.reduce((best, { word }) => (word.length > best.length ? word : best), "");
  const cue = members?.map((member) => CUES[member]?.exec(message.text)?.[0]).find(Boolean);
  return (longest || cue || name).slice(0, EVIDENCE_LENGTH);
}
