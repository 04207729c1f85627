import type { SweepMarkStore } from "../../desk/ports.js";
import type { Session } from "./session.js";

/** When each sweep last ran to its end. */
export function createSweepMarkStore({ tables }: Session): SweepMarkStore {
  return {
    async mark(name, at) {
      await tables.sweepMark.upsert({
        where: { name },
        create: { name, ranAt: at },
        update: { ranAt: at },
      });
    },
    all: () => tables.sweepMark.findMany({ orderBy: { name: "asc" } }),
  };
}
