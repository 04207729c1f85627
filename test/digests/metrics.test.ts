import { Registry } from "prom-client";
import { expect } from "vitest";
import { addFigureMetrics } from "../../src/edges/figure-metrics.js";
import { eachDatabase } from "../db/each-database.js";
import { caseDraft, dutyDraft, mirrorEstate, NOON, noonPlus, estate as usual } from "../db/samples.js";

eachDatabase(
  "/metrics tells what the digest counts, and counts once a minute at most",
  async ({ unitOfWork }) => {
    await mirrorEstate(unitOfWork.stores);
    const record = await unitOfWork.stores.cases.open(caseDraft({ receivedAt: NOON }), NOON);
    await unitOfWork.stores.duties.start(dutyDraft(record.id, { dueAt: noonPlus(60) }));
    let now = noonPlus(600);
    const registry = addFigureMetrics(new Registry(), {
      unitOfWork,
      estates: [usual()],
      clock: { now: () => now },
    });
    const tells = async (what: string) =>
      new RegExp(`^guanjia_matters\\{estate="yunqi",what="${what}"\\} (\\d+)$`, "m").exec(
        await registry.metrics(),
      )?.[1];
    expect(await tells("received_today")).toBe("1");
    expect(await tells("late")).toBe("1");
    expect(await tells("open")).toBe("1");
    await unitOfWork.stores.cases.open(caseDraft({ receivedAt: NOON }), NOON);
    now = noonPlus(659);
    expect(await tells("open")).toBe("1");
    now = noonPlus(660);
    expect(await tells("open")).toBe("2");
  },
);
