import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readConfig } from "../../src/config.js";
import { type Database, openDatabase } from "../../src/edges/db/open-database.js";
import { readEstateFile } from "../../src/edges/estate-file.js";
import { createLogger } from "../../src/edges/logger.js";
import { kfMessageId } from "../../src/edges/wecom/kf-courier.js";
import { createStandingClock } from "../../src/simulator/movable-clock.js";
import { type Simulation, startSimulation } from "../../src/simulator/simulation.js";
import { LABELLED_FILE, type LabelledMessage, labelledMessages } from "./labelled-messages.js";
import { outcomeTable } from "./outcome-table.js";

const messages = labelledMessages();
if (messages === null) console.info(`${LABELLED_FILE} is not there: labelled messages are not tried`);

/** At once, so that a robot's 20 a minute and an app's 30 suffice. */
const AT_ONCE = 8;
const BETWEEN_MILLIS = 90_000;
const AT_LAST_MILLIS = 10 * 60_000;

/** How many records each outcome leaves; whatever is not here should not happen to somebody's first words. */
const RECORDS: Readonly<Record<string, (count: number) => boolean>> = {
  opened: (count) => count === 1,
  // One household more with what another one reported: a number of its own, the card is the first one's.
  joinedIncident: (count) => count === 1,
  openedSeveral: (count) => count > 1,
  smalltalk: (count) => count === 0,
  anger: (count) => count === 0,
};

interface Fate {
  readonly message: LabelledMessage;
  readonly outcome: string;
  readonly answers: readonly string[];
  readonly records: readonly { id: number; number: number; groups: readonly string[]; text: string }[];
}

let simulation: Simulation;
let database: Database;
let folder: string;
let fates: Fate[];

const peerOf = (message: LabelledMessage) => `wm${Buffer.from(message.id).toString("hex")}`;

async function start(): Promise<void> {
  folder = await mkdtemp(join(tmpdir(), "guanjia-acceptance-"));
  const config = readConfig({ PORT: "0", DATA_DIR: folder, SIMULATOR: "on" });
  const file = await readEstateFile("src/simulator/sample-estate.yaml", () => undefined);
  if (config.kind === "problems" || file.kind === "problems") throw new Error("the sample does not start");
  simulation = await startSimulation({
    config: config.config,
    estates: file.estates,
    robotKeys: file.robotKeys,
    clock: createStandingClock(new Date("2026-11-23T09:00:00+08:00")),
    log: createLogger({ level: "silent" }),
    ticking: false,
  });
  database = await openDatabase(config.config.databaseUrl);
}

async function sendAll(rows: readonly LabelledMessage[]): Promise<void> {
  const { standIn, machine, clock } = simulation;
  const later = (millis: number) => machine.advanceTo(new Date(clock.now().getTime() + millis));
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const batch = rows.slice(from, from + AT_ONCE);
    await Promise.all(batch.map((row) => standIn.resident(peerOf(row)).sends(row.text)));
    await later(BETWEEN_MILLIS);
  }
  await later(AT_LAST_MILLIS);
}

async function fateOf(message: LabelledMessage): Promise<Fate> {
  const { client } = database;
  const rows = await client.inboundMessage.findMany({ where: { senderId: peerOf(message) } });
  const inbound = rows.find((row) => row.channel === "kf" && row.content !== null);
  const screen = simulation.standIn.resident(peerOf(message)).received();
  const answerId = kfMessageId(`answer:${inbound?.id}`);
  const records = await client.caseRecord.findMany({
    where: { resident: { externalUserId: peerOf(message) } },
    include: { entries: { where: { type: "dispatched" } } },
  });
  return {
    message,
    outcome: inbound?.state === "handled" ? (inbound.outcome ?? "") : `not handled: ${inbound?.state}`,
    answers: screen.filter((line) => line.msgid === answerId).map((line) => line.text),
    records: records.map(({ id, number, kind, matter, entries }) => ({
      id,
      number,
      groups: entries.flatMap(({ data }) => groupsIn(data)),
      text: `${kind} ${matter}`,
    })),
  };
}

function groupsIn(data: unknown): string[] {
  const { groups }: { groups: string } = JSON.parse(JSON.stringify(data));
  return groups.split(",").filter(Boolean);
}

describe.runIf(messages)("every labelled message, sent as a resident sends it,", () => {
  const rows = messages ?? [];
  beforeAll(async () => {
    await start();
    await sendAll(rows);
    fates = await Promise.all(rows.map(fateOf));
    console.info(outcomeTable(fates.map(({ message, outcome }) => ({ kind: message.kind, outcome }))));
    const shown = Number(process.env.SHOW ?? 0);
    const step = shown > 0 ? rows.length / shown : Number.POSITIVE_INFINITY;
    for (let at = 0; at < rows.length && shown > 0; at += step) {
      const fate = fates[Math.floor(at)];
      console.info(`？${fate?.message.text}\n【${fate?.message.kind}】${fate?.answers.join("\n——")}`);
    }
  }, 600_000);
  afterAll(async () => {
    await database?.close();
    await simulation?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  test("becomes exactly one record for each of its matters, or none for a reason", () => {
    const wrong = fates.filter(({ outcome, records }) => !RECORDS[outcome]?.(records.length));
    expect(wrong).toEqual([]);
  });

  test("gets exactly one answer, which names the record", () => {
    const wrong = fates.filter(
      ({ answers, records }) =>
        answers.length !== 1 || records.some((one) => !answers[0]?.includes(`#${one.number}`)),
    );
    expect(wrong).toEqual([]);
  });

  test("puts exactly one card into every group that should hear of it", () => {
    const { standIn, estates } = simulation;
    const carded = fates.filter(({ outcome }) => outcome !== "joinedIncident");
    const wrong = carded.flatMap(({ records }) =>
      records.flatMap(({ number, groups }) => {
        const counts = groups.map((id) => {
          const chatId = estates[0]?.groups[id]?.chatId ?? "";
          const lines = standIn.group(chatId).received();
          return lines.filter((line) => line.text.includes(`】#${number}**`)).length;
        });
        return groups.length > 0 && counts.every((count) => count === 1) ? [] : [{ number, groups, counts }];
      }),
    );
    expect(wrong).toEqual([]);
  });

  test("leaves nothing that the platform would have refused, shortened or dropped", () => {
    expect(simulation.standIn.violations()).toEqual([]);
  });

  test("leaves nothing in the outbox that could not be delivered", async () => {
    const undelivered = await database.client.outboundMessage.findMany({
      where: { state: { in: ["failed", "uncertain", "phoneTask", "expired", "held"] } },
      select: { key: true, state: true, lastError: true },
    });
    expect(undelivered).toEqual([]);
  });
});
