/** Days a weekly duty may fall on, as the estate file writes them. */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
/** One of them. */
export type Weekday = (typeof WEEKDAYS)[number];

/** Day of a month, 1–31 (a month without it takes its last day), or the last one. */
export type MonthDay = number | "last";

/** Points of a service contract at which its resident is called back (CBK, DL-20). */
export const CONTRACT_POINTS = ["start", "middle", "end"] as const;
/** One of them. */
export type ContractPoint = (typeof CONTRACT_POINTS)[number];

/** What a number of the table counts. */
export type SettingUnit =
  | "rings"
  | "minutes"
  | "hours"
  | "days"
  | "months"
  | "years"
  | "times"
  | "percent"
  | "switch"
  | "weekday"
  | "day of the month"
  | "date"
  | "points"
  | "calendar";

/** What the estate file may hold for a setting; lists are written `10, 25` or as a YAML list. */
export type RawSetting = number | string | boolean;

/** One row of the table of settings. */
export interface Setting<Value> {
  readonly unit: SettingUnit;
  /** Holds when the estate says nothing; null = the SOP leaves it blank and nothing is due. */
  readonly default: Value;
  /** Row of requirements §32 or clause it comes from, for example `DL-10`. */
  readonly requirement: string;
  /** What is allowed, as words for an error message: `a whole number from 1 to 30`. */
  readonly range: string;
  /** The value as the rules use it, or undefined when it is outside the range. */
  readonly read: (raw: unknown) => Value | undefined;
}

interface Amount {
  readonly unit: SettingUnit;
  readonly requirement: string;
  readonly fractions?: true;
}

/** A number from `least` to `most`, both inclusive; whole unless fractions make sense. */
export function amount(value: number, [least, most]: readonly [number, number], of: Amount): Setting<number> {
  return {
    unit: of.unit,
    default: value,
    requirement: of.requirement,
    range: `a ${of.fractions ? "" : "whole "}number of ${of.unit} from ${least} to ${most}`,
    read: (raw) =>
      typeof raw === "number" && raw >= least && raw <= most && (of.fractions || Number.isInteger(raw))
        ? raw
        : undefined,
  };
}

/** On or off. */
export function onOff(value: boolean, requirement: string): Setting<boolean> {
  return {
    unit: "switch",
    default: value,
    requirement,
    range: "true or false",
    read: (raw) => (typeof raw === "boolean" ? raw : undefined),
  };
}

/** One of a few words. */
export function oneOf<Word extends string>(
  value: Word,
  words: readonly Word[],
  of: { unit: SettingUnit; requirement: string },
): Setting<Word> {
  return {
    unit: of.unit,
    default: value,
    requirement: of.requirement,
    range: `one of ${words.join(", ")}`,
    read: (raw) => words.find((word) => word === raw),
  };
}

/** A day of the week. */
export function weekday(value: Weekday, requirement: string): Setting<Weekday> {
  return {
    unit: "weekday",
    default: value,
    requirement,
    range: `one of ${WEEKDAYS.join(", ")}`,
    read: (raw) => WEEKDAYS.find((day) => day === raw),
  };
}

function readMonthDay(raw: unknown): MonthDay | undefined {
  if (raw === "last") return "last";
  return typeof raw === "number" && Number.isInteger(raw) && raw >= 1 && raw <= 31 ? raw : undefined;
}

/** The same, or null for a site that does without it: written `off`, which some YAML readers take for false. */
export function orOff<Value>(row: Setting<Value>): Setting<Value | null> {
  return {
    ...row,
    range: `${row.range}, or off`,
    read: (raw) => (raw === "off" || raw === false ? null : row.read(raw)),
  };
}

/** A day of the month, or null where the SOP names none. */
export function monthDay<Default extends MonthDay | null>(
  value: Default,
  requirement: string,
): Setting<MonthDay | Default> {
  return {
    unit: "day of the month",
    default: value,
    requirement,
    range: "a day from 1 to 31, or last",
    read: readMonthDay,
  };
}

/** The words of `10, 25` or of a list; undefined when it is neither. */
function listed(raw: unknown): readonly unknown[] | undefined {
  if (Array.isArray(raw)) return raw;
  if (typeof raw === "number") return [raw];
  if (typeof raw !== "string") return undefined;
  return raw.split(/[,，、\s]+/).filter((word) => word !== "");
}

function wholeNumber(word: unknown): unknown {
  return typeof word === "string" && /^\d+$/.test(word) ? Number(word) : word;
}

/** Several days of the month, ascending and each once. */
export function monthDays(value: readonly MonthDay[], requirement: string): Setting<readonly MonthDay[]> {
  return {
    unit: "day of the month",
    default: value,
    requirement,
    range: "days from 1 to 31, for example 10, 25",
    read: (raw) => {
      const days = listed(raw)?.map((word) => readMonthDay(wholeNumber(word)));
      if (!days || days.length === 0 || days.includes(undefined)) return undefined;
      return new Set(days).size === days.length ? days.filter((day) => day !== undefined) : undefined;
    },
  };
}

/** Points of a contract, each once. */
export function contractPoints(
  value: readonly ContractPoint[],
  requirement: string,
): Setting<readonly ContractPoint[]> {
  return {
    unit: "points",
    default: value,
    requirement,
    range: `some of ${CONTRACT_POINTS.join(", ")}`,
    read: (raw) => {
      const points = listed(raw)?.map((word) => CONTRACT_POINTS.find((point) => point === word));
      if (!points || points.length === 0 || points.includes(undefined)) return undefined;
      return CONTRACT_POINTS.filter((point) => points.includes(point));
    },
  };
}

/** A span `from`–`to` written `1-2`, both inclusive and within the limits. */
export function span(
  value: readonly [number, number],
  [least, most]: readonly [number, number],
  of: Amount,
): Setting<readonly [number, number]> {
  return {
    unit: of.unit,
    default: value,
    requirement: of.requirement,
    range: `a span of ${of.unit} between ${least} and ${most}, for example ${value.join("-")}`,
    read: (raw) => {
      const ends = typeof raw === "string" ? raw.split(/[-–,，、\s]+/).map(wholeNumber) : listed(raw);
      const [from, to = from] = ends ?? [];
      if (ends === undefined || ends.length > 2) return undefined;
      if (!Number.isInteger(from) || !Number.isInteger(to)) return undefined;
      const [first, last] = [Number(from), Number(to)];
      return least <= first && first <= last && last <= most ? [first, last] : undefined;
    },
  };
}

const DAYS_OF_MONTHS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A day of the year, `MM-DD`. */
export function yearDate(value: string, requirement: string): Setting<string> {
  return {
    unit: "date",
    default: value,
    requirement,
    range: `a date MM-DD, for example ${value}`,
    read: (raw) => {
      const written = typeof raw === "string" ? /^(\d\d)-(\d\d)$/.exec(raw) : null;
      const days = DAYS_OF_MONTHS[Number(written?.[1]) - 1] ?? 0;
      const day = Number(written?.[2]);
      return written && day >= 1 && day <= days ? written[0] : undefined;
    },
  };
}
