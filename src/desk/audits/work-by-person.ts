import type { Estate } from "../../rules/estate.js";
import { workBrief } from "../../rules/wording/week-wording.js";
import type { Stores } from "../ports.js";

/** More open records than an estate has; the counts are for a person to glance at. */
const OPEN_AT_MOST = 2_000;

/** Who has how many open matters and how many of them late (REC-14), for the supervisor's audit. */
export async function workByPerson(
  stores: Stores,
  { estate, now }: { estate: Estate; now: Date },
): Promise<readonly string[]> {
  const open = await stores.cases.listOpen(estate.id, {}, OPEN_AT_MOST);
  const late = await stores.duties.lateCases(
    open.map(({ id }) => id),
    now,
  );
  const people = new Map<string | null, { open: number; late: number }>();
  for (const { id, assignee } of open) {
    const work = people.get(assignee) ?? { open: 0, late: 0 };
    people.set(assignee, { open: work.open + 1, late: work.late + (late.has(id) ? 1 : 0) });
  }
  const sorted = [...people].sort(([, a], [, b]) => b.late - a.late || b.open - a.open);
  return workBrief(
    sorted.map(([userid, work]) => ({ userid, ...work })),
    estate,
  );
}
