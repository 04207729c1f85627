import type { Database } from "../../src/edges/db/open-database.js";
import { drawnPosition } from "../../src/rules/callback-draw.js";

/** A seed whose first block calls the settlement at this place. */
function seedDrawing(position: number): string {
  for (let number = 0; ; number += 1) {
    if (drawnPosition(`seed ${number}`, 0, 10) === position) return `seed ${number}`;
  }
}

/** Lets the lot of a month (`2026-11`, `2026-11/request`) fall on the settlement at this place of its first ten. */
export async function drawLot(
  { client }: Database,
  { period, position }: { period: string; position: number },
): Promise<void> {
  const seed = seedDrawing(position);
  await client.callbackDraw.upsert({
    where: { estateId_period: { estateId: "yunqi", period } },
    create: { estateId: "yunqi", period, seed },
    update: { seed },
  });
}

/** The lot of this month and the next falls on the tenth, so that no story hangs on chance. */
export async function drawLate(database: Database, now: Date): Promise<void> {
  for (const shift of [0, 1]) {
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + shift, 15))
      .toISOString()
      .slice(0, 7);
    for (const period of [month, `${month}/request`]) await drawLot(database, { period, position: 10 });
  }
}
