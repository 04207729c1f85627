import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { playedResident } from "./residents-book.js";
import type { StandInState } from "./wecom/state.js";

/** What the simulator knows beside the ledger and keeps between two starts. */
export interface SimulatorMemory {
  readonly aheadMillis: number;
  readonly residents: readonly z.infer<typeof playedResident>[];
  readonly standIn: StandInState;
}

const VERSION = 1;
/** The stand-in wrote its state itself; its version is checked, its every field is not. */
const memorySchema = z.object({
  version: z.literal(VERSION),
  aheadMillis: z.number(),
  residents: z.array(playedResident),
  standIn: z.custom<StandInState>((value) => typeof value === "object" && value !== null && "kf" in value),
});

export const MEMORY_FILE = "simulator.json";
/** How things stood before the clock left real time. */
export const KEPT_MEMORY_FILE = "simulator-before-travel.json";
export const KEPT_LEDGER_FILE = "simulator-before-travel.db";

/** What was remembered; null when there is nothing, or nothing that can be read any more. */
export async function readMemory(folder: string, file: string): Promise<SimulatorMemory | null> {
  try {
    const parsed = memorySchema.safeParse(JSON.parse(await readFile(join(folder, file), "utf8")));
    return parsed.success ? parsed.data : null;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new Error(`read ${file} of the simulator`, { cause: error });
  }
}

/** Writes beside the old file and swaps the two, so that a crash leaves one of them whole. */
export async function writeMemory(folder: string, file: string, memory: SimulatorMemory): Promise<void> {
  const draft = join(folder, `${file}.part`);
  await writeFile(draft, JSON.stringify({ version: VERSION, ...memory }), { mode: 0o600 });
  await rename(draft, join(folder, file));
}

/** Writes a while after a change, or when somebody must be able to rely on it. */
export interface MemoryKeeper {
  noteChange(): void;
  /** Writes what is not written yet. */
  flush(): Promise<void>;
}

const QUIET_MILLIS = 1_000;

export function createMemoryKeeper(
  write: () => Promise<void>,
  onError: (error: unknown) => void,
): MemoryKeeper {
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();
  const writeNow = () => {
    timer = null;
    // One at a time: two writers would share the draft.
    writing = writing.then(write).catch(onError);
    return writing;
  };
  return {
    noteChange() {
      timer ??= setTimeout(() => void writeNow(), QUIET_MILLIS).unref();
    },
    async flush() {
      if (timer) {
        clearTimeout(timer);
        void writeNow();
      }
      await writing;
    },
  };
}
