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
const ATTEMPTS = 3;
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

/** Works on one request; returns how many it ended. */
function createAttempt(deps: Desk, edges: ExportEdges) {
  const { unitOfWork, directory, log } = deps;

  async function end(
    making: Making,
    state: "done" | "failed",
    told: { files: readonly ExportedFile[]; contents: readonly OutboundContent[] },
  ): Promise<void> {
    const { run, now } = making;
    const files = told.files.map(({ name, rows, bytes }) => ({ name, rows, bytes }));
    await unitOfWork.run(async (stores) => {
      if (!(await stores.exports.finish(run, { state, files, at: now })))
        throw new LostRace(`export ${run.id}`);
      await queueAnswer(stores, making, told.contents);
    });
    log.info({ exportId: run.id, files: files.length, state }, "export_ended");
  }

  async function make(making: Making): Promise<void> {
    const { run, estate, now } = making;
    const month = monthNamed(run.period, estate.timezone);
    if (!month) throw new Error(`export ${run.id} has no month`);
    const { form, department } = run;
    const folder = edges.folderOf(run.id);
    const files = await edges.exportRecords({ estate, month, form, department, format: "xlsx", folder, now });
    const words = files.length ? exportReady(files.length, month) : nothingToExport(month, form);
    await end(making, "done", { files, contents: [plainText(words), ...files.map(contentOf)] });
  }

  return async function attempt(run: WaitingExport, now: Date): Promise<number> {
    const estate = directory.byId(run.estateId);
    const until = new Date(now.getTime() + LEASE_MILLIS);
    if (!estate || !(await unitOfWork.stores.exports.claim(run, until))) return 0;
    const making = { run, estate, now };
    try {
      await make(making);
    } catch (error) {
      if (error instanceof LostRace) return 0;
      log.error({ exportId: run.id, error: errorCode(error) }, "export_failed");
      if (run.attempts + 1 < ATTEMPTS) return 0;
      await edges.press.removeFolder(edges.folderOf(run.id));
      await end(making, "failed", { files: [], contents: [plainText(exportFailed())] });
    }
    return 1;
  };
}

/**
 * Makes what was asked for with 导出: claims the request, makes the files outside any transaction, and queues them
 * in the one that ends the request. Whoever dies in between leaves a lease that runs out, and files that the next
 * one writes over. Files are deleted after some days.
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
