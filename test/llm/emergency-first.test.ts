import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { LanguageModel } from "../../src/desk/model-ports.js";
import { createModelWaits } from "../../src/desk/model-wait.js";
import { createTriageWithModel } from "../../src/desk/triage-with-model.js";
import { createLogger } from "../../src/edges/logger.js";
import { triage } from "../../src/rules/triage/triage.js";
import type { Resident } from "../../src/simulator/wecom/residents.js";
import { openTestDatabase, type TestDatabase } from "../db/open-test-database.js";
import { upTo } from "../db/samples.js";
import { type LiveDesk, startLiveDesk } from "../resilience/live-desk.js";

const never = new Promise<never>(() => undefined);
const HANGS: LanguageModel = {
  readMessage: () => never,
  summarise: () => never,
  matchFollowUp: () => never,
};
/** Whole, so that the desk does not wait for more of it. */
const UNSURE = "3栋2单元502厨房水管漏水，就是那个东西，电话13800138000";

/** However slow the machine is. */
const LONG = { timeout: 60_000, interval: 200 };

const received = (resident: Resident) =>
  resident
    .received()
    .map(({ text }) => text)
    .join("\n");

let notes: TestDatabase;
let desk: LiveDesk;
let patienceEnds: () => void;
let waits = 0;
beforeAll(async () => {
  notes = await openTestDatabase();
  // Ends when the test says so: nothing here depends on how fast the machine is.
  const over = new Promise<void>((resolve) => {
    patienceEnds = resolve;
  });
  desk = await startLiveDesk({
    provider: "sqlite",
    triager: createTriageWithModel({
      unitOfWork: notes.unitOfWork,
      clock: { now: () => new Date() },
      log: createLogger({ level: "silent" }),
      model: HANGS,
      readByRules: (text, facts) =>
        text.includes("那个东西") ? { ...triage(text, facts), confidence: 0.4 } : triage(text, facts),
      beginWait: createModelWaits(() => {
        waits += 1;
        return { over, cancel: () => undefined };
      }),
    }),
  });
}, 60_000);
afterAll(async () => {
  await desk.stop();
  await notes.close();
});

test("an emergency behind sixteen messages that a hanging model is asked about is answered before any wait ends", async () => {
  const puzzled = upTo(16).map((index) => desk.tenant.standIn.resident(`wmPUZZLED${index}`));
  for (const resident of puzzled) await resident.sends(UNSURE);
  await vi.waitFor(() => expect(waits).toBe(4), LONG);
  const lin = desk.tenant.standIn.resident("wmLIN");
  await lin.sends("3栋2单元着火了！好大的烟");
  await vi.waitFor(() => expect(received(lin)).toMatch(/走楼梯/), LONG);
  const unanswered = puzzled.filter((resident) =>
    resident.conversation().every(({ from }) => from === "person"),
  );
  expect(unanswered.length).toBeGreaterThanOrEqual(4);
  expect(waits).toBe(4);

  patienceEnds();
  for (const resident of puzzled) await vi.waitFor(() => expect(received(resident)).toMatch(/#\d+/), LONG);
}, 240_000);
