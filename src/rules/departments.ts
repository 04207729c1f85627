/** Departments an estate may have (design §4), in the order lists show them. */
export const DEPARTMENTS = [
  "engineering",
  "security",
  "cleaning",
  "landscaping",
  "finance",
  "customerService",
] as const;

export type Department = (typeof DEPARTMENTS)[number];

/** Who must act on a matter: a department of ours, or somebody outside property management (CMP-04). */
export type ResponsibleDepartment = Department | "external";

/** Name people read when the estate file gives no other (glossary 36–42). */
export const DEPARTMENT_NAMES: Record<ResponsibleDepartment, string> = {
  engineering: "工程部",
  security: "秩序维护部",
  cleaning: "保洁部",
  landscaping: "绿化部",
  finance: "财务部",
  customerService: "客服部",
  external: "物业以外的单位",
};

/** True for a department of ours or `external`: what a column or an entry may name. */
export function isDepartment(value: string): value is ResponsibleDepartment {
  return value === "external" || DEPARTMENTS.some((one) => one === value);
}
