import type { Stores } from "../../src/desk/ports.js";
import type { Provider } from "../../src/edges/db/database-url.js";
import { createDriverAdapter } from "../../src/edges/db/driver-adapter.js";
import type { PrismaClient } from "../../src/edges/db/generated/sqlite/client.js";
import { createStores } from "../../src/edges/db/stores.js";

/** Something a store is asked. */
export type Question = (stores: Stores) => Promise<unknown>;

/** Lines of a plan that read a table from end to end; pauses, of which there are few, and subqueries may. */
export function wholeTables(plan: readonly string[]): string[] {
  return plan
    .filter((line) => /SCAN (?!CONSTANT)\S+$|Seq Scan/.test(line))
    .filter((line) => !/ChannelPause|SCAN sub$/.test(line));
}

/** Plans of all statements the questions send, by question. */
export async function plansOf(
  provider: Provider,
  url: string,
  questions: Readonly<Record<string, Question>>,
): Promise<Record<string, string[]>> {
  const client = await openLogging(provider, url);
  const statements: { query: string; params: string }[] = [];
  client.$on("query", (event) => statements.push(event));
  const stores = createStores({ tables: client, provider, atomically: (work) => work(client) });
  const plans: Record<string, string[]> = {};
  for (const [name, ask] of Object.entries(questions)) {
    statements.length = 0;
    await ask(stores);
    for (const { query, params } of statements.splice(0)) {
      const plan = await explain(client, provider, { query, params });
      plans[`${name}: ${query}`] = plan;
    }
  }
  await client.$disconnect();
  return plans;
}

type LoggingClient = PrismaClient<"query">;

async function openLogging(provider: Provider, url: string): Promise<LoggingClient> {
  const options = {
    adapter: createDriverAdapter(url, { poolSize: 1 }),
    log: [{ emit: "event", level: "query" }],
  } as const;
  if (provider === "sqlite") {
    const { PrismaClient: Client } = await import("../../src/edges/db/generated/sqlite/client.js");
    return new Client({ ...options, log: [...options.log] });
  }
  const { PrismaClient: Twin } = await import("../../src/edges/db/generated/postgresql/client.js");
  return new Twin({ ...options, log: [...options.log] }) as unknown as LoggingClient;
}

async function explain(
  client: LoggingClient,
  provider: Provider,
  { query, params }: { query: string; params: string },
): Promise<string[]> {
  const prefix = provider === "sqlite" ? "EXPLAIN QUERY PLAN" : "EXPLAIN";
  const rows = await client.$queryRawUnsafe<Record<string, unknown>[]>(
    `${prefix} ${query}`,
    ...(JSON.parse(params) as unknown[]),
  );
  return rows.map((row) => String(row.detail ?? row["QUERY PLAN"]));
}
