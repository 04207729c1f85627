import { describe, expect, test } from "vitest";
import { contactRefusal } from "../../src/rules/contact-policy.js";
import { ambiguityRule, backOffMillis, nextSendAt, PACING, quietMillis } from "../../src/rules/pacing.js";

const now = new Date("2026-11-21T10:00:00Z");
const ago = (millis: number) => new Date(now.getTime() - millis);
const HOUR = 3_600_000;

describe("the 48 hours and five messages of 微信客服", () => {
  const open = { lastInboundAt: ago(HOUR), sentSinceInbound: 0, humanSince: null };

  test.each([
    ["the resident has just written", open, "normal", null],
    ["47 h 58 min ago", { ...open, lastInboundAt: ago(48 * HOUR - 120_000) }, "normal", null],
    ["48 h ago to the second", { ...open, lastInboundAt: ago(48 * HOUR) }, "normal", "windowOver"],
    ["three were sent", { ...open, sentSinceInbound: 3 }, "normal", null],
    ["four were sent: the last is kept", { ...open, sentSinceInbound: 4 }, "normal", "reserved"],
    ["four were sent and this is the outcome", { ...open, sentSinceInbound: 4 }, "outcome", null],
    ["five were sent", { ...open, sentSinceInbound: 5 }, "outcome", "budgetUsed"],
    ["a person is talking with them", { ...open, humanSince: ago(60_000) }, "outcome", "humanServing"],
    [
      "a person talked with them until 49 h ago and never said so",
      { ...open, humanSince: ago(50 * HOUR), lastInboundAt: ago(49 * HOUR) },
      "outcome",
      "windowOver",
    ],
    ["they never wrote", { ...open, lastInboundAt: null }, "outcome", "neverWrote"],
  ] as const)("%s", (_, window, importance, refusal) => {
    expect(contactRefusal(window, importance, now)).toBe(refusal);
  });
});

describe("pacing", () => {
  test("the twentieth message to a robot goes at once, the twenty-first a minute after the first", () => {
    const times = Array.from({ length: 20 }, (_, index) => ago(30_000 - index * 1_000));
    expect(nextSendAt(PACING.robot, times.slice(0, 19), now)).toEqual(now);
    expect(nextSendAt(PACING.robot, times, now)).toEqual(new Date(now.getTime() + 31_000));
  });

  test("an app member's hour counts as well as the minute", () => {
    const times = Array.from({ length: 1_000 }, (_, index) => ago(3_000_000 - index * 1_000));
    expect(nextSendAt(PACING.app, times, now).getTime()).toBe(now.getTime() - 3_000_000 + 3_660_000);
  });

  test("a doubtful nudge is let go, a doubtful card is sent once more, a doubtful answer is repeated", () => {
    expect(ambiguityRule("robot", "nudge:4:1")).toBe("letGo");
    expect(ambiguityRule("robot", "dispatch:4:opened:group:desk")).toBe("resendMarked");
    expect(ambiguityRule("kf", "answer:9")).toBe("retrySame");
    expect(ambiguityRule("bot", "answer:9")).toBe("resendMarked");
  });

  test("a target that asks for quiet again gets twice as much of it, until the message goes another way", () => {
    const asked = 65_000;
    const quiets: number[] = [];
    for (let waitedMillis = 0, attempt = 1; attempt < 20; attempt += 1) {
      const quiet = quietMillis(asked, { attempt, waitedMillis });
      if (quiet === null) break;
      quiets.push(quiet);
      waitedMillis += quiet;
    }
    expect(quiets).toEqual([65_000, 130_000, 260_000, 520_000, 225_000]);
    expect(quietMillis(asked, { attempt: 1, waitedMillis: 86_400_000 })).toBe(asked);
  });

  test("pauses grow from one second to five minutes", () => {
    expect([1, 2, 3, 8, 30].map(backOffMillis)).toEqual([1_000, 2_000, 4_000, 128_000, 300_000]);
  });
});
