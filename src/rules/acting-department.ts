import type { CaseKind } from "./case-record.js";
import type { Department, ResponsibleDepartment } from "./departments.js";
import { type Estate, presentDepartment } from "./estate.js";

/** Who must act: the triage's department if the estate has it, else the desk. */
export function responsibleDepartment(
  department: ResponsibleDepartment | null,
  estate: Estate,
): ResponsibleDepartment {
  if (department === "external") return "external";
  return presentDepartment(estate, department ?? "customerService");
}

/** Department on whose behalf the apology is said (CMP-02); outside matters have none. */
export function respondentDepartment(kind: CaseKind, department: ResponsibleDepartment): Department | null {
  return kind === "complaint" && department !== "external" ? department : null;
}
