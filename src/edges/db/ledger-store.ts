import type { LedgerStore } from "../../desk/ports.js";
import { LEDGER_TYPES, type LedgerEntry } from "../../rules/ledger-entry.js";
import { fromJson, fromWord, toJson } from "./column-values.js";
import type { LedgerEntry as Row } from "./generated/sqlite/client.js";
import type { Session } from "./session.js";
import { ledgerData } from "./stored-content.js";

/** What happened to cases. Deliberately without update or delete. */
export function createLedgerStore({ tables }: Session): LedgerStore {
  return {
    async append(caseId, entry) {
      const { at, type, actor, inboundId, correctsId } = entry;
      const row = await tables.ledgerEntry.create({
        data: { caseId, at, type, actor, data: toJson(entry.data), inboundId, correctsId },
      });
      return toEntry(row);
    },
    async ofCase(caseId) {
      const rows = await tables.ledgerEntry.findMany({ where: { caseId }, orderBy: { id: "asc" } });
      return rows.map(toEntry);
    },
  };
}

/** A row as the desk knows it. Throws for a row that holds what it should not. */
export function toEntry(row: Row): LedgerEntry {
  const place = `LedgerEntry ${row.id}`;
  return {
    ...row,
    type: fromWord(LEDGER_TYPES, row.type, `${place} type`),
    data: fromJson(ledgerData, row.data, `${place} data`),
  };
}
