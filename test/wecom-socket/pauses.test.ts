import { describe, expect, test } from "vitest";
import { createBackOff } from "../../src/edges/wecom/bot-socket-backoff.js";
import type { LinkEnd } from "../../src/edges/wecom/bot-socket-link.js";
import { BOT_SOCKET_TEMPO } from "../../src/edges/wecom/bot-socket-tempo.js";

const LOST: LinkEnd = { kind: "lost", reason: "ECONNRESET" };
const KICKED: LinkEnd = { kind: "kicked" };
const refused = (code: number): LinkEnd => ({
  kind: "refused",
  failure: { kind: "error", code, hint: null },
});
const MINUTE = 60_000;

/** Seconds of pause after each of these ends of connections that lived so long. */
function pauses(ends: readonly LinkEnd[], livedMillis = 0): number[] {
  const backOff = createBackOff(BOT_SOCKET_TEMPO.backOff);
  return ends.map((end) => backOff(end, livedMillis).pauseMillis / 1_000);
}

describe("the pause before the next connection", () => {
  const table: readonly [name: string, ends: LinkEnd[], seconds: number[]][] = [
    ["doubles up to half a minute when it is lost", Array(8).fill(LOST), [1, 2, 4, 8, 16, 30, 30, 30]],
    ["is ten minutes for a wrong secret", [refused(853000), refused(853000)], [600, 600]],
    ["is ten minutes for a wrong bot id", [refused(93019)], [600]],
    ["is ten minutes for a code nobody knows", [refused(123456)], [600]],
    ["is more than a minute when asked too often", Array(5).fill(refused(45009)), [65, 130, 260, 520, 600]],
    ["is minutes when another program took over", Array(4).fill(KICKED), [300, 600, 1200, 1800]],
  ];
  test.each(table)("%s", (_name, ends, seconds) => {
    expect(pauses(ends)).toEqual(seconds);
  });

  test("is short again after a connection that lasted", () => {
    const backOff = createBackOff(BOT_SOCKET_TEMPO.backOff);
    for (let times = 0; times < 8; times += 1) backOff(LOST, 0);
    expect(backOff(LOST, MINUTE).pauseMillis).toBe(1_000);
  });

  test("grows while the platform accepts and drops at once", () => {
    expect(pauses([LOST, LOST, LOST], 500)).toEqual([1, 2, 4]);
  });

  test("grows against a rival who lets us live for some minutes", () => {
    expect(pauses([KICKED, KICKED], 6 * MINUTE)).toEqual([300, 600]);
  });
});

describe("the lease", () => {
  const keeps = (ends: readonly LinkEnd[]) => {
    const backOff = createBackOff(BOT_SOCKET_TEMPO.backOff);
    return ends.map((end) => backOff(end, 0).keepsLease);
  };

  test("is kept through short losses and given to another process when they go on", () => {
    expect(keeps(Array(6).fill(LOST))).toEqual([true, true, true, true, false, false]);
  });

  test("is kept from our own processes while another program has the connection", () => {
    expect(keeps([KICKED, KICKED])).toEqual([true, true]);
  });

  test("is free while the secret is wrong", () => {
    expect(keeps([refused(853000)])).toEqual([false]);
  });
});

test("a process that lives renews its lease several times before it ends", () => {
  expect(BOT_SOCKET_TEMPO.leaseMillis / BOT_SOCKET_TEMPO.renewMillis).toBeGreaterThanOrEqual(3);
});
