import { type Feature, featureNamed, NGRAM } from "./classifier.js";
import { CUES } from "./cues.js";
import { type DangerSign, readDanger } from "./danger.js";
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
import type { Danger } from "./triage-result.js";
import { createWordScanner, type FoundWord } from "./word-scan.js";

/** A message as the rules see it. */
export interface ReadMessage {
  /** Plain, lower case, phone and room blanked, digits as `#`. */
  readonly text: string;
  readonly words: readonly FoundWord[];
  /** Word classes and cues seen. */
  readonly classes: ReadonlySet<string>;
  readonly signs: readonly DangerSign[];
  /** The danger it names so plainly that nothing weighs against it. */
  readonly plain: Danger | null;
  readonly hasRoom: boolean;
  readonly hasPhone: boolean;
}

const LEXICON = [
  THINGS,
  DEFECTS,
  ASKING,
  FEELINGS,
  DEALINGS,
  CHATTER,
  POLARITY,
  EVERYDAY,
  DANGER_WORDS,
] as const;
const scanner = createWordScanner(LEXICON);
const CLASS_NAMES = LEXICON.flatMap((table) => Object.keys(table));
/** Features of each word class and cue: its own and those of its groups. */
const FEATURES_OF = new Map<string, Feature[]>();
for (const name of [...CLASS_NAMES, ...Object.keys(CUES)]) FEATURES_OF.set(name, [featureNamed(`@${name}`)]);
for (const [group, names] of Object.entries(GROUPS)) {
  const own = featureNamed(`@${group}*`);
  for (const name of names.split(" ")) FEATURES_OF.get(name)?.push(own);
}
const CUE_LIST = Object.entries(CUES);
const LATIN = /[a-z]{2,}/g;
const LENGTHS = [3, 7, 14, 25, 45, 80].map((most, at) => ({ most, feature: featureNamed(`@len${at}`) }));
const LONGEST = featureNamed(`@len${LENGTHS.length}`);
const HAS_ROOM = featureNamed("@room");
const HAS_PHONE = featureNamed("@phone");

/** Reads words, classes and cues out of a plain text. */
export function readMessage(written: string, found: { room: boolean; phone: boolean }): ReadMessage {
  const lower = standardWords(written.toLowerCase());
  const words = scanner.scan(lower);
  const classes = new Set<string>();
  for (const word of words) for (const name of word.classes) classes.add(name);
  for (const [name, cue] of CUE_LIST) if (cue.test(lower)) classes.add(name);
  const { signs, plain } = readDanger(lower);
  const text = skeletonOf(lower);
  return { text, words, classes, signs, plain, hasRoom: found.room, hasPhone: found.phone };
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
  const features = new Set(namedFeatures(message).map(({ name }) => name));
  const bounded = boundedText(message);
  for (let start = 0; start < bounded.length; start += 1) {
    const most = Math.min(NGRAM, bounded.length - start);
    for (let length = 1; length <= most; length += 1) features.add(bounded.slice(start, start + length));
  }
  return features;
}

/** Word classes, their order, cues, long words, signs of danger, length: everything with a name; some come twice. */
export function namedFeatures(message: ReadMessage): Feature[] {
  const features: Feature[] = [];
  for (const word of message.text.match(LATIN) ?? []) features.push(featureNamed(`=${word}`));
  for (const name of message.classes) {
    for (const feature of FEATURES_OF.get(name) ?? []) features.push(feature);
  }
  addSequence(features, message);
  for (const { word } of message.words) if (word.length > NGRAM) features.push(longWord(word));
  for (const feature of signFeatures(message.signs)) features.push(feature);
  features.push(lengthFeature(message.text.length));
  if (message.hasRoom) features.push(HAS_ROOM);
  if (message.hasPhone) features.push(HAS_PHONE);
  return features;
}

function lengthFeature(length: number): Feature {
  return LENGTHS.find(({ most }) => length <= most)?.feature ?? LONGEST;
}

/** Makes each thing once per name, when it is first wanted; only for names of which there are not endlessly many. */
function once<Made>(make: (name: string) => Made): (name: string) => Made {
  const made = new Map<string, Made>();
  return (name) => {
    const known = made.get(name);
    if (known !== undefined) return known;
    const fresh = make(name);
    made.set(name, fresh);
    return fresh;
  };
}

const longWord = once((word) => featureNamed(`=${word}`));
const pairAfter = once((before) => once((name) => featureNamed(`${before}>${name}`)));

/** Order of word classes: 灯 before 坏 reads differently from 坏 before 道歉. */
function addSequence(features: Feature[], message: ReadMessage): void {
  let before = "^";
  for (const name of [...sequenceOf(message), "$"]) {
    features.push(pairAfter(before)(name));
    before = name;
  }
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

const clearSign = once((danger) => featureNamed(`!${danger}`));
const faintSign = once((danger) => featureNamed(`!maybe ${danger}`));
const clearUnreal = once((danger) => featureNamed(`!not ${danger}`));
const faintUnreal = once((danger) => featureNamed(`!not maybe ${danger}`));
const ANY_SIGN = featureNamed("!any");
const MANY_SIGNS = featureNamed("!many");
const UNREAL_SIGN = featureNamed("!unreal");

/** Signs of danger by name, and how many strong ones hold. */
function signFeatures(signs: readonly DangerSign[]): Feature[] {
  const features: Feature[] = [];
  const holding = new Set<string>();
  for (const { danger, strong, real } of signs) {
    if (real) features.push(strong ? clearSign(danger) : faintSign(danger));
    else features.push(strong ? clearUnreal(danger) : faintUnreal(danger));
    if (strong && real) holding.add(danger);
    if (strong && !real) features.push(UNREAL_SIGN);
  }
  if (holding.size > 0) features.push(ANY_SIGN);
  if (holding.size > 1) features.push(MANY_SIGNS);
  return features;
}

const THING_CLASSES = new Set([...Object.keys(THINGS), "ours"]);
const ofKind = once((kind) => featureNamed(`@kind:${kind}`));
const thingsOfKind = once((kind) => once((thing) => featureNamed(`@${thing}&${kind}`)));

/**
 * What more the department depends on once the kind is known: a broken gate is mended by one, a rude gate
 * keeper answered for by another.
 */
export function departmentFeatures(message: ReadMessage, kind: string): Feature[] {
  const features = [ofKind(kind)];
  const thingOf = thingsOfKind(kind);
  for (const name of message.classes) if (THING_CLASSES.has(name)) features.push(thingOf(name));
  return features;
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
