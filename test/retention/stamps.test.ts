import { afterEach, describe, expect, test } from "vitest";
import { callbackKeptUntil, recordKeptUntil, retentionLimits } from "../../src/rules/retention.js";
import { type EstateStory, startEstate } from "../stories/estate-story.js";

const SHANGHAI = { timezone: "Asia/Shanghai", settings: {} };
const at = (text: string) => new Date(text);

describe("until when something is kept", () => {
  test.each([
    ["2026-11-23T09:00:00+08:00", "2028-11-23T09:00:00+08:00"],
    ["2024-02-29T23:30:00+08:00", "2026-03-01T23:30:00+08:00"],
    ["2026-12-31T23:59:00+08:00", "2028-12-31T23:59:00+08:00"],
  ])("a record closed at %s until %s, by the wall of the estate", (closed, until) => {
    expect(recordKeptUntil(SHANGHAI, at(closed))).toEqual(at(until));
  });

  test("the estate may keep longer, each kind for itself", () => {
    const estate = { ...SHANGHAI, settings: { "retention.recordYears": 5, "retention.callbackYears": 3 } };
    const closed = at("2026-11-23T01:00:00Z");
    expect(recordKeptUntil(estate, closed)).toEqual(at("2031-11-23T01:00:00Z"));
    expect(callbackKeptUntil(estate, closed)).toEqual(at("2029-11-23T01:00:00Z"));
  });

  test("what is past its time is reckoned back from now", () => {
    expect(retentionLimits(SHANGHAI, at("2026-08-31T04:00:00Z"))).toEqual({
      now: at("2026-08-31T04:00:00Z"),
      closedBefore: at("2024-08-31T04:00:00Z"),
      filedBefore: at("2024-08-31T04:00:00Z"),
      // There is no 31 February, and nothing goes too early for it.
      messagesBefore: at("2026-02-28T04:00:00Z"),
    });
  });
});

describe("a record that ends", () => {
  let estate: EstateStory;
  afterEach(() => estate.close());

  test("says until when it is kept, whichever way it ends", async () => {
    estate = await startEstate({ at: "2026-11-23T09:00:00+08:00" });
    for (const matter of ["厨房漏水", "水龙头漏水", "大门关不上"]) {
      await estate.staff("李娜").writes(`登记 3-2-502 王女士 13800000000 ${matter} 来电`);
    }
    await estate.staff("李娜").writes("合并 1 2");
    await estate.staff("陈明").writes("关闭 3 业主已搬走，无法联系");
    const { client } = estate.simulation.app().database;
    const records = await client.caseRecord.findMany({ orderBy: { number: "asc" } });
    const until = at("2028-11-23T09:00:00+08:00");
    expect(records.map(({ status, retainUntil }) => [status, retainUntil])).toEqual([
      ["recorded", null],
      ["closed", until],
      ["unresolvable", until],
    ]);
    estate.readStaff();
  });
});
