import type { Estate } from "../rules/estate.js";
import { monthNamed } from "../rules/forms/form-span.js";
import {
  exportFailed,
  exportReady,
  exportTooLarge,
  nothingToExport,
} from "../rules/wording/export-wording.js";
import type { DeskDeps } from "./desk-deps.js";
import { errorCode, LostRace } from "./errors.js";
import type { WaitingExport } from "./export-ports.js";
import type { ExportedFile, ExportRecords } from "./export-records.js";
import type { FormPress } from "./form-ports.js";
import { type OutboundContent, PRIORITY } from "./outbound-message.js";
import type { Stores } from "./ports.js";
import { plainText, queueMessage } from "./queue-message.js";
import type { TimedSweep } from "./timed-sweep.js";

/** What the delivery of forms needs beside the desk. */
export interface ExportEdges {
  readonly exportRecords: ExportRecords;
  readonly press: FormPress;
  /** Folder of the files made for a request, by its id. */
  readonly folderOf: (id: number) => string;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A month of 100,000 records takes minutes; whoever died in it is taken for dead after this. */
const LEASE_MILLIS = 15 * MINUTE;
/** Attempts before the asker is told that there will be no files; those whose desk died count. */
const ATTEMPTS = 3;
/** One that failed is made again after 1 min, then 4 min: a full disk or a busy database wants time, the asker waits. */
const retryMillis = (failures: number) => Math.min(15_000 * 4 ** failures, 5 * MINUTE);
/** What the platform takes as a file (protocol §11). */
const MOST_BYTES = 20 * 1024 * 1024;
/** The platform keeps an upload three days; a week leaves time to fetch from the server what was too large to send. */
export const EXPORT_KEPT_DAYS = 7;

type Desk = Pick<DeskDeps, "unitOfWork" | "clock" | "directory" | "log">;

interface Making {
  readonly run: WaitingExport;
  readonly estate: Estate;
  readonly now: Date;
}

function contentOf(file: ExportedFile): OutboundContent {
  if (file.bytes > MOST_BYTES) return plainText(exportTooLarge(file, EXPORT_KEPT_DAYS));
  return { type: "file", path: file.path, fileName: file.name };
}

/** The files go to the asker alone, 1:1, whatever room it was asked in. */
async function queueAnswer(
  stores: Stores,
  { run, estate, now }: Making,
  contents: readonly OutboundContent[],
): Promise<void> {
  for (const [index, content] of contents.entries()) {
    await queueMessage(
      stores,
      {
        estateId: estate.id,
        key: `export:${run.id}:${index}`,
        target: { channel: "app", userid: run.askedBy },
        content,
        priority: PRIORITY.answer,
      },
      now,
    );
  }
}

/** Ends a request and tells the asker, in one transaction; a lost claim is a lost race. */
async function end(
  { unitOfWork, log }: Desk,
  making: Making,
  told: { state: "done" | "failed"; files: readonly ExportedFile[]; contents: readonly OutboundContent[] },
): Promise<void> {
  const { run, now } = making;
  const { state, contents } = told;
  const files = told.files.map(({ name, rows, bytes }) => ({ name, rows, bytes }));
  await unitOfWork.run(async (stores) => {
    if (!(await stores.exports.finish(run, { state, files, at: now })))
      throw new LostRace(`export ${run.id}`);
    await queueAnswer(stores, making, contents);
  });
  log.info({ exportId: run.id, files: files.length, state }, "export_ended");
}

/** Works on one request; returns how many it ended. */
function createAttempt(deps: Desk, edges: ExportEdges) {
  const { unitOfWork, directory, clock, log } = deps;
  const { exports } = unitOfWork.stores;

  async function make(making: Making): Promise<void> {
    const { run, estate, now } = making;
    const month = monthNamed(run.period, estate.timezone);
    if (!month) throw new Error(`export ${run.id} has no month`);
    const { form, department } = run;
    const folder = edges.folderOf(run.id);
    const files = await edges.exportRecords({ estate, month, form, department, format: "xlsx", folder, now });
    const words = files.length ? exportReady(files.length, month) : nothingToExport(month, form);
    await end(deps, making, { state: "done", files, contents: [plainText(words), ...files.map(contentOf)] });
  }

  async function giveUp(making: Making): Promise<void> {
    const { run } = making;
    const contents = [plainText(exportFailed({ id: run.period }, run.form))];
    await end(deps, making, { state: "failed", files: [], contents });
    // Last: what broke the files may keep them from being removed, and the asker hears of it all the same.
    await edges.press.removeFolder(edges.folderOf(run.id)).catch((error: unknown) => {
      log.warn({ exportId: run.id, error: errorCode(error) }, "export_leftovers");
    });
  }

  async function fail(making: Making, error: unknown): Promise<number> {
    const { run } = making;
    const failures = run.attempts + 1;
    const isLast = failures >= ATTEMPTS;
    const line = { exportId: run.id, failures, error: errorCode(error) };
    log[isLast ? "error" : "warn"](line, "export_failed");
    if (isLast) await giveUp(making);
    else await exports.postpone(run, new Date(clock.now().getTime() + retryMillis(failures)));
    return isLast ? 1 : 0;
  }

  return async function attempt(run: WaitingExport, now: Date): Promise<number> {
    const estate = directory.byId(run.estateId);
    const until = new Date(now.getTime() + LEASE_MILLIS);
    if (!estate || !(await exports.claim(run, until))) return 0;
    const making = { run, estate, now };
    try {
      // Whoever took it last died over it, and was not the first to fail: the next would too.
      if (run.attempts >= ATTEMPTS) await giveUp(making);
      else await make(making);
      return 1;
    } catch (error) {
      if (error instanceof LostRace) return 0;
      return fail(making, error);
    }
  };
}

/**
 * Makes what was asked for with 导出: claims the request, makes the files outside any transaction, and queues them
 * in the one that ends the request. What fails is made again soon; whoever dies in between leaves a lease that runs
 * out, and files that the next one writes over. After three attempts the asker is told. Files are deleted after some days.
 */
export function createDeliverExports(deps: Desk, edges: ExportEdges): TimedSweep {
  const { exports } = deps.unitOfWork.stores;
  const attempt = createAttempt(deps, edges);

  async function removeOld(now: Date): Promise<number> {
    const before = new Date(now.getTime() - EXPORT_KEPT_DAYS * DAY);
    const old = await exports.madeBefore(before, 20);
    for (const { id } of old) {
      await edges.press.removeFolder(edges.folderOf(id));
      await exports.markRemoved(id);
    }
    return old.length;
  }

  return {
    name: "exports",
    cron: "*/9 * * * * *",
    maxAgeMillis: 30 * MINUTE,
    async look() {
      const now = deps.clock.now();
      let done = await removeOld(now);
      for (const run of await exports.waiting(now, 5)) done += await attempt(run, now);
      return done;
    },
    async nextDueAt() {
      const made = await exports.oldestMadeAt();
      const removal = made && new Date(made.getTime() + EXPORT_KEPT_DAYS * DAY + 1);
      const waiting = await exports.nextWaitingAt();
      if (!waiting || !removal) return waiting ?? removal;
      return waiting < removal ? waiting : removal;
    },
  };
}
