import { posix } from "node:path";
import { scanSource } from "./source-scan.js";

/** A file of the project: its path from the root with forward slashes, and what it says. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Floors from the ground up; a file imports from its own floor or below. */
const FLOORS = ["rules", "desk", "edges", "wiring", "simulator", "main"] as const;
type Floor = (typeof FLOORS)[number];

function floorOf(path: string): Floor {
  if (path.endsWith("/main.ts")) return "main";
  if (path.startsWith("src/rules/")) return "rules";
  if (path.startsWith("src/desk/")) return "desk";
  if (path.startsWith("src/edges/")) return "edges";
  if (path.startsWith("src/simulator/")) return "simulator";
  return "wiring";
}

const isStandIn = (path: string) => path.startsWith("src/simulator/wecom/");

/** What one import of a file breaks, or null. */
function importProblem(path: string, specifier: string): string | null {
  const floor = floorOf(path);
  if (!specifier.startsWith(".")) {
    if (floor !== "rules" && floor !== "desk") return null;
    return `${floor} imports ${specifier}: only rules${floor === "desk" ? " and desk" : ""} may be imported there`;
  }
  const target = posix.join(posix.dirname(path), specifier);
  if (isStandIn(path) && !isStandIn(target)) {
    return `the stand-in imports ${target}: it must know nothing of what it tests`;
  }
  const targetFloor = floorOf(target.replace(/\.js$/, ".ts"));
  return FLOORS.indexOf(targetFloor) > FLOORS.indexOf(floor)
    ? `${floor} imports upward from ${target}`
    : null;
}

const CLOCK =
  /\bnew\s+Date\s*(?:\(\s*\)|(?!\s*\())|(?<!new\s)\bDate\s*\(\s*\)|\bDate\.now\b|\bperformance\.|\bhrtime\b/;
const DRAWER = /(?:^|\/)(?:utils?|helpers?|common|misc|libs?|types)(?:\.[cm]?[jt]s$|\/)/;
const SILENCED = /@ts-ignore|@ts-nocheck|@ts-expect-error|biome-ignore|eslint-disable/;
const HOLLOW = /\b(?:test|it|describe)(?:\.\w+)*\.(?:skip|only|todo|fails)\b/;
const MOST_LINES = 250;

/** What the words of a source break, whatever it imports. */
function wordProblems({ path, text }: SourceFile): string[] {
  const { code, comments } = scanSource(text);
  const floor = path.startsWith("src/") ? floorOf(path) : null;
  const mayReadEnvironment = floor === null || path === "src/config.ts" || path.startsWith("src/launch/");
  const found: [boolean, string][] = [
    [DRAWER.test(path), "is a drawer: give each thing in it a room of its own"],
    [/(?:^|\/)index\.ts$/.test(path), "is a barrel"],
    [/\bexport\s*\*/.test(code), "re-exports everything of another file"],
    [floor !== null && /\bexport\s+default\b/.test(code), "has a default export"],
    [text.split("\n").length - 1 > MOST_LINES, `has more than ${MOST_LINES} lines`],
    [(floor === "rules" || floor === "desk") && CLOCK.test(code), "reads the clock: now is an argument"],
    [floor === "rules" && /\bMath\.random\b/.test(code), "rolls dice: rules are pure"],
    [!mayReadEnvironment && /\bprocess\s*\.\s*env\b|\bprocess\s*\[/.test(code), "reads process.env"],
    [SILENCED.test(comments), "silences a check"],
    [/\bas\s+any\b/.test(code), "says `as any`"],
    [HOLLOW.test(code), "has a test that is left out or singled out"],
  ];
  return found.filter(([broken]) => broken).map(([, message]) => `${path} ${message}`);
}

/** Everything the files break of the house rules that neither the compiler nor the linter sees. */
export function houseProblems(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) => {
    const imports = file.path.startsWith("src/") ? scanSource(file.text).imports : [];
    const broken = imports
      .map((specifier) => importProblem(file.path, specifier))
      .filter((problem) => problem !== null)
      .map((problem) => `${file.path}: ${problem}`);
    return [...broken, ...wordProblems(file)];
  });
}
