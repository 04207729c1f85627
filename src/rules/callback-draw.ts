import { startOfDay } from "./calendar.js";
import type { CallbackDraw } from "./callback.js";
import type { CaseKind } from "./case-record.js";
import { instantAt, wallClock } from "./estate-time.js";

/** Percent of the participants of an event that are called (CBK-12). */
export const ACTIVITY_PERCENT = 10;

type Counts = Pick<CallbackDraw, "seed" | "seen" | "chosen">;

/** So many of a hundred are called: one of each block of settlements, ten of them at 10 percent. */
function blockAt(percent: number, block: number): { readonly first: number; readonly size: number } {
  const end = (count: number) => Math.floor((count * 100) / percent);
  return { first: end(block) + 1, size: end(block + 1) - end(block) };
}

/** A number from 0 up to 2^32 that looks like chance and is the same every time (FNV-1a, mixed). */
function lot(seed: string, subject: string): number {
  let hash = 0x811c9dc5;
  for (const character of `${seed}:${subject}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Which settlement of the month a block calls, the blocks counted from 0 and the settlements from 1. */
export function drawnPosition(seed: string, block: number, percent: number): number {
  const { first, size } = blockAt(percent, block);
  return first + (lot(seed, `block ${block}`) % size);
}

/** How many must have been chosen once all settlements seen are decided: one of every block begun. */
export function wanted(seen: number, percent: number): number {
  return Math.ceil((seen * percent) / 100);
}

/** How many should have been chosen by now: one of every block whose drawn position has come. */
function reached({ seed, seen }: Counts, percent: number): number {
  const begun = wanted(seen, percent);
  // The latest block may still wait for its position; those before it are whole.
  return begun > 0 && drawnPosition(seed, begun - 1, percent) > seen ? begun - 1 : begun;
}

/** The draw after one more settlement, and whether that one is called. */
export interface DrawStep {
  readonly seen: number;
  readonly chosen: number;
  readonly isChosen: boolean;
}

/**
 * Counts a settlement and says whether it is called: the drawn one of every block; if that one cannot be asked,
 * the next that can steps in. The same seed chooses the same ones.
 */
export function drawNext(
  draw: Counts,
  of: { readonly canBeAsked: boolean; readonly percent: number },
): DrawStep {
  const seen = draw.seen + 1;
  const isChosen = of.canBeAsked && draw.chosen < reached({ ...draw, seen }, of.percent);
  return { seen, chosen: draw.chosen + (isChosen ? 1 : 0), isChosen };
}

/** How many are still to be chosen among the settlements seen so far. */
export function stillWanted(draw: Pick<CallbackDraw, "seen" | "chosen">, percent: number): number {
  return Math.max(0, wanted(draw.seen, percent) - draw.chosen);
}

/** So many of the candidates, by lot; the order they come in does not matter. */
export function drawFrom(ids: readonly number[], seed: string, count: number): number[] {
  return [...ids]
    .sort((a, b) => lot(seed, `case ${a}`) - lot(seed, `case ${b}`) || a - b)
    .slice(0, Math.max(0, count));
}

/** Kinds of which a sample may be enough (CBK-11, CBK-13), each with a sample of its own. */
export const DRAWN_KINDS = [
  "repair",
  "request",
  "suggestion",
  "enquiry",
] as const satisfies readonly CaseKind[];
export type DrawnKind = (typeof DRAWN_KINDS)[number];

/** The sample a settlement belongs to: `2026-11` for repairs, `2026-11/request` for help requests and so on. */
export function drawPeriod(handledAt: Date, kind: DrawnKind, timezone: string): string {
  const { year, month } = wallClock(handledAt, timezone);
  const name = `${year}-${String(month).padStart(2, "0")}`;
  return kind === "repair" ? name : `${name}/${kind}`;
}

/** The estate's month around an instant, half-open; `shift` counts months from it. */
export function monthAround(at: Date, timezone: string, shift = 0): { from: Date; to: Date } {
  const { year, month } = wallClock(at, timezone);
  const first = (add: number) =>
    instantAt({ year, month: month + shift + add, day: 1, hour: 0, minute: 0 }, timezone);
  return { from: first(0), to: first(1) };
}

/**
 * When a block that is not yet decided is decided without waiting for its ten: early in the last day before the
 * limit of its oldest settlement, so that whoever is drawn can still be called in time, or when the month ends.
 */
export function decisionMoment(
  oldest: { readonly handledAt: Date; readonly dueAt: Date },
  timezone: string,
): Date {
  const lastDay = startOfDay(oldest.dueAt, timezone, -1);
  const monthEnds = monthAround(oldest.handledAt, timezone).to;
  return lastDay < monthEnds ? lastDay : monthEnds;
}
