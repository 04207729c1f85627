import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "../../src/config.js";
import { readEstateFile } from "../../src/edges/estate-file.js";
import { createLogger } from "../../src/edges/logger.js";
import { openSimulator } from "../../src/simulator/start-simulator.js";

/** Time for a simulator to start or stop on a machine that has much else to do, in ms. */
export const PATIENCE = 60_000;

const PATIENCE_MILLIS = 30_000;
/** The desk waits a little for the rest of a message. */
const NUDGES = 4;
const NUDGE_MILLIS = 30_000;

export interface PageLine {
  readonly id: string;
  readonly kind: string;
  readonly from: string;
  readonly text: string;
  readonly at: number;
  readonly file: { readonly id: string } | null;
}

/** An answer of the simulator; `body` is whatever JSON it gave. */
export interface Answered {
  readonly status: number;
  // The shapes are what the tests are about.
  readonly body: ReturnType<typeof JSON.parse>;
}

export type OpenPage = Awaited<ReturnType<typeof openPage>>;

/** A folder for a simulator's data, and the way to throw it away. */
export async function dataFolder() {
  const folder = await mkdtemp(join(tmpdir(), "guanjia-page-"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Asks again and again until the answer is what is waited for; fails with what came last. */
export async function until<T>(what: string, ask: () => Promise<T | null | undefined | false>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MILLIS;
  for (;;) {
    const found = await ask();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The simulator as `npm start` opens it, on a free port, at a pace nobody could read along. */
export async function openPage(folder: string) {
  const outcome = readConfig({ PORT: "0", DATA_DIR: folder, SIMULATOR: "on" });
  if (outcome.kind === "problems") throw new Error(outcome.problems.join("; "));
  const { config } = outcome;
  const file = await readEstateFile(config.estateFile, () => undefined);
  if (file.kind === "problems") throw new Error(file.problems.join("; "));
  const log = createLogger({ level: "silent" });
  const simulator = await openSimulator(config, file, { log, pace: 0 });
  const address = () => `http://127.0.0.1:${simulator.simulation.app().address.port}`;

  async function call(method: string, path: string, init: RequestInit = {}): Promise<Answered> {
    const response = await fetch(`${address()}/simulator/api${path}`, { method, ...init });
    const text = await response.text();
    return { status: response.status, body: text === "" ? null : JSON.parse(text) };
  }

  const get = (path: string) => call("GET", path);
  const post = (path: string, body: unknown) =>
    call("POST", path, { headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const lines = async (place: string): Promise<PageLine[]> =>
    (await get(`/conversations/${encodeURIComponent(place)}`)).body.lines;
  const { machine, clock } = simulator.simulation;
  return {
    ...simulator,
    address,
    call,
    get,
    post,
    lines,
    async says(resident: string, text: string): Promise<void> {
      const sent = await post(`/residents/${resident}/messages`, { type: "text", text });
      if (sent.body.outcome !== "delivered") throw new Error(JSON.stringify(sent.body));
    },
    /** The first line there that others wrote and that matches; time moves while the desk waits for more. */
    async heard(place: string, pattern: RegExp): Promise<PageLine> {
      for (let nudge = 0; ; nudge += 1) {
        await machine.settle();
        const all = await lines(place);
        const found = all.find((line) => line.from !== "person" && pattern.test(line.text));
        if (found) return found;
        if (nudge === NUDGES) throw new Error(`no ${pattern} at ${place}: ${JSON.stringify(all)}`);
        await machine.advanceTo(new Date(clock.now().getTime() + NUDGE_MILLIS));
      }
    },
    /** Begins an act and waits for its end; returns its closing words. */
    async act(path: string, body: unknown): Promise<string> {
      const begun = await post(path, body);
      if (begun.status !== 202) throw new Error(`${path}: ${JSON.stringify(begun.body)}`);
      await simulator.playground.stage.empty();
      return simulator.playground.stage.last()?.words ?? "";
    },
  };
}
