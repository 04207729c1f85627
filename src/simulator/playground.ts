import { join } from "node:path";
import { errorCode } from "../desk/errors.js";
import type { Log } from "../desk/ports.js";
import type { Cast } from "./api/conversation-view.js";
import { watchLedger } from "./api/ledger-watch.js";
import { createLiveNews, type LiveNews } from "./api/live-news.js";
import { describeNews } from "./api/overview.js";
import {
  createMemoryKeeper,
  KEPT_LEDGER_FILE,
  KEPT_MEMORY_FILE,
  MEMORY_FILE,
  type MemoryKeeper,
  readMemory,
  type SimulatorMemory,
  writeMemory,
} from "./memory-file.js";
import { createMisfortunes, type Misfortunes } from "./misfortunes.js";
import {
  createResidentsBook,
  firstResidents,
  type PlayedResident,
  type ResidentsBook,
} from "./residents-book.js";
import type { Simulation } from "./simulation.js";
import { createStage, type Stage } from "./stage.js";

/** Everything the page plays with. */
export interface Playground {
  readonly simulation: Simulation;
  readonly book: ResidentsBook;
  readonly cast: Cast;
  readonly misfortunes: Misfortunes;
  readonly stage: Stage;
  readonly live: LiveNews;
  /** The way back to real time: kept when the clock leaves it. */
  readonly wayBack: WayBack;
  /** Stretches the pauses of stories: 1 for people, 0 for tests. */
  readonly pace: number;
  /** Resolves when what was done so far outlives a crash. */
  remember(): Promise<void>;
  /** Ends what runs by itself and writes what is to be remembered; the simulation is the caller's. */
  close(): Promise<void>;
}

/** A clock never goes back over a ledger: what lies between is undone instead. */
export interface WayBack {
  /** Whether there is a moment to go back to. */
  exists(): boolean;
  /** Keeps how things stand, unless the clock has left real time already. */
  keep(): Promise<void>;
  /** Everything as it was kept, at real time. */
  take(): Promise<void>;
  /** There is no way back any more: everything was emptied. */
  forget(): Promise<void>;
}

/** News is told this often; while a month of it is made, the desk needs the time. */
const GATHER_MILLIS = 120;
const BUSY_GATHER_MILLIS = 1_200;

/** Clocks that differ by less show the same second. */
const SAME_TIME_MILLIS = 2_000;

function createWayBack(simulation: Simulation, book: ResidentsBook, kept: SimulatorMemory | null): WayBack {
  const { dataDir, clock, standIn, machine } = simulation;
  const ledger = join(dataDir, KEPT_LEDGER_FILE);
  let memory = kept;
  return {
    exists: () => memory !== null,
    async keep() {
      if (memory || !simulation.canReset || Math.abs(clock.aheadMillis()) > SAME_TIME_MILLIS) return;
      await machine.settle();
      await simulation.keepLedger(ledger);
      memory = { aheadMillis: 0, residents: [...book.all()], standIn: standIn.snapshot() };
      await writeMemory(dataDir, KEPT_MEMORY_FILE, memory);
    },
    async take() {
      if (!memory) throw new Error("nothing was kept to go back to");
      await simulation.returnTo({ ledger, standIn: memory.standIn });
      book.replace(memory.residents);
      memory = null;
    },
    async forget() {
      memory = null;
    },
  };
}

/** What an earlier start left, as far as the clock is still ahead of real time. */
export async function readWayBack(dataDir: string, aheadMillis: number): Promise<SimulatorMemory | null> {
  return aheadMillis > SAME_TIME_MILLIS ? readMemory(dataDir, KEPT_MEMORY_FILE) : null;
}

function keepMemory(simulation: Simulation, parts: { book: ResidentsBook; log: Log }): MemoryKeeper {
  const { clock, standIn, dataDir } = simulation;
  const write = () =>
    writeMemory(dataDir, MEMORY_FILE, {
      aheadMillis: clock.aheadMillis(),
      residents: [...parts.book.all()],
      standIn: standIn.snapshot(),
    });
  return createMemoryKeeper(write, (error) =>
    parts.log.warn({ error: errorCode(error) }, "simulator_memory_not_written"),
  );
}

function robotsOf({ estates, robotKeys }: Simulation) {
  return estates.flatMap((estate) =>
    Object.values(estate.groups).flatMap(({ id, name, chatId }) => {
      const key = robotKeys[estate.id]?.[id];
      return key && chatId ? [{ key, name, chatId }] : [];
    }),
  );
}

/** Builds everything around a simulation that runs. */
export function createPlayground(
  simulation: Simulation,
  terms: {
    log: Log;
    residents: readonly PlayedResident[] | null;
    wayBack: SimulatorMemory | null;
    pace: number;
  },
): Playground {
  const { standIn, estates } = simulation;
  const account = estates.flatMap((estate) => estate.kfAccounts)[0] ?? "";
  const book = createResidentsBook(terms.residents ?? firstResidents(account), () => {
    memory.noteChange();
    live.note("people");
  });
  const cast: Cast = { estates, standIn, book };
  const isBusy = () => playground.stage.current()?.kind === "month";
  const live = createLiveNews({
    describe: (topics) => describeNews(playground, topics),
    gatherMillis: () => (isBusy() ? BUSY_GATHER_MILLIS : GATHER_MILLIS),
  });
  const memory = keepMemory(simulation, { book, log: terms.log });
  const ledgerWatch = watchLedger({
    database: () => simulation.app().database,
    // A month of records is shown once, at its end.
    isWatched: () => live.listeners() > 0 && !isBusy(),
    onChange: () => live.note("ledger"),
  });
  const unsubscribe = standIn.subscribe((news) => {
    if (!isBusy()) memory.noteChange();
    if (news.topic === "wire") live.note("wire");
    else live.note(`place:${news.channel}:${news.channel === "app" ? news.peer.toLowerCase() : news.peer}`);
    ledgerWatch.suspect();
  });
  const playground: Playground = {
    simulation,
    book,
    cast,
    misfortunes: createMisfortunes(standIn, robotsOf(simulation)),
    stage: createStage({
      onChange: () => {
        if (!playground.stage.current()) memory.noteChange();
        live.note("act", "clock");
      },
      onError: (error) => terms.log.error({ error: errorCode(error) }, "simulator_act_failed"),
    }),
    live,
    wayBack: createWayBack(simulation, book, terms.wayBack),
    pace: terms.pace,
    remember: memory.flush,
    async close() {
      playground.stage.stop();
      await playground.stage.empty();
      unsubscribe();
      ledgerWatch.stop();
      memory.noteChange();
      await memory.flush();
    },
  };
  return playground;
}
