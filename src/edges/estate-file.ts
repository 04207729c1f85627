import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { DEPARTMENT_NAMES, DEPARTMENTS, type Department } from "../rules/departments.js";
import type { DepartmentSetup, Estate, StaffGroup, StaffMember } from "../rules/estate.js";
import { readKnowledge } from "../rules/knowledge.js";
import type { Role } from "../rules/roles.js";
import type { RawSetting } from "../rules/setting-kinds.js";
import { checkEstates } from "./estate-checks.js";
import { gapsOfEstate } from "./estate-gaps.js";
import { readForm, type WrittenEstate } from "./estate-schema.js";
import { readSpan, robotKeyOf, SWITCHED_OFF } from "./estate-words.js";
import { readYaml } from "./yaml-lines.js";

/** Keys of group robots by estate and group: secrets, kept apart from the estates. */
export type RobotKeys = Readonly<Record<string, Readonly<Record<string, string>>>>;

export type EstateFileOutcome =
  | {
      readonly kind: "estates";
      readonly estates: readonly Estate[];
      readonly robotKeys: RobotKeys;
      /** Path of the knowledge file by estate, where one is named. */
      readonly knowledge: Readonly<Record<string, string>>;
      /** `file:line: message`; worth telling, no reason to stay down. */
      readonly warnings: readonly string[];
    }
  | { readonly kind: "problems"; readonly problems: readonly string[] };

type Lookup = (name: string) => string | undefined;

const USUAL = {
  timezone: "Asia/Shanghai",
  desk: "08:30-18:00",
  quiet: "22:00-07:30",
  daily: "18:07",
  weekly: "mon 08:53",
  monthly: "1 09:11",
} as const;

function groupsOf(written: WrittenEstate): Record<string, StaffGroup> {
  const groups = Object.entries(written.groups ?? {}).map(([id, group]): [string, StaffGroup] => [
    id,
    { id, name: group.name, chatId: group.chatId ?? null, hasRobot: Boolean(group.webhookKey) },
  ]);
  return Object.fromEntries(groups);
}

/** Group of a department, or that of the desk, or the first there is. */
function groupOf(written: WrittenEstate, id: Department): string {
  const own = written.departments?.[id]?.group ?? written.departments?.customerService?.group;
  return own ?? Object.keys(written.groups ?? {})[0] ?? "";
}

function departmentsOf(written: WrittenEstate): Partial<Record<Department, DepartmentSetup>> {
  const departments: Partial<Record<Department, DepartmentSetup>> = {};
  for (const id of DEPARTMENTS) {
    const department = written.departments?.[id];
    if (!department) continue;
    departments[id] = {
      name: department.name ?? DEPARTMENT_NAMES[id],
      head: department.head ?? null,
      group: groupOf(written, id),
    };
  }
  return departments;
}

function settingsOf(written: WrittenEstate): Record<string, RawSetting> {
  const settings = Object.entries(written.settings ?? {});
  return Object.fromEntries(
    settings.map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
}

function spanOf(written: string) {
  const span = readSpan(written);
  if (!span) throw new Error("a span of hours was not checked before it was used");
  return span;
}

function rhythmOf(written: string | null | undefined, usual: string): string | null {
  return written === SWITCHED_OFF ? null : (written ?? usual);
}

/** The estate as a value. Its words have been checked: roles and departments are known ones. */
function estateOf(written: WrittenEstate): Estate {
  return {
    id: written.id,
    name: written.name,
    timezone: written.timezone ?? USUAL.timezone,
    kfAccounts: written.kfAccounts,
    hours: {
      desk: spanOf(written.hours?.desk ?? USUAL.desk),
      quiet: spanOf(written.hours?.quiet ?? USUAL.quiet),
    },
    groups: groupsOf(written),
    departments: departmentsOf(written),
    staff: written.staff.map(
      (member): StaffMember => ({
        userid: member.userid,
        name: member.name,
        roles: [...new Set(member.roles as Role[])],
        department: (member.department as Department | null | undefined) ?? null,
      }),
    ),
    digests: {
      daily: rhythmOf(written.digests?.daily, USUAL.daily),
      weekly: rhythmOf(written.digests?.weekly, USUAL.weekly),
      monthly: rhythmOf(written.digests?.monthly, USUAL.monthly),
      to: written.digests?.to ?? [],
      group: written.digests?.group ?? null,
    },
    settings: settingsOf(written),
    buildings: written.buildings,
  };
}

function robotKeysOf(estates: readonly WrittenEstate[]): RobotKeys {
  const keys: Record<string, Record<string, string>> = {};
  for (const estate of estates) {
    const ofEstate: Record<string, string> = {};
    for (const [id, group] of Object.entries(estate.groups ?? {})) {
      const key = group.webhookKey ? robotKeyOf(group.webhookKey) : null;
      if (key) ofEstate[id] = key;
    }
    keys[estate.id] = ofEstate;
  }
  return keys;
}

function knowledgeOf(estates: readonly WrittenEstate[], folder: string): Record<string, string> {
  const named = estates.filter((estate) => estate.knowledge);
  return Object.fromEntries(named.map((estate) => [estate.id, resolve(folder, estate.knowledge ?? "")]));
}

function located(file: string, lines: readonly { line: number; message: string }[]): string[] {
  const ordered = [...lines].sort((one, other) => one.line - other.line);
  return [...new Set(ordered.map(({ line, message }) => `${file}:${line}: ${message}`))];
}

/** The estates a text describes, or everything that is wrong with it, each with file and line. */
export function parseEstateFile(text: string, file: string, lookup: Lookup): EstateFileOutcome {
  const { yaml, problems } = readYaml(text, lookup);
  if (yaml.value === undefined) return { kind: "problems", problems: located(file, problems) };
  const form = readForm(yaml);
  const all = [...problems, ...form.problems, ...checkEstates(form.estates, yaml)];
  if (all.length > 0) return { kind: "problems", problems: located(file, all) };
  const estates = form.estates.map(estateOf);
  const warnings = estates.flatMap((estate, index) => {
    const departments = Object.entries(form.estates[index]?.departments ?? {});
    const named = departments.filter(([, department]) => department.group).map(([id]) => id);
    return gapsOfEstate(estate, { index, departmentsWithGroup: new Set(named), yaml });
  });
  return {
    kind: "estates",
    estates,
    robotKeys: robotKeysOf(form.estates),
    knowledge: knowledgeOf(form.estates, dirname(file)),
    warnings: located(file, warnings),
  };
}

/** The knowledge files the estates name, read; what is wrong in them is a problem with file and line. */
async function addKnowledge(
  outcome: Extract<EstateFileOutcome, { kind: "estates" }>,
): Promise<EstateFileOutcome> {
  const problems: string[] = [];
  const estates: Estate[] = [];
  for (const estate of outcome.estates) {
    const path = outcome.knowledge[estate.id];
    if (!path) {
      estates.push(estate);
      continue;
    }
    const text = await readFile(path, "utf8").catch(() => null);
    if (text === null) problems.push(`${path}: no such file; knowledge of ${estate.id} names it`);
    const read = readKnowledge(text ?? "");
    problems.push(...read.problems.map(({ line, message }) => `${path}:${line}: ${message}`));
    estates.push({ ...estate, knowledge: read.entries });
  }
  return problems.length > 0 ? { kind: "problems", problems } : { ...outcome, estates };
}

/** Reads the estate file; one that cannot be read is a problem like any other. */
export async function readEstateFile(file: string, lookup: Lookup): Promise<EstateFileOutcome> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "unreadable";
    const advice = code === "ENOENT" ? "no such file; estate.example.yaml shows what belongs in it" : code;
    return { kind: "problems", problems: [`${file}: ${advice}`] };
  }
  const outcome = parseEstateFile(text, file, lookup);
  return outcome.kind === "estates" ? addKnowledge(outcome) : outcome;
}
