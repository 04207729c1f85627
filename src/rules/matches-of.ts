const NONE: readonly RegExpExecArray[] = [];

/**
 * Every match of a global pattern, in order. Like `matchAll`, but without the copy of the pattern that it makes
 * each time: for what is asked of every message by a dozen patterns the copies cost more than the looking.
 * The pattern must not match the empty text.
 */
export function matchesOf(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  pattern.lastIndex = 0;
  let match = pattern.exec(text);
  if (match === null) return NONE;
  const matches: RegExpExecArray[] = [];
  for (; match !== null; match = pattern.exec(text)) matches.push(match);
  return matches;
}
