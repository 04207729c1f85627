import { expect, test } from "vitest";
import { drawNext, drawnPosition, wanted } from "../../src/rules/callback-draw.js";
import { wallClock } from "../../src/rules/estate-time.js";
import { drawYear, type SettledRepair, yearOfRepairs } from "./year-of-repairs.js";

const LONG = { timeout: 120_000 };
const monthOf = ({ handledAt }: SettledRepair) => wallClock(handledAt, "Asia/Shanghai").month;
const MONTHS = Array.from({ length: 12 }, (_, month) => month + 1);

test(
  "a year of 5,000 repairs is called back one in ten every month, nobody twice a month, each in time",
  LONG,
  async () => {
    const repairs = yearOfRepairs(5_000, 1_200);
    const { chosen, draws } = await drawYear(repairs, "a");
    const rates = MONTHS.map((month) => {
      const settled = repairs.filter((repair) => monthOf(repair) === month).length;
      const called = chosen.filter((repair) => monthOf(repair) === month).length;
      return { month, settled, called, wanted: wanted(settled, 10) };
    });
    expect(rates.filter((rate) => rate.called !== rate.wanted)).toEqual([]);
    expect(rates.reduce((sum, { settled }) => sum + settled, 0)).toBe(5_000);
    expect(draws.map(({ seen, chosen: counted }) => counted === wanted(seen, 10))).toEqual(
      MONTHS.map(() => true),
    );
    const people = chosen.map((repair) => `${monthOf(repair)} ${repair.residentId}`);
    expect(people.length - new Set(people).size).toBe(0);
    // Whoever is chosen later than at settlement still has a day at least.
    const left = chosen.map(
      ({ handledAt, chosenAt }) => handledAt.getTime() + 5 * 86_400_000 - chosenAt.getTime(),
    );
    expect(Math.min(...left)).toBeGreaterThanOrEqual(86_400_000);
    console.info(rates.map(({ month, settled, called }) => `${month}: ${called}/${settled}`).join("  "));
  },
);

test("the same seed chooses the same repairs, another seed others", LONG, async () => {
  const repairs = yearOfRepairs(1_500, 400);
  const ids = async (seed: string) =>
    (await drawYear(repairs, seed)).chosen.map(({ id }) => id).sort((a, b) => a - b);
  const first = await ids("a");
  expect(await ids("a")).toEqual(first);
  const other = await ids("b");
  expect(other.filter((id) => first.includes(id)).length).toBeLessThan(first.length / 2);
});

test("a quiet month is decided in time as well: two repairs, one callback, with a day left", async () => {
  const at = (day: number) => new Date(Date.UTC(2026, 10, day, 3));
  const repairs = [
    { id: 1, residentId: "a", handledAt: at(2) },
    { id: 2, residentId: "b", handledAt: at(4) },
    { id: 3, residentId: "c", handledAt: at(20) },
  ];
  const { chosen } = await drawYear(repairs, "quiet");
  expect(chosen).toHaveLength(1);
  expect(chosen[0]?.id).toBeLessThanOrEqual(2);
});

test("when only one resident has repairs, they are asked once, and the next resident steps in", async () => {
  const at = (day: number) => new Date(Date.UTC(2026, 10, day, 3));
  const repairs = Array.from({ length: 21 }, (_, index) => ({
    id: index + 1,
    residentId: index === 20 ? "other" : "same",
    handledAt: at(1 + index),
  }));
  const { chosen, draws } = await drawYear(repairs, "alone");
  expect(chosen.map(({ residentId }) => residentId).sort()).toEqual(["other", "same"]);
  // One short of three: nobody else could be asked.
  expect(draws.map(({ seen, chosen: called }) => [seen, called])).toEqual([[21, 2]]);
});

test("every place in a block of ten is drawn about as often", () => {
  const counts = new Map<number, number>();
  for (let block = 0; block < 10_000; block += 1) {
    const position = drawnPosition(`seed ${block % 7}`, block, 10) - block * 10;
    counts.set(position, (counts.get(position) ?? 0) + 1);
  }
  expect([...counts.keys()].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(Math.min(...counts.values())).toBeGreaterThan(850);
  expect(Math.max(...counts.values())).toBeLessThan(1_150);
});

test.each([10, 15, 30, 50, 99])("at %s percent just so many are called, whenever one looks", (percent) => {
  let draw = { seed: "any", seen: 0, chosen: 0 };
  const behind: number[] = [];
  for (let settled = 1; settled <= 1_000; settled += 1) {
    const { seen, chosen } = drawNext(draw, { canBeAsked: true, percent });
    draw = { ...draw, seen, chosen };
    behind.push(wanted(seen, percent) - chosen);
  }
  expect(draw.chosen).toBe(percent * 10);
  expect([Math.min(...behind), Math.max(...behind)]).toEqual([0, 1]);
});
