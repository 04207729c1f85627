import type { Estate } from "../estate.js";
import { wallClock } from "../estate-time.js";
import type { LedgerEntry, LedgerType } from "../ledger-entry.js";
import { staffName } from "../wording/case-words.js";
import { entryDetails } from "../wording/ledger-words.js";

/** Who did it, by name; 住户 for residents, 管家 for the program itself. */
export function actorName(estate: Estate, actor: string): string {
  if (actor === "resident") return "住户";
  if (actor === "guanjia") return "管家";
  if (actor === "command line") return "管理员";
  return staffName(estate, actor);
}

/** What an entry says beside its type, in words: `处理：更换角阀；办理人：刘工`. */
export function entrySaid(entry: LedgerEntry, estate: Estate): string {
  return entryDetails(entry.data, estate)
    .map(({ name, value }) => `${name}：${value}`)
    .join("；");
}

/** Day and time of a step inside a text: `10-08 09:15`. */
export function sayStepTime(at: Date, timezone: string): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const { month, day, hour, minute } = wallClock(at, timezone);
  return `${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`;
}

/** The words of the entries of these types, each with its time and who did it, one a line; null without any. */
export function stepsOf(
  entries: readonly LedgerEntry[],
  types: readonly LedgerType[],
  say: { readonly estate: Estate; readonly of: (entry: LedgerEntry) => string },
): string | null {
  const lines = entries
    .filter((entry) => types.includes(entry.type))
    .map((entry) => {
      const time = sayStepTime(entry.at, say.estate.timezone);
      return `${time} ${actorName(say.estate, entry.actor)} ${say.of(entry)}`.trimEnd();
    });
  return lines.length ? lines.join("\n") : null;
}

/** A text of an entry's details, or the empty one. */
export function entryText(entry: LedgerEntry, key: string): string {
  const value = entry.data[key];
  return typeof value === "string" ? value : "";
}
