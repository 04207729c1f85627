import { createHash } from "node:crypto";

/** A parsed JSON object or XML element whose fields nobody has checked yet. */
export type WireRecord = Readonly<Record<string, unknown>>;

/** Ids go into unique indexes, which have a limit of their own; the platform's stay far below this. */
const MAX_ID_LENGTH = 256;

/** 9999-12-31: what comes later is no moment a database can keep. */
const MAX_SECONDS = 253_402_300_799;

// Invisible to people, refused by databases (U+0000, lone surrogates) or by spreadsheets (the others).
const UNSTORABLE = /(?![\t\n\r])\p{Cc}|\p{Surrogate}/gu;

export function asRecord(value: unknown): WireRecord | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as WireRecord) : null;
}

export function recordField(record: WireRecord | null, name: string): WireRecord | null {
  return asRecord(ownField(record, name));
}

/** The entries of a list; XML cannot tell a list of one from a single value, so both count. */
export function listField(record: WireRecord | null, name: string): readonly unknown[] {
  const value = ownField(record, name);
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** Text as it may be stored, numbers as their digits, null for everything else. */
export function textField(record: WireRecord | null, name: string): string | null {
  const value = ownField(record, name);
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return typeof value === "string" ? value.replace(UNSTORABLE, "") : null;
}

/** A text that identifies something: neither empty nor too long. */
export function idField(record: WireRecord | null, name: string): string | null {
  const text = textField(record, name)?.trim();
  return text && text.length <= MAX_ID_LENGTH ? text : null;
}

/** A moment given in whole seconds since 1970. */
export function momentField(record: WireRecord | null, name: string): Date | null {
  const text = textField(record, name) ?? "";
  if (!/^\d{1,12}$/.test(text) || Number(text) > MAX_SECONDS) return null;
  return new Date(Number(text) * 1000);
}

/** The plain fields of a record as text, without nested ones and those named. */
export function plainFields(record: WireRecord | null, except: readonly string[]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const name of Object.keys(record ?? {})) {
    const text = except.includes(name) ? null : textField(record, name);
    if (text !== null) fields[name] = text;
  }
  return fields;
}

/** An id for what has none: the same parts give the same id, in every process and for ever. */
export function synthesisedId(parts: readonly (string | null)[]): string {
  return `event-${createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 40)}`;
}

// `hasOwn`, because a field named `constructor` must not find the one every object inherits.
function ownField(record: WireRecord | null, name: string): unknown {
  return record !== null && Object.hasOwn(record, name) ? record[name] : undefined;
}
