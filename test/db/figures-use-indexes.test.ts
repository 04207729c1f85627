import { expect, test } from "vitest";
import { fillMonths } from "../digests/fill-months.js";
import { openTestDatabase, testProviders } from "./open-test-database.js";
import { plansOf, type Question, wholeTables } from "./query-plans.js";
import { mirrorEstate } from "./samples.js";

const RECORDS = 60_000;
const NOW = new Date("2026-11-21T10:07:00Z");
const day = { from: new Date("2026-11-20T16:00:00Z"), to: new Date("2026-11-21T16:00:00Z") };
const tomorrow = { from: day.to, to: new Date("2026-11-22T16:00:00Z") };
const whole = { estateId: "yunqi", department: null };
const own = { estateId: "yunqi", department: "engineering" } as const;

/** Every question a day's digest asks, of an estate and of a department. */
const QUESTIONS: Record<string, Question> = Object.fromEntries(
  [whole, own].flatMap((scope): [string, Question][] => {
    const name = (question: string) => `${question} of ${scope.department ?? "the estate"}`;
    return [
      [name("receivedIn"), ({ figures }) => figures.receivedIn(scope, day)],
      [name("settledIn"), ({ figures }) => figures.settledIn(scope, day)],
      [name("countsIn"), ({ figures }) => figures.countsIn(scope, day)],
      [name("callbackMeasures"), ({ figures }) => figures.callbackMeasures(scope, day)],
      [name("ladderUse"), ({ figures }) => figures.ladderUse(scope, day)],
      [name("standing"), ({ figures }) => figures.standing(scope, { now: NOW, day, tomorrow })],
      [name("lastEntryId"), ({ figures }) => figures.lastEntryId()],
    ];
  }),
);

for (const provider of testProviders) {
  test(`no figure of a day reads a whole table of a year (${provider})`, { timeout: 180_000 }, async () => {
    const ledger = await openTestDatabase(provider);
    await mirrorEstate(ledger.unitOfWork.stores);
    await fillMonths(ledger.database.client, provider, { records: RECORDS, days: 365, until: "2026-11-22" });
    const plans = await plansOf(provider, ledger.url, QUESTIONS);
    await ledger.close();
    expect(Object.keys(plans).length).toBeGreaterThan(Object.keys(QUESTIONS).length);
    for (const [question, plan] of Object.entries(plans)) expect(wholeTables(plan), question).toEqual([]);
  });
}
