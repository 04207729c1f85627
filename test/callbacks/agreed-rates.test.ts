import { expect, test } from "vitest";
import { openMatter } from "../duties/opened-matters.js";
import { startEstate } from "../stories/estate-story.js";
import { callbacksNow, recordNow } from "./planned-callbacks.js";

const LONG = { timeout: 90_000 };
const WORDS = ["希望装个快递柜", "希望多种些桂花", "希望楼下添把长椅", "希望电梯里放首歌"];

async function settledSuggestions(percent: number, words: readonly string[]) {
  const estate = await startEstate({
    at: "2026-11-02T09:00:00+08:00",
    estate: (sample) => ({
      ...sample,
      settings: { ...sample.settings, "callback.suggestionPercent": percent },
    }),
  });
  for (const [index, suggestion] of words.entries()) {
    const { number } = await openMatter(estate, {
      kind: "suggestion",
      words: suggestion,
      department: "customerService",
      phone: `1391111000${index}`,
    });
    expect(number).toBe(index + 1);
    await estate.staff("李娜").writes(`完成 ${number} 已转工程部研究并答复`);
  }
  estate.readStaff();
  return estate;
}

test("half of the suggestions, as agreed with the supervisor: one of each two is called", LONG, async () => {
  const estate = await settledSuggestions(50, WORDS);
  try {
    const called = [];
    for (const number of [1, 2, 3, 4]) called.push((await callbacksNow(estate, number)).length);
    const [one = 0, two = 0, three = 0, four = 0] = called;
    expect([one + two, three + four]).toEqual([1, 1]);
    // Whoever the lot passed over lacks nothing more.
    for (const [index, callbacks] of called.entries()) {
      const { status } = await recordNow(estate, index + 1);
      expect(status).toBe(callbacks === 1 ? "handled" : "closed");
    }
  } finally {
    await estate.close();
  }
});

test("an odd suggestion is not forgotten: its lot falls a day before its week is over", LONG, async () => {
  const estate = await settledSuggestions(20, WORDS.slice(0, 1));
  try {
    await estate.advance({ days: 6, hours: 1 });
    estate.readStaff();
    expect((await callbacksNow(estate, 1)).map(({ kind }) => kind)).toEqual(["other"]);
  } finally {
    await estate.close();
  }
});

test("none of the suggestions, as agreed: settled and answered they are closed", LONG, async () => {
  const estate = await settledSuggestions(0, WORDS.slice(0, 1));
  try {
    expect([(await callbacksNow(estate, 1)).length, (await recordNow(estate)).status]).toEqual([0, "closed"]);
  } finally {
    await estate.close();
  }
});
