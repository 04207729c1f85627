import type { CallbackStore } from "../../src/desk/callback-ports.js";
import { decideNow, drawSettlement, undecidedIn } from "../../src/desk/draw-callbacks.js";
import type { CallbackDraw } from "../../src/rules/callback.js";
import { monthAround, stillWanted } from "../../src/rules/callback-draw.js";
import type { CaseRecord } from "../../src/rules/case-record.js";
import { caseDraft, estate } from "../db/samples.js";

/** A repair that was settled then, of this resident. */
export interface SettledRepair {
  readonly id: number;
  readonly residentId: string;
  readonly handledAt: Date;
}

/** A repair the lot fell on, and when. */
export interface ChosenRepair extends SettledRepair {
  readonly chosenAt: Date;
}

const DAY = 86_400_000;

/** Numbers from 0 to 1 that are the same for every run. */
function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** So many repairs over a year, some residents with many of them, in order. */
export function yearOfRepairs(count: number, residents: number): SettledRepair[] {
  const roll = dice(count);
  const start = Date.UTC(2025, 11, 31, 16);
  const moments = Array.from({ length: count }, () => start + Math.floor(roll() * 365 * DAY)).sort(
    (a, b) => a - b,
  );
  return moments.map((at, index) => ({
    id: index + 1,
    // The square makes some write far more often than others.
    residentId: `resident${Math.floor(roll() ** 2 * residents)}`,
    handledAt: new Date(at),
  }));
}

function recordOf({ id, residentId, handledAt }: SettledRepair): CaseRecord {
  const draft = caseDraft({
    residentId,
    handledAt,
    status: "handled",
    round: 1,
    contactPhone: null,
    room: "3-2-502",
  });
  return { ...draft, id, number: id, version: 1, updatedAt: handledAt };
}

type Sampling = Pick<CallbackStore, "openDraw" | "findDraw" | "moveDraw" | "countAsked" | "undrawn">;

/** The year as the desk lives it: every settlement is drawn, and what the clock decides is decided on the way. */
export async function drawYear(repairs: readonly SettledRepair[], seed: string) {
  /** Settled and not yet closed: once the lot of a block has fallen, those it passed over lack nothing more. */
  let open: CaseRecord[] = [];
  const chosen = new Map<number, ChosenRepair>();
  const draws = new Map<string, CallbackDraw>();
  const isWithin = (at: Date | null, { from, to }: { from: Date; to: Date }) =>
    at !== null && at >= from && at < to;
  const callbacks: Sampling = {
    async openDraw(estateId, period) {
      const fresh = { id: draws.size + 1, estateId, period, seed: `${seed} ${period}`, seen: 0, chosen: 0 };
      const draw = draws.get(period) ?? fresh;
      draws.set(period, draw);
      return draw;
    },
    findDraw: async (_estateId, period) => draws.get(period) ?? null,
    async moveDraw(draw, to) {
      draws.set(draw.period, { ...draw, ...to });
      if (stillWanted(to, 10) === 0) open = [];
      return true;
    },
    countAsked: async (_estateId, span, { residentId }) =>
      [...chosen.values()].filter((one) => one.residentId === residentId && isWithin(one.handledAt, span))
        .length,
    undrawn: async (_estateId, _kind, span) =>
      open.filter(({ id, handledAt }) => !chosen.has(id) && isWithin(handledAt, span)),
  };
  const stores = { callbacks: callbacks as CallbackStore };
  const choose = (record: CaseRecord, chosenAt: Date) => {
    const repair = repairs[record.id - 1];
    if (repair) chosen.set(record.id, { ...repair, chosenAt });
  };
  /** What the sweep does, at the moments it is due, up to the next settlement. */
  async function sweepUntil(next: Date): Promise<void> {
    for (;;) {
      const last = open.at(-1)?.handledAt;
      if (!last) return;
      const undecided = await undecidedIn(stores, estate(), { kind: "repair", at: last });
      if (!undecided || undecided.decideAt > next) return;
      for (const record of await decideNow(stores, undecided)) choose(record, undecided.decideAt);
    }
  }
  for (const repair of repairs) {
    await sweepUntil(repair.handledAt);
    const record = recordOf(repair);
    open.push(record);
    const drawn = await drawSettlement(stores, {
      record,
      kind: "repair",
      handledAt: repair.handledAt,
      estate: estate(),
    });
    if (drawn.isChosen) choose(record, repair.handledAt);
  }
  const end = repairs.at(-1)?.handledAt;
  if (end) await sweepUntil(monthAround(end, "Asia/Shanghai", 1).to);
  return { chosen: [...chosen.values()], draws: [...draws.values()] };
}
