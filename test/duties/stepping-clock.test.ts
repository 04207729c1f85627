import fc from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { afterQuietHours } from "../../src/rules/calendar.js";
import { type Duty, isOpenDuty } from "../../src/rules/duty.js";
import { afterNudge } from "../../src/rules/duty-clock.js";
import { dueStep } from "../../src/rules/duty-pause.js";
import type { Estate } from "../../src/rules/estate.js";
import { reach } from "../../src/rules/ladder.js";
import { MONTH_RULE } from "../../src/rules/sop-rule.js";
import { type EstateStory, startEstate } from "../stories/estate-story.js";
import { ledgerOf, suggestLocker } from "./opened-matters.js";
import { ENQUIRY, MINOR, START, estate as sampleEstate, startedDuties } from "./started-duties.js";

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;

interface Given {
  readonly kind: string;
  /** What the clock said when it went out, and when it was due. */
  readonly at: Date;
  readonly due: Date;
}

/** One look of the sweep at one duty, as `nudge-duties` does it; returns the duty as it is then. */
function look(duty: Duty, at: { estate: Estate; now: Date; given: Given[] }): Duty {
  const { estate, now, given } = at;
  if (!duty.nextNudgeAt || duty.nextNudgeAt > now) return duty;
  const { nudge, duty: ready, lifted } = dueStep(duty, estate, now);
  if (!nudge || nudge.at > now) return { ...duty, nextNudgeAt: nudge?.at ?? null };
  given.push({ kind: nudge.kind, at: now, due: nudge.at });
  if (nudge.kind === "becomesMajor") return { ...duty, settledAt: now, nextNudgeAt: null };
  const facts = { estate, record: { responsibleDepartment: "engineering" }, absences: [], now } as const;
  const outcome = reach({ ladder: duty.ladder, step: nudge.step, ownerUserid: null }, facts);
  return { ...duty, ...lifted, ...afterNudge(ready, nudge, { outcome, hours: estate, now }) };
}

/** The clock of a machine: it goes on by minutes, and now and then by NTP, by hand or by sleep it jumps. */
const jumps = fc.array(
  fc.record({
    after: fc.integer({ min: 1, max: 600 }),
    by: fc.constantFrom(-90 * SECOND, -HOUR, HOUR, 3 * DAY),
  }),
  { maxLength: 8 },
);
type Jump = { readonly after: number; readonly by: number };

/** Looks every quarter of an hour of the machine's clock for forty days, through its jumps. */
function liveWith(duty: Duty, estate: Estate, happenings: readonly Jump[]): { end: Duty; given: Given[] } {
  const given: Given[] = [];
  let end = duty;
  let now = START.getTime();
  const lookFor = (millis: number) => {
    const until = now + millis;
    for (; now < until; now += 15 * 60 * SECOND) end = look(end, { estate, now: new Date(now), given });
  };
  for (const { after, by } of happenings) {
    lookFor(after * 60 * SECOND);
    now += by;
  }
  lookFor(40 * DAY);
  return { end, given };
}

const matters = fc.constantFrom(
  ENQUIRY,
  MINOR,
  { kind: "complaint", complaintClass: "important" } as const,
  { kind: "complaint", complaintClass: "major" } as const,
  { kind: "repair", emergency: true } as const,
);
/** Both change their clocks in the weeks after `START`. */
const zones = fc.constantFrom("Asia/Shanghai", "America/New_York", "Europe/Berlin");

describe("a clock that steps back and forth", () => {
  test("brings no nudge before its time, none twice, and every limit is climbed all the same", () => {
    fc.assert(
      fc.property(matters, zones, jumps, (matter, timezone, happenings) => {
        const estate = { ...sampleEstate, timezone };
        for (const duty of startedDuties(matter, { timezone })) {
          const { end, given } = liveWith(duty, estate, happenings);
          for (const nudge of given) expect(nudge.due <= nudge.at).toBe(true);
          expect(end.kind === MONTH_RULE || end.nudges === given.length).toBe(true);
          const limits = given.filter(({ kind }) => kind === "limit");
          expect(limits.length).toBeLessThan(duty.ladder.length);
          expect(given.filter(({ kind }) => kind === "warning").length).toBeLessThanOrEqual(
            duty.warnings.length,
          );
          if (!isOpenDuty(end) || duty.kind === MONTH_RULE) continue;
          expect(end.step).toBe(end.ladder.length - 1);
          expect(end.nextNudgeAt).not.toBeNull();
        }
      }),
      { numRuns: 60 },
    );
  });

  test("wakes nobody in the quiet hours of its own zone, on the days the clocks change least of all", () => {
    fc.assert(
      fc.property(matters, zones, jumps, (matter, timezone, happenings) => {
        const estate = { ...sampleEstate, timezone };
        for (const duty of startedDuties(matter, { timezone })) {
          if (duty.terms.ringsAtNight || duty.kind === MONTH_RULE) continue;
          // Planned for a moment that is not quiet; a sweep is at most one look late.
          for (const { due } of liveWith(duty, estate, happenings).given) {
            expect(afterQuietHours(due, estate)).toEqual(due);
          }
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe("a desk whose clock steps", () => {
  let story: EstateStory | null = null;
  afterEach(() => story?.close());

  /** Sets the clock of the machine without anything else happening, and lets the desk look twice. */
  async function step(estate: EstateStory, millis: number): Promise<void> {
    const { clock } = estate.simulation;
    clock.moveTo(new Date(clock.now().getTime() + millis));
    await estate.settle();
    await estate.settle();
  }

  test("reminds once around a step back of ninety seconds, and climbs once after a sleep of three days", async () => {
    const estate = await startEstate({ at: "2026-11-23T09:00:00+08:00" });
    story = estate;
    const record = await suggestLocker(estate);
    await estate.advance({ hours: 35, minutes: 59, seconds: 30 });
    await step(estate, -90 * SECOND);
    estate.staff("李娜").expectsNothing();
    await estate.advance({ minutes: 2 });
    estate.staff("李娜").expects(/快到时限】#1/);
    await step(estate, -90 * SECOND);
    await step(estate, -HOUR);
    await step(estate, HOUR + 90 * SECOND);
    estate.staff("李娜").expectsNothing();
    await step(estate, 3 * DAY);
    expect(estate.staff("李娜").read()).toHaveLength(1);
    expect(estate.staff("王芳").read()).toHaveLength(1);
    await step(estate, -HOUR);
    await step(estate, HOUR);
    estate.staff("王芳").expectsNothing();
    const [duty] = await ledgerOf(estate).stores.duties.openOfCase(record.id);
    expect(duty).toMatchObject({ step: 1, nudges: 2 });
    await estate.group("客服群").says("陈明", "关闭 1 东门没有电源");
    estate.readStaff();
  });
});
