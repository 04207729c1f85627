import { entryName } from "../wording/ledger-words.js";
import { actorName, entrySaid } from "./entry-words.js";
import type { FormEntry } from "./form-rows.js";
import { type Column, count, moment, words } from "./form-table.js";

/** 台账明细: every entry of the ledger in words (GEN-05). */
export const LEDGER_COLUMNS: readonly Column<FormEntry>[] = [
  count("编号", 7, ({ number }) => number),
  moment("时间", ({ entry }) => entry.at),
  words(
    "事项",
    14,
    ({ entry }) => `${entryName(entry.type)}${entry.correctsId === null ? "" : "（更正前一笔）"}`,
  ),
  words("经手", 12, ({ entry }, { estate }) => actorName(estate, entry.actor)),
  words("内容", 92, ({ entry }, { estate }) => entrySaid(entry, estate)),
];
