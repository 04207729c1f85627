import { DEPARTMENTS } from "../rules/departments.js";
import { ROLES } from "../rules/roles.js";
import { isSettingName, SETTING_NAMES, settingProblem } from "../rules/settings.js";
import type { WrittenEstate } from "./estate-schema.js";
import {
  advice,
  isMoment,
  isTimezone,
  MOMENT_FORM,
  readSpan,
  robotKeyOf,
  SWITCHED_OFF,
} from "./estate-words.js";
import type { LineProblem, YamlLines, YamlPath } from "./yaml-lines.js";

/** Takes down what is wrong with an estate, at the line of a path below it. */
type Report = (path: YamlPath, message: string) => void;

const ID = /^[A-Za-z][A-Za-z0-9_-]{0,31}$/;
const ID_FORM = "1 to 32 letters, digits, - or _, beginning with a letter";
const USERID = /^[A-Za-z0-9][A-Za-z0-9._@-]{0,63}$/;

function checkOwnWords(estate: WrittenEstate, report: Report): void {
  if (!ID.test(estate.id)) report(["id"], `id must be ${ID_FORM}`);
  const zone = estate.timezone;
  if (zone && !isTimezone(zone)) {
    report(["timezone"], `unknown timezone ${zone}; ${advice(zone, Intl.supportedValuesOf("timeZone"))}`);
  }
  for (const span of ["desk", "quiet"] as const) {
    const written = estate.hours?.[span];
    if (written && !readSpan(written)) {
      report(["hours", span], `${span} must be two times, for example 08:30-18:00`);
    }
  }
  for (const [name, value] of Object.entries(estate.settings ?? {})) {
    const problem = isSettingName(name)
      ? settingProblem(name, value)
      : `unknown setting ${name}; ${nearestSetting(name)}`;
    if (problem) report(["settings", name], problem);
  }
}

function nearestSetting(name: string): string {
  const words = advice(name, SETTING_NAMES);
  return words.startsWith("known") ? "the table of settings (SOP §32) has no such name" : words;
}

function checkGroups(estate: WrittenEstate, report: Report): void {
  for (const [id, group] of Object.entries(estate.groups ?? {})) {
    if (!ID.test(id)) report(["groups", id], `the name of a group must be ${ID_FORM}`);
    if (group.webhookKey && !robotKeyOf(group.webhookKey)) {
      report(
        ["groups", id, "webhookKey"],
        "webhookKey must be the key of a group robot or its whole webhook address",
      );
    }
  }
}

function checkReferences(estate: WrittenEstate, report: Report): void {
  const groups = Object.keys(estate.groups ?? {});
  const userids = estate.staff.map((member) => member.userid);
  const checkGroup = (path: YamlPath, group: string | null | undefined) => {
    if (group && !groups.includes(group)) report(path, `unknown group ${group}; ${advice(group, groups)}`);
  };
  const checkUserid = (path: YamlPath, userid: string | null | undefined) => {
    if (userid && !userids.some((known) => known.toLowerCase() === userid.toLowerCase())) {
      report(path, `nobody of the staff has the userid ${userid}; ${advice(userid, userids)}`);
    }
  };
  for (const [id, department] of Object.entries(estate.departments ?? {})) {
    checkDepartment(["departments", id], id, report);
    checkGroup(["departments", id, "group"], department.group);
    checkUserid(["departments", id, "head"], department.head);
  }
  checkGroup(["digests", "group"], estate.digests?.group);
  estate.digests?.to.forEach((userid, index) => {
    checkUserid(["digests", "to", index], userid);
  });
}

function checkDepartment(path: YamlPath, id: string, report: Report): void {
  if (!(DEPARTMENTS as readonly string[]).includes(id)) {
    report(path, `unknown department ${id}; ${advice(id, DEPARTMENTS)}`);
  }
}

function checkStaff(estate: WrittenEstate, report: Report): void {
  const seen = new Map<string, number>();
  estate.staff.forEach((member, index) => {
    const path = ["staff", index];
    if (!USERID.test(member.userid)) {
      report([...path, "userid"], "userid must be the account of the address book: letters, digits, . _ - @");
    }
    // WeCom gives userids back in lower case, so that two that differ in case alone cannot be told apart.
    const key = member.userid.toLowerCase();
    if (seen.has(key)) report([...path, "userid"], `userid ${member.userid} is there twice`);
    seen.set(key, index);
    member.roles.forEach((role, place) => {
      if (!(ROLES as readonly string[]).includes(role)) {
        report([...path, "roles", place], `unknown role ${role}; ${advice(role, ROLES)}`);
      }
    });
    if (member.department) checkDepartment([...path, "department"], member.department, report);
  });
}

function checkDigests(estate: WrittenEstate, report: Report): void {
  for (const rhythm of ["daily", "weekly", "monthly"] as const) {
    const written = estate.digests?.[rhythm];
    if (written && written !== SWITCHED_OFF && !isMoment[rhythm](written)) {
      report(["digests", rhythm], `${rhythm} must be ${MOMENT_FORM[rhythm]}`);
    }
  }
}

/** What several estates must not share, because a message could then not be told to which it belongs. */
function checkDuplicates(estates: readonly WrittenEstate[], report: Report): void {
  const seen = new Set<string>();
  const once = (path: YamlPath, what: string, value: string) => {
    const key = `${what} ${value}`;
    if (seen.has(key)) report(path, `${what} ${value} is there twice`);
    seen.add(key);
  };
  estates.forEach((estate, index) => {
    once([index, "id"], "id", estate.id);
    estate.kfAccounts.forEach((account, place) => {
      once([index, "kfAccounts", place], "kfAccount", account);
    });
    for (const [id, group] of Object.entries(estate.groups ?? {})) {
      if (group.chatId) once([index, "groups", id, "chatId"], "chatId", group.chatId);
    }
  });
}

/** Everything in the file that has the right form and yet makes no sense. */
export function checkEstates(estates: readonly WrittenEstate[], yaml: YamlLines): LineProblem[] {
  const problems: LineProblem[] = [];
  const report: Report = (path, message) =>
    problems.push({ line: yaml.lineOf(["estates", ...path]), message });
  estates.forEach((estate, index) => {
    const below: Report = (path, message) => report([index, ...path], message);
    checkOwnWords(estate, below);
    checkGroups(estate, below);
    checkReferences(estate, below);
    checkStaff(estate, below);
    checkDigests(estate, below);
  });
  checkDuplicates(estates, report);
  return problems;
}
