import type { Provider } from "../../src/edges/db/database-url.js";
import type { PrismaClient } from "../../src/edges/db/generated/sqlite/client.js";

/** Rows per statement: one over all of them would outlast its time-out. */
const LOT = 20_000;

/** How many records, over how many days up to `until`. */
export interface Filling {
  readonly records: number;
  readonly days: number;
  /** ISO day, UTC. */
  readonly until: string;
}

type Sql = (value: string) => string;

function words(provider: Provider, { days, until }: Filling) {
  const minutesAgo = (minutes: string): string =>
    provider === "sqlite"
      ? `strftime('%Y-%m-%dT%H:%M:%S.000+00:00', '${until}', (0 - (${minutes})) || ' minutes')`
      : `TIMESTAMP '${until}' - (${minutes}) * INTERVAL '1 minute'`;
  const json: Sql = (value) => (provider === "sqlite" ? value : `CAST(${value} AS JSONB)`);
  const none = (type: string) => (provider === "sqlite" ? "NULL" : `CAST(NULL AS ${type})`);
  // Spread over the days by a prime, so that neighbours in number are not neighbours in time.
  const age = `(n * 7919) % (${days} * 1440)`;
  return { minutesAgo, json, none, age };
}

function rowsOf(provider: Provider, filling: Filling): Record<string, string> {
  const { minutesAgo, json, none, age } = words(provider, filling);
  const pick = (choices: readonly string[]) =>
    `CASE n % ${choices.length} ${choices.map((choice, index) => `WHEN ${index} THEN '${choice}'`).join(" ")} END`;
  const kind = pick(["repair", "repair", "complaint", "request", "enquiry", "repair", "suggestion"]);
  const department = pick(["engineering", "security", "cleaning", "customerService", "finance"]);
  const isOpen = "n % 50 = 0";
  const received = minutesAgo(age);
  const done = `CASE WHEN ${isOpen} THEN ${none("TIMESTAMP")} ELSE ${minutesAgo(`${age} - n % 2000`)} END`;
  const limit = minutesAgo(`${age} - 1000`);
  const rung = json("'[]'");
  return {
    '"CaseRecord" ("id", "estateId", "number", "kind", "complaintClass", "status", "responsibleDepartment", "room", "matter", "channel", "receivedAt", "firstReplyAt", "handledAt", "cause", "triageRule", "triageConfidence", "classifiedBy", "updatedAt")': `n, 'yunqi', n, ${kind}, CASE WHEN n % 7 = 2 THEN 'minor' ELSE NULL END, CASE WHEN n % 100 = 0 THEN 'recorded' WHEN ${isOpen} THEN 'accepted' WHEN n % 90 = 1 THEN 'unresolvable' WHEN n % 7 = 2 THEN 'handled' ELSE 'closed' END, ${department}, (n % 12 + 1) || '-2-502', '厨房水管漏水，请派人来看看，已经第二次了', 'online', ${received}, ${minutesAgo(`${age} - n % 45`)}, ${done}, CASE WHEN n % 7 = 2 THEN 'quality' ELSE NULL END, 'x', 1, 'rules', ${received}`,
    '"Duty" ("id", "estateId", "caseId", "kind", "requirement", "startedAt", "dueAt", "ownerRole", "ladder", "terms", "warnings", "calendar", "nextNudgeAt", "settledAt")': `n, 'yunqi', n, 'reception.settle', 'DL-04', ${received}, ${limit}, 'receptionist', ${rung}, ${json("'{}'")}, ${rung}, 'exact', CASE WHEN ${isOpen} THEN ${limit} ELSE ${none("TIMESTAMP")} END, ${done}`,
    '"LedgerEntry" ("caseId", "at", "type", "actor", "data")': `n, ${received}, ${pick(["received", "received", "classified", "climbed"])}, 'guanjia', ${json("'{}'")}`,
    '"Callback" ("estateId", "caseId", "kind", "requirement", "state", "proposedForm", "form", "callerRole", "startsAt", "dueAt", "doneAt", "satisfaction", "handledAt", "handledBy", "department", "caseKind", "createdAt")': `'yunqi', n, 'repair', 'CBK-04', CASE WHEN ${isOpen} THEN 'planned' ELSE 'done' END, 'phone', 'phone', 'callbackOfficer', ${received}, ${limit}, CASE WHEN ${isOpen} THEN ${none("TIMESTAMP")} ELSE ${limit} END, CASE WHEN n % 3 = 0 THEN 'satisfied' ELSE NULL END, ${received}, 'liugong', ${department}, 'repair', ${received}`,
    '"OutboundMessage" ("estateId", "key", "channel", "target", "targetKey", "content", "priority", "notBefore", "nextAttemptAt", "createdAt", "state")': `'yunqi', 'k' || n, 'app', ${json(`'{"channel":"app","userid":"m"}'`)}, 'app:m', ${json(`'{"type":"markdown","text":"x"}'`)}, 2, ${received}, ${received}, ${received}, CASE WHEN n % 1000 = 0 THEN 'failed' ELSE 'sent' END`,
  };
}

/** Fills an estate's tables: most is done, a fiftieth open and late, every record with its clock and callback. */
export async function fillMonths(client: PrismaClient, provider: Provider, filling: Filling): Promise<void> {
  for (const [table, values] of Object.entries(rowsOf(provider, filling))) {
    for (let from = 1; from <= filling.records; from += LOT) {
      const to = Math.min(from + LOT - 1, filling.records);
      const numbers = `WITH RECURSIVE numbers(n) AS (SELECT ${from} UNION ALL SELECT n + 1 FROM numbers WHERE n < ${to})`;
      await client.$executeRawUnsafe(`${numbers} INSERT INTO ${table} SELECT ${values} FROM numbers`);
    }
  }
  await client.$executeRawUnsafe("ANALYZE");
}
