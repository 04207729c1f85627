/** What a source says, told apart: code without the insides of strings, comments alone, modules it imports. */
export interface ScannedSource {
  readonly code: string;
  readonly comments: string;
  readonly imports: readonly string[];
}

/** After these a slash begins a regular expression, not a division. */
const BEFORE_REGEX = /(?:^|[(,=:[!&|?{};+\-*%<>~^]|\b(?:return|typeof|case|in|of|do|else|yield|await))\s*$/;
const IMPORT = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*(["'])(.*?)\1/g;

type Part = "code" | "comment" | "string";

/** End of the string, comment or regular expression that begins at `at`; `at` itself when none does. */
function endOfPart(text: string, at: number): { end: number; part: Part } {
  const rest = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    return found ? found.index + found[0].length : text.length;
  };
  const two = text.slice(at, at + 2);
  if (two === "//") return { end: rest(/[^\n]*/y), part: "comment" };
  if (two === "/*") return { end: rest(/[\s\S]*?\*\//y), part: "comment" };
  if (text[at] === '"') return { end: rest(/"(?:[^"\\\n]|\\[\s\S])*"?/y), part: "string" };
  if (text[at] === "'") return { end: rest(/'(?:[^'\\\n]|\\[\s\S])*'?/y), part: "string" };
  if (text[at] === "/" && BEFORE_REGEX.test(text.slice(Math.max(0, at - 40), at))) {
    return { end: rest(/\/(?:[^/\\\n[]|\\.|\[(?:[^\]\\\n]|\\.)*\])*\/?[a-z]*/y), part: "string" };
  }
  return { end: at, part: "code" };
}

/** Text of a template up to its end or its next `${`. */
function endOfTemplateText(text: string, at: number): number {
  const pattern = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{)?/y;
  pattern.lastIndex = at;
  return at + (pattern.exec(text)?.[0].length ?? 0);
}

const blank = (text: string) => text.replace(/[^\n]/g, " ");

/** Cuts a source into pieces; templates are code where they hold code. */
function* piecesOf(text: string): Generator<{ part: Part; piece: string }> {
  /** Braces open in each `${` we are inside of. */
  const depths: number[] = [];
  let at = 0;
  while (at < text.length) {
    const begin = at;
    const { end, part } = endOfPart(text, at);
    if (end > at) {
      at = end;
      yield { part, piece: text.slice(begin, at) };
      continue;
    }
    const character = text[at];
    const closesTemplateCode = character === "}" && depths.at(-1) === 0;
    if (closesTemplateCode) depths.pop();
    if (character === "`" || closesTemplateCode) {
      at = endOfTemplateText(text, at + 1);
      if (text.slice(begin, at).endsWith("${")) depths.push(0);
      yield { part: "string", piece: text.slice(begin, at) };
      continue;
    }
    const last = depths.length - 1;
    if (last >= 0 && character === "{") depths[last] = (depths[last] ?? 0) + 1;
    if (last >= 0 && character === "}") depths[last] = (depths[last] ?? 0) - 1;
    at += 1;
    yield { part: "code", piece: text.slice(begin, at) };
  }
}

/** Scans a TypeScript or JavaScript source without compiling it. */
export function scanSource(text: string): ScannedSource {
  let code = "";
  let comments = "";
  let withStrings = "";
  for (const { part, piece } of piecesOf(text)) {
    code += part === "code" ? piece : blank(piece);
    comments += part === "comment" ? piece : blank(piece);
    withStrings += part === "comment" ? blank(piece) : piece;
  }
  const imports = [...withStrings.matchAll(IMPORT)]
    // The word must be code: an example inside a string imports nothing.
    .filter((found) => code.slice(found.index, found.index + 4) === found[0].slice(0, 4))
    .map((found) => found[2] ?? "");
  return { code, comments, imports };
}
