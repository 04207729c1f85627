import type { UnitOfWork } from "../../src/desk/ports.js";
import type { CaseRecord, NewCaseRecord } from "../../src/rules/case-record.js";
import type { Estate } from "../../src/rules/estate.js";
import type { LedgerType } from "../../src/rules/ledger-entry.js";
import { caseDraft } from "../db/samples.js";

/** A matter of a ledger, with what happened to it. */
export interface StoredMatter {
  readonly record: Partial<NewCaseRecord>;
  readonly entries?: readonly {
    readonly type: LedgerType;
    readonly actor?: string;
    readonly data?: Readonly<Record<string, string | number | boolean | null>>;
    readonly correctsId?: number;
  }[];
}

/** Puts matters into the ledger of an estate as the desk would have left them; returns their records. */
export async function storeMatters(
  unitOfWork: UnitOfWork,
  estate: Estate,
  matters: readonly StoredMatter[],
): Promise<CaseRecord[]> {
  const records: CaseRecord[] = [];
  await unitOfWork.run((stores) => stores.estates.mirror([estate], new Date("2026-01-01T00:00:00Z")));
  for (const { record: changes, entries = [] } of matters) {
    const draft = caseDraft({ estateId: estate.id, ...changes });
    const record = await unitOfWork.run(async (stores) => {
      const opened = await stores.cases.open(draft, draft.receivedAt);
      for (const { type, actor = "guanjia", data = {}, correctsId = null } of entries) {
        await stores.ledger.append(opened.id, {
          at: draft.receivedAt,
          type,
          actor,
          data,
          inboundId: null,
          correctsId,
        });
      }
      return opened;
    });
    records.push(record);
  }
  return records;
}
