import { join } from "node:path";
import type { ExportEdges } from "../../desk/deliver-exports.js";
import { createExportRecords } from "../../desk/export-records.js";
import { createFormReader } from "../db/form-reader.js";
import type { Tables } from "../db/open-database.js";
import { createFormPress } from "./form-press.js";

/** What makes the forms that were asked for in chat: each request has a folder of its own below the data folder. */
export function createExportEdges(tables: Tables, dataDir: string): ExportEdges {
  const press = createFormPress();
  return {
    press,
    exportRecords: createExportRecords({ reader: createFormReader(tables), press }),
    folderOf: (id) => join(dataDir, "exports", "chat", String(id)),
  };
}
