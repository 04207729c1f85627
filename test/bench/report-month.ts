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
const monthBegun = performance.now();
const cpuBegun = process.cpuUsage();
const month = monthOf(now, setup.timezone);
const { figures } = await composePeriod(stores, { estate: setup, scope, span: month, late: false, now });
const monthMillis = performance.now() - monthBegun;
const { user, system } = process.cpuUsage(cpuBegun);
const cpuMillis = (user + system) / 1_000;
const dayBegun = performance.now();
const span = soFar(dayOf(now, setup.timezone), now);
await composeDay(stores, { estate: setup, scope, span, late: null, problems: [], now });
const dayMillis = performance.now() - dayBegun;

await database.close();
const received = figures.received.reduce((sum, { count }) => sum + count, 0);
const peakMegabytes = process.resourceUsage().maxRSS / 1_024;
console.info(JSON.stringify({ monthMillis, cpuMillis, dayMillis, peakMegabytes, received }));
