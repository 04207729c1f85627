import type { CallbackDraw } from "../rules/callback.js";
import {
  type DrawnKind,
  decisionMoment,
  drawFrom,
  drawNext,
  drawPeriod,
  monthAround,
  stillWanted,
} from "../rules/callback-draw.js";
import { callbackLimit, isDrawn, percentOf, sampledKind } from "../rules/callback-plan.js";
import type { CaseRecord } from "../rules/case-record.js";
import type { Estate } from "../rules/estate.js";
import { LostRace } from "./errors.js";
import type { Stores } from "./ports.js";

/** The tables a sample is drawn from. */
type Samples = Pick<Stores, "callbacks">;

/** A settlement of a kind of which a sample is called. */
export interface DrawnSettlement {
  readonly record: CaseRecord;
  readonly kind: DrawnKind;
  readonly handledAt: Date;
  readonly estate: Estate;
}

/** What the lot has decided: the draw as it stands, and whether this settlement is called. */
export interface Drawn {
  readonly draw: CallbackDraw;
  readonly isChosen: boolean;
}

/** Whether the lot may fall on a settlement: nobody is asked twice in a month, nobody who cannot be reached. */
export async function canBeAsked(
  stores: Samples,
  { record, handledAt, estate }: Pick<DrawnSettlement, "record" | "handledAt" | "estate">,
): Promise<boolean> {
  const { residentId, contactPhone, conversationId, room, anonymisedAt } = record;
  if (anonymisedAt !== null || !(contactPhone || conversationId || room)) return false;
  const month = monthAround(handledAt, estate.timezone);
  const person = { residentId, phone: contactPhone };
  return (await stores.callbacks.countAsked(estate.id, month, person)) === 0;
}

/**
 * Counts a settlement into the sample of its month and says whether the lot falls on it, in the transaction of
 * the settlement: the five days run from there (CBK-04). The claim names the counts, so that of several desks
 * one chooses.
 */
export async function drawSettlement(stores: Samples, settled: DrawnSettlement): Promise<Drawn> {
  const { kind, handledAt, estate } = settled;
  const draw = await stores.callbacks.openDraw(estate.id, drawPeriod(handledAt, kind, estate.timezone));
  const percent = percentOf(kind, estate) ?? 0;
  const { seen, chosen, isChosen } = drawNext(draw, {
    canBeAsked: await canBeAsked(stores, settled),
    percent,
  });
  if (!(await stores.callbacks.moveDraw(draw, { seen, chosen }))) throw new LostRace(`draw ${draw.id}`);
  return { draw: { ...draw, seen, chosen }, isChosen };
}

/** Takes a settlement out of the sample again, because it was taken back (撤回). */
export async function undrawSettlement(
  stores: Samples,
  settled: DrawnSettlement,
  wasChosen: boolean,
): Promise<void> {
  const { kind, handledAt, estate } = settled;
  const draw = await stores.callbacks.findDraw(estate.id, drawPeriod(handledAt, kind, estate.timezone));
  if (!draw || draw.seen === 0) return;
  const counts = { seen: draw.seen - 1, chosen: draw.chosen - (wasChosen ? 1 : 0) };
  if (!(await stores.callbacks.moveDraw(draw, counts))) throw new LostRace(`draw ${draw.id}`);
}

/** Settlements of a month on which the lot may still fall, and when it must at the latest. */
export interface Undecided {
  readonly draw: CallbackDraw;
  /** How many the lot must still choose. */
  readonly wanted: number;
  /** The oldest settlement first, never empty; once the moment has come, those that can be asked. */
  readonly records: readonly CaseRecord[];
  readonly decideAt: Date;
}

/**
 * The settlements the lot has not decided on in the month of that moment; null when there are none. With `now`
 * only what is due then is looked at closely.
 */
export async function undecidedIn(
  stores: Samples,
  estate: Estate,
  month: { kind: DrawnKind; at: Date; now?: Date },
): Promise<Undecided | null> {
  const { kind, at } = month;
  const draw = await stores.callbacks.findDraw(estate.id, drawPeriod(at, kind, estate.timezone));
  const wanted = draw ? stillWanted(draw, percentOf(kind, estate) ?? 0) : 0;
  if (!draw || wanted === 0) return null;
  const settled = await stores.callbacks.undrawn(estate.id, kind, monthAround(at, estate.timezone));
  const all = settled.filter((record) => isDrawn(record, estate));
  const earliest = momentOf(all[0], estate);
  // Nothing is due: nobody need be looked up yet. The moment is that of the oldest, who may turn out unaskable.
  if (earliest && month.now && earliest > month.now)
    return { draw, wanted, records: all, decideAt: earliest };
  const records: CaseRecord[] = [];
  for (const record of all) {
    if (await canBeAsked(stores, { record, handledAt: record.handledAt ?? at, estate })) records.push(record);
  }
  const decideAt = momentOf(records[0], estate);
  return decideAt && { draw, wanted, records, decideAt };
}

/** When the lot must have fallen on a settlement or passed it over; null without one. */
function momentOf(record: CaseRecord | undefined, estate: Estate): Date | null {
  if (!record?.handledAt) return null;
  const { handledAt } = record;
  const dueAt = callbackLimit(sampledKind(record), handledAt, estate);
  return decisionMoment({ handledAt, dueAt }, estate.timezone);
}

/**
 * Lets the lot fall among undecided settlements whose time is short: as many as their blocks want, nobody twice.
 * Returns who was chosen, one at least; the counts move with it, so that one desk alone decides.
 */
export async function decideNow(stores: Samples, undecided: Undecided): Promise<CaseRecord[]> {
  const { draw, records, wanted } = undecided;
  const chosen: CaseRecord[] = [];
  const people = new Set<string>();
  const order = drawFrom(
    records.map(({ id }) => id),
    draw.seed,
    records.length,
  );
  for (const id of order) {
    const record = records.find((one) => one.id === id);
    if (!record || chosen.length >= wanted) continue;
    const person = record.residentId ?? record.contactPhone ?? String(record.id);
    if (people.has(person)) continue;
    people.add(person);
    chosen.push(record);
  }
  const counts = { seen: draw.seen, chosen: draw.chosen + chosen.length };
  if (!(await stores.callbacks.moveDraw(draw, counts))) throw new LostRace(`draw ${draw.id}`);
  return chosen;
}
