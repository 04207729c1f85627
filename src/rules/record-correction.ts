import type { CorrectedField } from "./audit-permissions.js";
import type { CaseRecord, NewCaseRecord } from "./case-record.js";
import { plainText } from "./chinese-text.js";
import type { LedgerEntry, LedgerType } from "./ledger-entry.js";
import { completeRoom } from "./memory-facts.js";
import { findPhone } from "./phones.js";
import { findRoom } from "./places.js";

/** A value of a record that a person puts right. */
export interface RecordCorrection {
  readonly field: CorrectedField;
  readonly value: string;
}

const FIELD_WORDS: readonly (readonly [RegExp, CorrectedField])[] = [
  [/^(?:联系)?(?:电话|手机号?码?|号码)/, "phone"],
  [/^(?:房号|房间号?|门牌号?|地址|位置)/, "room"],
  [/^(?:称呼|姓名|名字|业主|住户)/, "name"],
  [/^(?:事由|事项|内容)/, "matter"],
  [/^(?:处理情况|处理结果|处理|结果)/, "handling"],
];

const LINK = /^[\s,，:：]*(?:应该)?(?:更正为|改成|改为|[是为])?[\s,，:：]*/;
const LEAST_CHARACTERS = { name: 1, matter: 2, handling: 2 } as const;

function readValue(field: CorrectedField, words: string, buildings: readonly string[]): string | null {
  if (field === "phone") return findPhone(plainText(words));
  if (field === "room") return findRoom(plainText(words), buildings);
  return [...words].length >= LEAST_CHARACTERS[field] ? words : null;
}

/**
 * Reads what 更正 changes: 电话 138…, 房号 3-2-502, 称呼, 事由, 处理; a phone or a room alone says by itself what it
 * is. Null when no field, or no value for it, can be read.
 */
export function readRecordCorrection(words: string, buildings: readonly string[]): RecordCorrection | null {
  const named = FIELD_WORDS.find(([pattern]) => pattern.test(words));
  if (named) {
    const [pattern, field] = named;
    const value = readValue(field, words.replace(pattern, "").replace(LINK, "").trim(), buildings);
    return value === null ? null : { field, value };
  }
  for (const field of ["phone", "room"] as const) {
    const value = readValue(field, words.replace(LINK, ""), buildings);
    if (value !== null) return { field, value };
  }
  return null;
}

/** Column of the record, its name and that of the old value in the ledger, and the entries that wrote it. */
const FIELDS: Readonly<
  Record<
    CorrectedField,
    {
      readonly column: "contactPhone" | "room" | "contactName" | "matter" | "handling";
      readonly from: string;
      readonly writtenBy: readonly LedgerType[];
    }
  >
> = {
  phone: {
    column: "contactPhone",
    from: "fromPhone",
    writtenBy: ["received", "extended", "corrected"],
  },
  room: { column: "room", from: "fromRoom", writtenBy: ["received", "extended", "corrected"] },
  name: { column: "contactName", from: "fromName", writtenBy: ["received", "extended", "corrected"] },
  matter: { column: "matter", from: "fromMatter", writtenBy: ["received", "extended", "corrected"] },
  handling: { column: "handling", from: "fromHandling", writtenBy: ["handled", "corrected"] },
};

/** What a correction does: to the record, and as details of its ledger entry; null when nothing would change. */
export function applyCorrection(
  record: CaseRecord,
  correction: RecordCorrection,
): { changes: Partial<NewCaseRecord>; data: Record<string, string | null>; old: string | null } | null {
  const { column, from } = FIELDS[correction.field];
  const old = record[column];
  const value = correction.field === "room" ? completeRoom(record.room, correction.value) : correction.value;
  if (old === value) return null;
  // A line drafted from the old words would go on saying them.
  const changes = { [column]: value, ...(column === "matter" ? { summary: null } : {}) };
  return { changes, data: { [column]: value, [from]: old }, old };
}

/** The entry that wrote what is corrected: the last that named this field, else the first that could have. */
export function correctedEntry(field: CorrectedField, entries: readonly LedgerEntry[]): number | null {
  const { column, writtenBy } = FIELDS[field];
  const able = entries.filter(({ type }) => writtenBy.includes(type));
  const naming = able.filter(({ data }) => column in data && data.undone === undefined);
  return (naming.at(-1) ?? able[0])?.id ?? null;
}
