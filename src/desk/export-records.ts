import { DEPARTMENTS, type Department } from "../rules/departments.js";
import { type Estate, presentDepartment } from "../rules/estate.js";
import type { ReportSpan } from "../rules/figures/report-span.js";
import { FORM_IDS, FORM_TITLES, type FormId } from "../rules/forms/form-list.js";
import { sayMonth } from "../rules/forms/form-span.js";
import { departmentName } from "../rules/wording/case-words.js";
import { type FormRun, fillForm, hasRows } from "./fill-form.js";
import type { FormFormat, FormPress, FormReader, MadeFile } from "./form-ports.js";

/** Which forms of which month, and for whom. */
export interface ExportOrder {
  readonly estate: Estate;
  readonly month: ReportSpan;
  /** Null = all of them. */
  readonly form: FormId | null;
  /** Only this department's matters, telephones masked; null = the whole estate. */
  readonly department: Department | null;
  readonly format: FormFormat;
  readonly folder: string;
  readonly now: Date;
}

/** A file with the form it belongs to. */
export interface ExportedFile extends MadeFile {
  readonly form: FormId;
}

/** Makes the forms of a month (§34). */
export type ExportRecords = (order: ExportOrder) => Promise<ExportedFile[]>;

/** Departments whose matters land with this one, itself included: those the estate does not have. */
function departmentsOf(estate: Estate, department: Department): readonly Department[] {
  return DEPARTMENTS.filter((one) => presentDepartment(estate, one) === department);
}

function runOf(reader: FormReader, { estate, month, department }: ExportOrder): FormRun {
  const departments = department && departmentsOf(estate, department);
  const scope = { estateId: estate.id, from: month.from, to: month.to, departments };
  return { reader, scope, month, facts: { estate, masksPhones: department !== null } };
}

/**
 * Reads in pages, outside any transaction, and leaves whole files or none. A form without rows makes no file, so
 * the list is empty for a month without records.
 */
export function createExportRecords(deps: {
  readonly reader: FormReader;
  readonly press: FormPress;
}): ExportRecords {
  const { reader, press } = deps;

  async function make(order: ExportOrder, form: FormId): Promise<ExportedFile[]> {
    const { estate, month, department, folder, format, now } = order;
    const whose = department ? [departmentName(estate, department)] : [];
    const file = await press.open({
      folder,
      format,
      name: [estate.name, ...whose, FORM_TITLES[form], month.id].join("_"),
      estateName: [estate.name, ...whose].join(" "),
      month: sayMonth(month),
      madeAt: now,
    });
    try {
      await fillForm(runOf(reader, order), form, file);
      return (await file.finish()).map((made) => ({ ...made, form }));
    } finally {
      await file.abandon();
    }
  }

  return async function exportRecords(order) {
    const made: ExportedFile[] = [];
    for (const form of order.form ? [order.form] : FORM_IDS) {
      if (await hasRows(runOf(reader, order), form)) made.push(...(await make(order, form)));
    }
    return made;
  };
}
