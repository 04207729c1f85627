import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
} from "yaml";

export type YamlPath = readonly PropertyKey[];

/** Something wrong at a line of the file; lines count from 1. */
export interface LineProblem {
  readonly line: number;
  readonly message: string;
}

/** A YAML text as a plain value that still knows its lines. */
export interface YamlLines {
  readonly value: unknown;
  /** Line of the node at the path, or of the nearest node around it when there is none. */
  lineOf(path: YamlPath): number;
}

const VARIABLE = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** Puts the environment in place of every `${NAME}`; returns what is not there. */
function substitute(
  document: Document.Parsed,
  lookup: (name: string) => string | undefined,
): { offset: number; name: string }[] {
  const missing: { offset: number; name: string }[] = [];
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value !== "string") return;
      node.value = node.value.replace(VARIABLE, (_written, name: string) => {
        const value = lookup(name)?.trim();
        if (!value) missing.push({ offset: node.range?.[0] ?? 0, name });
        return value || `unset-${name}`;
      });
    },
  });
  return missing;
}

/** The pair or item one step down, as the node to point at and the node to go on from. */
function stepInto(
  node: Node | null,
  step: PropertyKey,
  document: Document,
): { mark: Node; next: Node | null } | null {
  const holder = isAlias(node) ? (node.resolve(document) ?? null) : node;
  if (isMap(holder)) {
    const pair = holder.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
    if (!pair || !isNode(pair.key)) return null;
    return { mark: pair.key, next: isNode(pair.value) ? pair.value : null };
  }
  if (isSeq(holder)) {
    const item = holder.items[Number(step)];
    return isNode(item) ? { mark: item, next: item } : null;
  }
  return null;
}

function nodeAt(document: Document.Parsed, path: YamlPath): Node | null {
  let mark: Node | null = document.contents;
  let node: Node | null = document.contents;
  for (const step of path) {
    const found = stepInto(node, step, document);
    if (!found) break;
    mark = found.mark;
    node = found.next;
  }
  return mark;
}

/** The value, or undefined when an alias leads nowhere or the aliases multiply beyond reason. */
function plainValue(document: Document.Parsed, problems: LineProblem[]): unknown {
  try {
    return document.toJS();
  } catch (error) {
    problems.push({ line: 1, message: `not valid YAML: ${(error as Error).message}` });
    return undefined;
  }
}

/**
 * Reads one YAML document, with `${NAME}` replaced in its texts. Problems are those of the YAML itself and of
 * variables that are not set; a value read from a variable is never part of a message.
 */
export function readYaml(
  text: string,
  lookup: (name: string) => string | undefined,
): { yaml: YamlLines; problems: LineProblem[] } {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter,
    prettyErrors: false,
    merge: true,
    logLevel: "silent",
  });
  const lineAt = (offset: number) => lineCounter.linePos(offset).line;
  const problems = document.errors.map((error) => ({
    line: lineAt(error.pos[0]),
    message: `not valid YAML: ${error.message}`,
  }));
  const missing = substitute(document, lookup).map(({ offset, name }) => ({
    line: lineAt(offset),
    message: `\${${name}} is not set: the environment or .env must give ${name}`,
  }));
  const value = problems.length > 0 ? undefined : plainValue(document, problems);
  const lineOf = (path: YamlPath) => lineAt(nodeAt(document, path)?.range?.[0] ?? 0) || 1;
  return { yaml: { value, lineOf }, problems: [...problems, ...missing] };
}
