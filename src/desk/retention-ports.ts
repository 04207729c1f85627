import type { RetentionLimits } from "../rules/retention.js";

/** What a purge looks at: one estate, and the moments before which things are past their time. */
export interface PurgeTerms extends RetentionLimits {
  readonly estateId: string;
  /** Accounts whose messages are the estate's. */
  readonly kfAccounts: readonly string[];
  /** True for the estate that answers for what staff wrote to the desk, which belongs to no estate. */
  readonly ownsStaffMessages: boolean;
}

/** What is removed or made anonymous, in numbers only. */
export const PURGED = [
  "receptions",
  "complaints",
  "repairs",
  "callbacks",
  "entries",
  "messages",
  "plainMessages",
  "photos",
  "residents",
  "modelCalls",
] as const;
export type Purged = (typeof PURGED)[number];
export type PurgeCounts = Readonly<Record<Purged, number>>;

/** How much is past its time, and since when the oldest of it. */
export interface PurgeSurvey {
  readonly counts: PurgeCounts;
  readonly oldest: Readonly<Partial<Record<Purged, Date>>>;
  /** Records past their time that stay: callbacks not filed, or linked to a matter that is open. */
  readonly heldBack: number;
}

/** A file that is to be deleted. */
export interface ExpiredFile {
  readonly id: number;
  /** Below the media folder; null when there never was one, or another row needs the same. */
  readonly path: string | null;
}

export interface RetentionStore {
  /** Ids of records past their time that may go, in order; read a page at a time. */
  expired(terms: PurgeTerms, page: { readonly after: number; readonly limit: number }): Promise<number[]>;
  /** Makes those of these records anonymous that still may go, with all that hangs on them. */
  erase(
    terms: PurgeTerms,
    ids: readonly number[],
    actor: string,
  ): Promise<{ readonly counts: PurgeCounts; readonly erased: readonly number[] }>;
  /** A part of what belongs to no record: messages, questions to the model, what could be undone. */
  erasePlain(terms: PurgeTerms, limit: number): Promise<PurgeCounts>;
  /** Some of the residents of whom nothing else is left. */
  eraseResidents(terms: PurgeTerms, limit: number): Promise<PurgeCounts>;
  /** Files whose records are gone. */
  expiredFiles(limit: number): Promise<ExpiredFile[]>;
  /** Their rows, once the files are deleted. */
  dropFiles(ids: readonly number[]): Promise<void>;
  /** Counts without changing anything. */
  survey(terms: PurgeTerms): Promise<PurgeSurvey>;
  /** Takes down that a purge began; returns its id. */
  openRun(estateId: string, actor: string, at: Date): Promise<number>;
  /** Adds to its numbers, in the transaction that did it. */
  addToRun(runId: number, counts: PurgeCounts): Promise<void>;
}

/** Deletes media files; one that is gone is no error. */
export type DeleteMedia = (path: string) => Promise<void>;

/** Nothing of anything. */
export const NOTHING_PURGED: PurgeCounts = {
  receptions: 0,
  complaints: 0,
  repairs: 0,
  callbacks: 0,
  entries: 0,
  messages: 0,
  plainMessages: 0,
  photos: 0,
  residents: 0,
  modelCalls: 0,
};

/** Both together. */
export function addCounts(one: PurgeCounts, other: Partial<PurgeCounts>): PurgeCounts {
  const sums = PURGED.map((name) => [name, one[name] + (other[name] ?? 0)] as const);
  return Object.fromEntries(sums) as unknown as PurgeCounts;
}
