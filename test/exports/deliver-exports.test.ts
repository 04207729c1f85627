import { afterEach, expect } from "vitest";
import { createDeliverExports, type ExportEdges } from "../../src/desk/deliver-exports.js";
import { estateDirectory } from "../../src/rules/estate-directory.js";
import { eachDatabase } from "../db/each-database.js";
import type { TestDatabase } from "../db/open-test-database.js";
import { estate, NOON, noonPlus } from "../db/samples.js";

const errors: unknown[] = [];
const warnings: unknown[] = [];
afterEach(() => {
  errors.splice(0);
  warnings.splice(0);
});

/** A desk that makes one file of so many bytes for every request, and counts how often. */
function exporting(
  { unitOfWork }: Pick<TestDatabase, "unitOfWork">,
  settings: { bytes?: number; now?: Date } = {},
) {
  const made: string[] = [];
  const removed: string[] = [];
  let breaks = 0;
  const edges: ExportEdges = {
    folderOf: (id) => `exports/chat/${id}`,
    press: {
      open: () => Promise.reject(new Error("not here")),
      removeFolder: async (folder) => {
        removed.push(folder);
      },
    },
    async exportRecords({ folder, form, month }) {
      if (breaks > 0) {
        breaks -= 1;
        throw new Error("disk full");
      }
      made.push(`${folder} ${month.id}`);
      const name = "表.xlsx";
      return [
        { name, path: `${folder}/${name}`, bytes: settings.bytes ?? 5_000, rows: 3, form: form ?? "repair" },
      ];
    },
  };
  let now = settings.now ?? noonPlus(5);
  const log = {
    info: () => undefined,
    warn: (fields: unknown) => warnings.push(fields),
    error: (fields: unknown) => errors.push(fields),
  };
  const deps = { unitOfWork, log, clock: { now: () => now }, directory: estateDirectory([estate()]) };
  const sweep = createDeliverExports(deps, edges);
  return {
    sweep,
    made,
    removed,
    moveTo: (at: Date) => {
      now = at;
    },
    breaksOnce: () => {
      breaks += 1;
    },
  };
}

async function asked({ unitOfWork }: TestDatabase): Promise<void> {
  await unitOfWork.run((stores) => stores.estates.mirror([estate()], NOON));
  const request = {
    estateId: "yunqi",
    period: "2026-10",
    askedBy: "zhaoqiang",
    at: NOON,
    form: null,
    department: null,
  };
  await unitOfWork.run((stores) => stores.exports.ask(request, 7));
}

async function queued({ database }: TestDatabase) {
  const rows = await database.client.outboundMessage.findMany({ orderBy: { id: "asc" } });
  return rows.map(({ key, content }) => [
    key.replace(/export:\d+/, "export"),
    (content as { type: string }).type,
  ]);
}

eachDatabase("two desks that see the same request make it once and send it once", async (ledger) => {
  await asked(ledger);
  const another = await ledger.openAnother();
  const one = exporting(ledger);
  const other = exporting(another);
  await Promise.all([one.sweep.look(), other.sweep.look()]);
  await one.sweep.look();
  expect([...one.made, ...other.made]).toHaveLength(1);
  expect(await queued(ledger)).toEqual([
    ["export:0", "text"],
    ["export:1", "file"],
  ]);
  const [run] = await ledger.database.client.exportRun.findMany();
  expect(run).toMatchObject({ state: "done", askedBy: "zhaoqiang", period: "2026-10" });
  expect(run?.files).toEqual([{ name: "表.xlsx", rows: 3, bytes: 5_000 }]);
});

eachDatabase(
  "a desk that died over it leaves a lease; when it has run out the next desk does it",
  async (ledger) => {
    await asked(ledger);
    const [request] = await ledger.unitOfWork.stores.exports.waiting(noonPlus(1), 5);
    if (!request) throw new Error("nothing waits");
    // What a desk does before it is killed.
    await ledger.unitOfWork.stores.exports.claim(request, noonPlus(900));
    const desk = exporting(ledger, { now: noonPlus(600) });
    await desk.sweep.look();
    expect(desk.made).toEqual([]);
    expect(await desk.sweep.nextDueAt()).toEqual(noonPlus(900));
    desk.moveTo(noonPlus(900));
    await desk.sweep.look();
    expect(desk.made).toHaveLength(1);
    // The dead one turns out to be slow: what it made counts no more.
    const late = { state: "done", files: [], at: noonPlus(901) } as const;
    expect(await ledger.unitOfWork.stores.exports.finish(request, late)).toBe(false);
    expect(await queued(ledger)).toHaveLength(2);
  },
);

eachDatabase(
  "what cannot be made is tried after one and after four minutes, then the asker hears it and nothing is left",
  async (ledger) => {
    await asked(ledger);
    const desk = exporting(ledger, { now: noonPlus(5) });
    for (const [at, next] of [
      [5, noonPlus(65)],
      [65, noonPlus(305)],
      [305, null],
    ] as const) {
      desk.breaksOnce();
      desk.moveTo(noonPlus(at));
      await desk.sweep.look();
      // Looked at too early, it is nobody's to take.
      await desk.sweep.look();
      expect(await desk.sweep.nextDueAt()).toEqual(next);
    }
    expect(warnings).toHaveLength(2);
    expect(errors).toHaveLength(1);
    expect(await queued(ledger)).toEqual([["export:0", "text"]]);
    expect(desk.removed).toHaveLength(1);
    expect(desk.made).toEqual([]);
  },
);

eachDatabase(
  "a request over which three desks died is tried no more, and the asker hears it",
  async (ledger) => {
    await asked(ledger);
    for (const attempt of [1, 2, 3]) {
      const [request] = await ledger.unitOfWork.stores.exports.waiting(noonPlus(attempt * 900), 5);
      if (!request) throw new Error("nothing waits");
      await ledger.unitOfWork.stores.exports.claim(request, noonPlus((attempt + 1) * 900));
    }
    const desk = exporting(ledger, { now: noonPlus(3_600) });
    await desk.sweep.look();
    expect(desk.made).toEqual([]);
    expect(await queued(ledger)).toEqual([["export:0", "text"]]);
    expect(await desk.sweep.nextDueAt()).toBeNull();
  },
);

eachDatabase(
  "a file too large for the platform is left on the server and the asker told where",
  async (ledger) => {
    await asked(ledger);
    const desk = exporting(ledger, { bytes: 21 * 1024 * 1024 });
    await desk.sweep.look();
    const [, second] = await ledger.database.client.outboundMessage.findMany({ orderBy: { id: "asc" } });
    expect(JSON.stringify(second?.content)).toMatch(/超过20MB.*exports\/chat\/\d+\/表\.xlsx.*7天/);
  },
);
