import { expect, test } from "vitest";
import type { Department } from "../../src/rules/departments.js";
import { exportScope } from "../../src/rules/permissions.js";
import { ROLES, type Role } from "../../src/rules/roles.js";

const member = (role: Role, department: Department | null) => ({
  userid: "x",
  name: "某人",
  roles: [role],
  department,
});

const ALL: readonly Role[] = [
  "archivist",
  "supervisor",
  "deputySupervisor",
  "officeDirector",
  "centerManager",
  "generalManager",
];

test.each(ROLES)("%s may take out of the forms what the SOP lets it see, and no more", (role) => {
  const expected = ALL.includes(role) ? "all" : role === "departmentHead" ? "security" : "none";
  expect(exportScope(member(role, "security"))).toBe(expected);
});

test("a head without a department takes nothing out, and one who is supervisor too takes everything", () => {
  expect(exportScope(member("departmentHead", null))).toBe("none");
  const both = { ...member("departmentHead", "security"), roles: ["departmentHead", "supervisor"] as const };
  expect(exportScope(both)).toBe("all");
});
