import { expect } from "vitest";
import { eachDatabase } from "../db/each-database.js";
import { estate, NOON, noonPlus } from "../db/samples.js";

eachDatabase(
  "a changed setting is written down with time, old and new value, an unchanged one is not",
  async (ledger) => {
    const { stores } = ledger.unitOfWork;
    const settings = { "complaint.minorDays": 3 };
    await stores.estates.mirror([estate()], NOON);
    await stores.estates.mirror([estate({ settings })], noonPlus(1));
    await stores.estates.mirror([estate({ settings })], noonPlus(2));
    await stores.estates.mirror([estate({ settings: { "complaint.minorDays": 4 } })], noonPlus(3));
    await stores.estates.mirror([estate()], noonPlus(4));
    const rows = await ledger.database.client.setting.findMany({ orderBy: { id: "asc" } });
    expect(rows.map(({ name, oldValue, newValue, at }) => [name, oldValue, newValue, at])).toEqual([
      ["complaint.minorDays", "default", "3", noonPlus(1)],
      ["complaint.minorDays", "3", "4", noonPlus(3)],
      ["complaint.minorDays", "4", "default", noonPlus(4)],
    ]);
    expect(new Set(rows.map(({ actor }) => actor))).toEqual(new Set(["estate file"]));
  },
);
