import { mainTopicIn } from "./topic.js";

/** Words with which a writer goes on to the next matter; 第二天 or 第三次 do not. */
const NEXT =
  /(?:^|[ ,。;!?])(?=另外|还有|顺便|以及|再就是|还想|第[一二三][、,: ]|[1-5][.、):]|一是|二是|三是|首先|其次)/;
/** Shorter pieces are no matters. */
const LEAST_CHARACTERS = 5;

/** The matters of a plain text, told apart by the writer's own words for it; one when it names one. */
export function splitMatters(plain: string): string[] {
  const parts = plain.split(NEXT).filter((part) => [...part].length >= LEAST_CHARACTERS);
  return parts.length > 1 ? parts : [plain];
}

const PAUSE = /[,，。;；!！?？ ]+/;
/** Longer ones tell a story, of which no part can be read alone. */
const LONGEST_BREATH = 30;
/** 值班电话多少, 找谁: somebody wants help, not knowledge. */
const CALLS_FOR_HELP =
  /电话|号码|找谁(?!赔)|联系谁|打哪|打什么|怎么办|咋办|咋整|谁管|谁来|有人(?:来|吗|管|在)|多久.{0,3}到|什么时候.{0,3}[来到]/;

/**
 * The two clauses of a short question behind, or before, something else (漏水，物业费怎么交 · 水管爆了，值班电话多少), or
 * null: as a whole it reads as the question, and what has happened would be lost.
 */
export function matterAndQuestion(plain: string): readonly [string, string] | null {
  if (plain.length > LONGEST_BREATH) return null;
  const [one, other, more] = plain.split(PAUSE).filter(Boolean);
  if (one === undefined || other === undefined || more !== undefined) return null;
  const [topic, otherTopic] = [mainTopicIn(one), mainTopicIn(other)];
  const areTwo = topic !== null && otherTopic !== null && topic !== otherTopic;
  return areTwo || CALLS_FOR_HELP.test(one) !== CALLS_FOR_HELP.test(other) ? [one, other] : null;
}
