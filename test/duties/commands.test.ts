import { describe, expect, test } from "vitest";
import type { CaseRecord } from "../../src/rules/case-record.js";
import { CLOCK_FORMS, CLOCK_HELP, CLOCK_OPENERS, type ClockVerb } from "../../src/rules/clock-commands.js";
import type { StaffMember } from "../../src/rules/estate.js";
import { refusalFor } from "../../src/rules/permissions.js";
import type { Role } from "../../src/rules/roles.js";
import { readStaffCommand } from "../../src/rules/staff-commands.js";
import { caseDraft, estate, NOON } from "../db/samples.js";

const verbs = Object.keys(CLOCK_FORMS) as ClockVerb[];

describe("what staff write about clocks", () => {
  test.each(verbs)("the form the help shows for %s is read as that command", (verb) => {
    expect(readStaffCommand(CLOCK_FORMS[verb], null)).toMatchObject({ verb });
    expect(CLOCK_HELP.map(([helped]) => helped)).toContain(verb);
    expect(CLOCK_OPENERS.map(([, opened]) => opened)).toContain(verb);
  });

  test.each([
    ["约 42 明天下午3点", { verb: "appoint", number: 42, words: "明天下午3点" }],
    ["#42 改约 后天上午", { verb: "appoint", number: 42, words: "后天上午" }],
    ["暂停 42 等业主 到周五", { verb: "pause", number: 42, words: "等业主 到周五" }],
    ["恢复42", { verb: "resume", number: 42 }],
    ["请假 25号到27号 代 王芳", { verb: "leave", words: "25号到27号 代 王芳" }],
    ["销假", { verb: "leave", words: "销假" }],
    ["为什么 #7", { verb: "why", number: 7 }],
    ["上报 3 总公司罗文 14:30", { verb: "tellSuperior", number: 3, words: "总公司罗文 14:30" }],
    ["超时", { verb: "overdue" }],
  ])("%s is understood", (text, command) => {
    expect(readStaffCommand(text, null)).toEqual(command);
  });

  test("a number left out is taken from the quoted card", () => {
    expect(readStaffCommand("为什么", "【报修】#9 漏水")).toEqual({ verb: "why", number: 9 });
  });
});

describe("who may", () => {
  const record: CaseRecord = {
    ...caseDraft({ kind: "complaint", complaintClass: "minor", assignee: "liugong" }),
    id: 1,
    number: 1,
    version: 1,
    updatedAt: NOON,
  };
  const member = (role: Role, userid = role as string): StaffMember => ({
    userid,
    name: "某某",
    roles: [role],
    department: "engineering",
  });
  const engineering = estate({
    departments: { engineering: { name: "工程部", head: null, group: "engineering" } },
  });
  const may = (verb: ClockVerb, who: StaffMember) =>
    refusalFor(verb, who, { record, estate: engineering }) === null;

  test.each([
    ["close", "centerManager", true],
    ["close", "supervisor", false],
    ["close", "departmentHead", false],
    ["approve", "centerManager", true],
    ["approve", "supervisor", false],
    ["plan", "supervisor", true],
    ["plan", "receptionist", false],
    ["handOver", "supervisor", true],
    ["handOver", "departmentHead", false],
    ["pause", "departmentHead", true],
    ["pause", "maintenanceWorker", false],
    ["appoint", "receptionist", true],
    ["tellSuperior", "maintenanceWorker", false],
    ["why", "maintenanceWorker", true],
    ["why", "archivist", true],
  ] as const)("%s by a %s: %s", (verb, role, allowed) => {
    expect(may(verb, member(role))).toBe(allowed);
  });

  test("whoever accepted the matter may pause it and make appointments", () => {
    expect(may("pause", member("maintenanceWorker", "LiuGong"))).toBe(true);
    expect(may("appoint", member("maintenanceWorker", "liugong"))).toBe(true);
  });
});
