import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

/** A prompt, checked: what it asks for is what its caller gives. */
export interface Prompt<Variable extends string> {
  /** Fingerprint of the file, to tell later with which words a question was asked. */
  readonly hash: string;
  render(values: Readonly<Record<Variable, string>>): { readonly system: string; readonly user: string };
}

const FOLDER = new URL("../../../prompts/", import.meta.url);
const FILE = /^---\n(?<head>.*?)\n---\n# Instructions\n(?<system>.*?)\n# Question\n(?<user>.*)$/s;
const VARIABLE = /\{\{(\w+)\}\}/g;
const head = z.strictObject({ variables: z.array(z.string()) });

/** Reads a prompt file of this folder. Throws, naming the file, when it and its caller do not agree. */
export function loadPrompt<Variable extends string>(
  stem: string,
  variables: readonly Variable[],
): Prompt<Variable> {
  return parsePrompt(readFileSync(new URL(`${stem}.md`, FOLDER), "utf8"), { stem, variables });
}

/** The same for a text. */
export function parsePrompt<Variable extends string>(
  content: string,
  expected: { readonly stem: string; readonly variables: readonly Variable[] },
): Prompt<Variable> {
  const file = `prompts/${expected.stem}.md`;
  const parts = FILE.exec(content.replaceAll("\r\n", "\n"))?.groups;
  if (!parts)
    throw new Error(`${file}: wants front matter, "# Instructions" and "# Question", in this order`);
  const front = head.safeParse(parse(parts.head ?? ""));
  if (!front.success)
    throw new Error(`${file}: the front matter wants "variables: [NAME, …]" and nothing else`);
  const used = [...content.matchAll(VARIABLE)].map(([, name]) => name ?? "");
  const declared = front.data.variables;
  const problems = [
    ...missing(used, declared, "is used and not declared"),
    ...missing(declared, used, "is declared and not used"),
    ...missing(declared, expected.variables, "is declared, and the program does not give it"),
    ...missing(expected.variables, declared, "is given by the program and not declared"),
  ];
  if (problems.length > 0) throw new Error(`${file}: ${problems.join("; ")}`);
  const fill = (text: string, values: Readonly<Record<string, string>>) =>
    text.replace(VARIABLE, (_found, name: string) => harmless(values[name] ?? "")).trim();
  return {
    hash: createHash("sha256").update(content).digest("hex").slice(0, 12),
    render: (values) => ({ system: fill(parts.system ?? "", values), user: fill(parts.user ?? "", values) }),
  };
}

/** Keeps a stranger's words between their tags: they can neither open nor close one. */
function harmless(value: string): string {
  return value.replaceAll("<", "＜").replaceAll(">", "＞");
}

function missing(names: readonly string[], from: readonly string[], what: string): string[] {
  return [...new Set(names)].filter((name) => !from.includes(name)).map((name) => `${name} ${what}`);
}
