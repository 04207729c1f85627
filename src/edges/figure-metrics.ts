import { Gauge, type Registry } from "prom-client";
import type { Clock, UnitOfWork } from "../desk/ports.js";
import type { Estate } from "../rules/estate.js";
import { dayOf, soFar } from "../rules/figures/report-span.js";

/** How long a count stands: whoever scrapes every second must not count every second. */
const CACHED_MILLIS = 60_000;

/** What is counted of an estate, by the word in the label. */
type Counts = Readonly<Record<string, number>>;

interface FigureSources {
  readonly unitOfWork: UnitOfWork;
  readonly estates: readonly Estate[];
  readonly clock: Clock;
}

async function countsOf({ figures }: UnitOfWork["stores"], estate: Estate, now: Date): Promise<Counts> {
  const scope = { estateId: estate.id, department: null };
  const day = dayOf(now, estate.timezone);
  const today = await figures.countsIn(scope, soFar(day, now));
  const standing = await figures.standing(scope, { now, day, tomorrow: dayOf(now, estate.timezone, 1) });
  return {
    received_today: today.received,
    settled_today: today.settled,
    open: standing.open.reduce((sum, { count }) => sum + count, 0),
    unaccepted: standing.unaccepted,
    unclear: standing.unclear,
    late: standing.late,
    due_tomorrow: standing.dueTomorrow,
    callbacks_due: standing.callbacks.due,
    callbacks_late: standing.callbacks.late,
  };
}

/**
 * Adds how an estate's matters stand, the same figures the digest tells, counted at most once a minute. Labels are
 * estates and a fixed list of words, so that their number never grows.
 */
export function addFigureMetrics(
  registry: Registry,
  { unitOfWork, estates, clock }: FigureSources,
): Registry {
  let counted: { at: number; counts: Promise<(readonly [string, Counts])[]> } | null = null;

  function counts(): Promise<(readonly [string, Counts])[]> {
    const now = clock.now();
    const isFresh = counted && Math.abs(now.getTime() - counted.at) < CACHED_MILLIS;
    if (counted && isFresh) return counted.counts;
    const all = estates.map(
      async (estate) => [estate.id, await countsOf(unitOfWork.stores, estate, now)] as const,
    );
    counted = { at: now.getTime(), counts: Promise.all(all) };
    // A count that failed is not kept.
    counted.counts.catch(() => {
      counted = null;
    });
    return counted.counts;
  }

  new Gauge({
    name: "guanjia_matters",
    help: "Matters of an estate: received and settled today, open, late and so on, as the digest counts them",
    labelNames: ["estate", "what"],
    registers: [registry],
    async collect() {
      for (const [estate, of] of await counts()) {
        for (const [what, count] of Object.entries(of)) this.set({ estate, what }, count);
      }
    },
  });
  return registry;
}
