import { z } from "zod";
import { nearestWord } from "../rules/nearest-word.js";
import type { LineProblem, YamlLines, YamlPath } from "./yaml-lines.js";

/** An object that knows no keys but these; its message about others carries the list for `describe`. */
function object<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  const known = Object.keys(shape).join(" ");
  return z.strictObject(shape, {
    error: (issue) => (issue.code === "unrecognized_keys" ? known : undefined),
  });
}

const word = z.string().trim().min(1);
const words = z
  .array(word)
  .nullish()
  .transform((list) => list ?? []);

const GROUP = object({ name: word, chatId: word.nullish(), webhookKey: word.nullish() });
const DEPARTMENT = object({ name: word.nullish(), head: word.nullish(), group: word.nullish() });
const STAFF_MEMBER = object({
  userid: word,
  name: word,
  roles: z.array(word).min(1),
  department: word.nullish(),
});
const DIGESTS = object({
  daily: word.nullish(),
  weekly: word.nullish(),
  monthly: word.nullish(),
  to: words,
  group: word.nullish(),
});
const SETTING = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]);

const ESTATE = object({
  id: word,
  name: word,
  timezone: word.nullish(),
  kfAccounts: words,
  hours: object({ desk: word.nullish(), quiet: word.nullish() }).nullish(),
  groups: z.record(z.string(), GROUP).nullish(),
  departments: z.record(z.string(), DEPARTMENT).nullish(),
  staff: z.array(STAFF_MEMBER).min(1),
  digests: DIGESTS.nullish(),
  settings: z.record(z.string(), SETTING).nullish(),
  buildings: words,
  knowledge: word.nullish(),
});
const ESTATE_FILE = object({ estates: z.array(ESTATE).min(1) });

/** One estate as the file writes it: of the right form, not yet checked for sense. */
export type WrittenEstate = z.output<typeof ESTATE>;

function valueAt(value: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>(
    (holder, step) => (holder as Record<PropertyKey, unknown> | undefined)?.[step],
    value,
  );
}

const EXPECTED: Readonly<Record<string, string>> = {
  string: "text",
  array: "a list",
  object: "a block of keys",
  record: "a block of keys",
};

/** The issue in words that say what would be right. */
function describe(issue: z.core.$ZodIssue, yaml: YamlLines): LineProblem[] {
  if (issue.code === "unrecognized_keys") {
    const known = issue.message.split(" ");
    return issue.keys.map((key) => {
      const meant = nearestWord(key, known);
      const advice = meant ? `did you mean ${meant}?` : `known here: ${known.join(", ")}`;
      return { line: yaml.lineOf([...issue.path, key]), message: `unknown key ${key}; ${advice}` };
    });
  }
  const line = yaml.lineOf(issue.path);
  const name = issue.path.findLast((step) => typeof step === "string") ?? "the file";
  const found = valueAt(yaml.value, issue.path);
  if (found === undefined || found === null) return [{ line, message: `${String(name)} is missing` }];
  if (issue.code === "too_small") return [{ line, message: `${String(name)} must not be empty` }];
  const expected = issue.code === "invalid_type" ? EXPECTED[issue.expected] : undefined;
  const quotes = expected === "text" && typeof found !== "object" ? ": write it in quotes" : "";
  return [{ line, message: `${String(name)} must be ${expected ?? "a number, a word or a list"}${quotes}` }];
}

function withoutUnknownKeys(value: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  const copy = structuredClone(value);
  for (const issue of issues) {
    if (issue.code !== "unrecognized_keys") continue;
    const holder = valueAt(copy, issue.path) as Record<string, unknown>;
    for (const key of issue.keys) delete holder[key];
  }
  return copy;
}

/**
 * The estates of the file as far as their form allows, and what is wrong with the form. Unknown keys alone do
 * not hide the rest, so that one look shows every problem.
 */
export function readForm(yaml: YamlLines): { estates: readonly WrittenEstate[]; problems: LineProblem[] } {
  const first = ESTATE_FILE.safeParse(yaml.value);
  if (first.success) return { estates: first.data.estates, problems: [] };
  const problems = first.error.issues.flatMap((issue) => describe(issue, yaml));
  const second = ESTATE_FILE.safeParse(withoutUnknownKeys(yaml.value, first.error.issues));
  return { estates: second.success ? second.data.estates : [], problems };
}
