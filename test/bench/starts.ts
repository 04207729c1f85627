import { setTimeout as pause } from "node:timers/promises";
import { preparePlace, residentMegabytes } from "./bench-place.js";
import { type Figure, percentile } from "./figures.js";

const STARTS = 5;
const IDLE_MILLIS = 60_000;

/** From the start of the process to its first answer: on an empty folder, and on a ledger that is there. */
export async function benchStarts(): Promise<Figure[]> {
  const place = await preparePlace();
  const first = await place.startDesk();
  await first.desk.stop();
  const later: number[] = [];
  for (let start = 0; start < STARTS; start += 1) {
    const { desk, afterMillis } = await place.startDesk();
    later.push(afterMillis);
    await desk.stop();
  }
  await place.clear();
  return [
    { what: "first start to first answer (makes the ledger)", value: first.afterMillis, unit: "ms" },
    { what: `second start, median of ${STARTS}`, value: percentile(later, 50), unit: "ms", atMost: 2_000 },
    { what: "second start, slowest", value: Math.max(...later), unit: "ms", atMost: 2_000 },
  ];
}

/** Memory of a desk that was talked to a little and then left alone for a minute. */
export async function benchMemory(): Promise<Figure[]> {
  const place = await preparePlace();
  const { desk } = await place.startDesk();
  for (let who = 0; who < 10; who += 1) {
    const resident = place.tenant.standIn.resident(`wmIDLE${who}`);
    await resident.sends(`${who + 1}栋2单元502厨房水管漏水，明天下午在家，电话13800138000`);
    await resident.receives(/#/);
  }
  await pause(IDLE_MILLIS);
  const value = await residentMegabytes(place.url);
  await desk.stop();
  await place.clear();
  return [{ what: "memory (RSS) after a minute of rest", value, unit: "MB", atMost: 200 }];
}
