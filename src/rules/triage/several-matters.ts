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
