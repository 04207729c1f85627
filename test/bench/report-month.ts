import { composeDay } from "../../src/desk/compose-day.js";
import { composePeriod } from "../../src/desk/compose-period.js";
import { openDatabase } from "../../src/edges/db/open-database.js";
import { createUnitOfWork } from "../../src/edges/db/unit-of-work.js";
import { dayOf, monthOf, soFar } from "../../src/rules/figures/report-span.js";
import { estate } from "../db/samples.js";

// A program of its own, so that its memory is its own: composes a month and a day, and tells what it took.
const [url = "", at = ""] = process.argv.slice(2);
const now = new Date(at);
const database = await openDatabase(url);
const { stores } = createUnitOfWork(database);
const setup = estate();
const scope = { estateId: setup.id, department: null };
await stores.figures.lastEntryId();
const rest = process.memoryUsage().rss;
let peak = rest;
const watch = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage().rss);
}, 20);

const monthBegun = performance.now();
const month = monthOf(now, setup.timezone);
const { figures } = await composePeriod(stores, { estate: setup, scope, span: month, late: false, now });
const monthMillis = performance.now() - monthBegun;
const dayBegun = performance.now();
const span = soFar(dayOf(now, setup.timezone), now);
await composeDay(stores, { estate: setup, scope, span, late: null, problems: [], now });
const dayMillis = performance.now() - dayBegun;

clearInterval(watch);
await database.close();
const received = figures.received.reduce((sum, { count }) => sum + count, 0);
console.info(JSON.stringify({ monthMillis, dayMillis, peakMegabytes: (peak - rest) / 2 ** 20, received }));
