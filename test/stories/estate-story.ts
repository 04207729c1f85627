import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { type Config, readConfig } from "../../src/config.js";
import { readEstateFile } from "../../src/edges/estate-file.js";
import { createLogger } from "../../src/edges/logger.js";
import type { Estate } from "../../src/rules/estate.js";
import { createStandingClock } from "../../src/simulator/movable-clock.js";
import { type Simulation, startSimulation } from "../../src/simulator/simulation.js";
import { groupActor, residentActor, staffActor } from "./actors.js";
import { drawLate } from "./lots.js";
import { createReader, type Reader } from "./reader.js";

export interface StoryOptions {
  /** Where the story begins; the clock stands still until it is moved. */
  readonly at?: string;
  readonly databaseUrl?: string;
  readonly estateFile?: string;
  /** More variables, for example those of a model server. */
  readonly environment?: Readonly<Record<string, string>>;
  /** True = digests and audits come as in the file; else they are off, because the story is about a matter. */
  readonly routines?: boolean;
  /** True = digests come with their pictures; else nobody paints any, because painting takes a second. */
  readonly pictures?: boolean;
  /** True = audits and the other duties of days, weeks and months come; as `routines` when left out. */
  readonly audits?: boolean;
  /** The estate as this story has it. */
  readonly estate?: (sample: Estate) => Estate;
}

export interface Span {
  readonly days?: number;
  readonly hours?: number;
  readonly minutes?: number;
  readonly seconds?: number;
}

/** An estate with its desk and a stand-in WeCom: people speak, time moves, and every message is accounted for. */
export interface EstateStory {
  resident(name: string): ReturnType<typeof residentActor>;
  /** By the name in the estate file, for example 李娜. */
  staff(name: string): ReturnType<typeof staffActor>;
  /** By the name of the group, for example 工程群. */
  group(name: string): ReturnType<typeof groupActor>;
  /** Counts what members and groups have received so far as read: the story is about somebody else. */
  readStaff(): void;
  advance(span: Span): Promise<void>;
  settle(): Promise<void>;
  /** Stops the desk and starts it again on the same ledger. */
  restart(): Promise<void>;
  readonly simulation: Simulation;
  /** What the platform refused or dropped since the last look, by code, is just this. */
  expectsViolations(codes: readonly (number | null)[]): void;
  /** Everything that was said, as text. */
  transcript(): string;
  /** Fails on any message nobody expected and on anything the platform would have refused; then stops. */
  close(): Promise<void>;
}

const SAMPLE = "src/simulator/sample-estate.yaml";

function milliseconds({ days = 0, hours = 0, minutes = 0, seconds = 0 }: Span): number {
  return (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1_000;
}

function storyConfig(folder: string, options: StoryOptions): Config {
  const outcome = readConfig({
    PORT: "0",
    DATA_DIR: folder,
    SIMULATOR: "on",
    ...options.environment,
    ...(options.databaseUrl ? { DATABASE_URL: options.databaseUrl } : {}),
  });
  if (outcome.kind === "problems") throw new Error(outcome.problems.join("; "));
  return outcome.config;
}

/** No story may reach beyond this machine. */
function guardOutboundHosts(): () => void {
  const original = globalThis.fetch;
  globalThis.fetch = (input, init) => {
    const { hostname } = new URL(input instanceof Request ? input.url : String(input));
    if (hostname !== "127.0.0.1") throw new Error(`a story called an unknown host: ${hostname}`);
    return original(input, init);
  };
  return () => {
    globalThis.fetch = original;
  };
}

const WITHOUT_AUDITS = {
  "reception.dailyAudit": false,
  "reception.weeklyAuditDay": "off",
  "callback.archiveDay": "off",
  "report.summaryDay": "off",
};

/** Nothing comes by the calendar alone unless the story asks for it. */
function estateOf(options: StoryOptions, sample: Estate): Estate {
  const { routines = false, audits = routines } = options;
  const digests = routines ? sample.digests : { ...sample.digests, daily: null, weekly: null, monthly: null };
  const settings = audits ? sample.settings : { ...sample.settings, ...WITHOUT_AUDITS };
  const estate = { ...sample, digests, settings };
  return options.estate ? options.estate(estate) : estate;
}

async function startWorld(options: StoryOptions): Promise<{ simulation: Simulation; folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), "guanjia-story-"));
  const file = await readEstateFile(options.estateFile ?? SAMPLE, () => undefined);
  if (file.kind === "problems") throw new Error(file.problems.join("; "));
  const simulation = await startSimulation({
    config: storyConfig(folder, options),
    estates: file.estates.map((estate) => estateOf(options, estate)),
    robotKeys: file.robotKeys,
    clock: createStandingClock(new Date(options.at ?? "2026-11-23T09:00:00+08:00")),
    log: createLogger({ level: process.env.STORY_LOG ?? "silent" }),
    tempo: { retryPauseMillis: 5, pollPauseMillis: 20, patienceMillis: 3_000 },
    ticking: false,
  });
  return { simulation, folder };
}

/** Longest time the desk waits for more pieces of a message (rules/memory.ts). */
const LONGEST_WAIT_MILLIS = 60_000;

/** Settles, and moves the clock to where messages that rest for their writer are answered. */
async function waitOutPieces({ machine, clock, app }: Simulation): Promise<void> {
  await machine.settle();
  const limit = clock.now().getTime() + LONGEST_WAIT_MILLIS;
  for (;;) {
    const resting = await app().database.client.inboundMessage.findFirst({
      where: { state: "waiting", channel: "kf", nextAttemptAt: { gt: clock.now(), lte: new Date(limit) } },
      orderBy: { nextAttemptAt: "asc" },
    });
    if (!resting) return;
    await machine.advanceTo(resting.nextAttemptAt);
  }
}

/** Starts a story. Call `close` at its end: it is what fails on an unexpected message. */
export async function startEstate(options: StoryOptions = {}): Promise<EstateStory> {
  const unguard = guardOutboundHosts();
  const { simulation, folder } = await startWorld(options);
  const { standIn, machine, clock, estates } = simulation;
  if (!options.pictures) simulation.painting.rest();
  const readers = new Map<string, Reader>();
  const readerOf = (who: string, screen: Parameters<typeof createReader>[1]): Reader => {
    const reader = readers.get(who) ?? createReader(who, screen);
    readers.set(who, reader);
    return reader;
  };
  await drawLate(simulation.app().database, clock.now());
  const [estate] = estates;
  if (!estate) throw new Error("the story's estate file is empty");
  const world = {
    standIn,
    estate,
    readerOf,
    settle: () => machine.settle(),
    waitOut: () => waitOutPieces(simulation),
  };
  // Everybody's screen is watched, also of those the story never mentions.
  for (const member of estate.staff) staffActor(world, member.name);
  for (const group of Object.values(estate.groups)) if (group.chatId) groupActor(world, group.name);
  let forgiven = 0;
  const violations = () =>
    standIn
      .violations()
      .slice(forgiven)
      .map((violation) => violation.errcode);
  return {
    resident: (name) => residentActor(world, name),
    staff: (name) => staffActor(world, name),
    group: (name) => groupActor(world, name),
    readStaff() {
      for (const member of estate.staff) readerOf(member.name, standIn.member(member.userid)).read();
      for (const { chatId, name } of Object.values(estate.groups)) {
        if (chatId) readerOf(name, standIn.group(chatId)).read();
      }
    },
    advance: (span) => machine.advanceTo(new Date(clock.now().getTime() + milliseconds(span))),
    settle: () => machine.settle(),
    restart: () => simulation.restart(),
    simulation,
    expectsViolations(codes) {
      expect(violations()).toEqual(codes);
      forgiven = standIn.violations().length;
    },
    transcript: () => [...readers.values()].map((reader) => reader.transcript()).join("\n\n"),
    async close() {
      try {
        await machine.settle();
        expect([...readers.values()].flatMap((reader) => reader.unread())).toEqual([]);
        expect(violations()).toEqual([]);
      } finally {
        await simulation.stop();
        await rm(folder, { recursive: true, force: true });
        unguard();
      }
    },
  };
}
