import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterQuietHours } from "../../src/rules/calendar.js";
import type { CaseRecord } from "../../src/rules/case-record.js";
import { type Duty, isOpenDuty } from "../../src/rules/duty.js";
import { afterAcceptance, afterNudge } from "../../src/rules/duty-clock.js";
import { afterPause, afterResume, afterResumeNudge, dueStep } from "../../src/rules/duty-pause.js";
import { reach } from "../../src/rules/ladder.js";
import { MONTH_RULE } from "../../src/rules/sop-rule.js";
import { ENQUIRY, estate, MINOR, START, startedDuties } from "./started-duties.js";

type Event =
  | { readonly type: "accept" | "resume" | "restart"; readonly after: number }
  | { readonly type: "pause"; readonly after: number; readonly for: number };

const events: fc.Arbitrary<Event[]> = fc.array(
  fc.oneof(
    fc.record({
      type: fc.constantFrom("accept" as const, "resume" as const, "restart" as const),
      after: fc.integer({ min: 1, max: 4_000 }),
    }),
    fc.record({
      type: fc.constant("pause" as const),
      after: fc.integer({ min: 1, max: 2_000 }),
      for: fc.integer({ min: 1, max: 6_000 }),
    }),
  ),
  { maxLength: 12 },
);

interface Run {
  duty: Duty;
  readonly nudges: { readonly kind: string; readonly at: Date; readonly due: Date }[];
}

/** Lets the clock of a duty run to that moment as the sweep does. */
function runTo(run: Run, until: Date): void {
  for (let steps = 0; steps < 200; steps += 1) {
    const { duty } = run;
    if (!duty.nextNudgeAt || duty.nextNudgeAt > until) return;
    const now = duty.nextNudgeAt;
    const { nudge, duty: ready, lifted } = dueStep(duty, estate, now);
    if (!nudge || nudge.at > now) throw new Error(`a stored moment at which nothing is due: ${duty.kind}`);
    run.nudges.push({ kind: nudge.kind, at: now, due: nudge.at });
    if (nudge.kind === "becomesMajor") {
      run.duty = { ...duty, settledAt: now, nextNudgeAt: null };
      return;
    }
    const outcome = reach(
      { ladder: duty.ladder, step: nudge.step, ownerUserid: null },
      { estate, record: { responsibleDepartment: "engineering" }, absences: [], now },
    );
    const changes =
      nudge.kind === "resumed"
        ? afterResumeNudge(duty, estate, now)
        : { ...lifted, ...afterNudge(ready, nudge, { outcome, hours: estate, now }) };
    run.duty = { ...duty, ...changes };
    if (run.duty.nextNudgeAt && run.duty.nextNudgeAt <= now)
      throw new Error(`${nudge.kind} does not move on`);
  }
  throw new Error("a clock that never rests");
}

function live(duty: Duty, happenings: readonly Event[]): Run {
  const run: Run = { duty, nudges: [] };
  let now = START;
  for (const event of happenings) {
    now = new Date(now.getTime() + event.after * 60_000);
    // A restart is a stretch nobody looked: everything is caught up at once.
    if (event.type === "restart") run.duty = { ...run.duty };
    runTo(run, now);
    if (!isOpenDuty(run.duty)) return run;
    if (event.type === "accept") run.duty = { ...run.duty, ...afterAcceptance(run.duty, estate, now) };
    if (event.type === "resume") run.duty = { ...run.duty, ...afterResume(run.duty, estate, now) };
    if (event.type === "pause" && run.duty.terms.pausable) {
      const until = new Date(now.getTime() + event.for * 60_000);
      run.duty = { ...run.duty, ...afterPause(run.duty, { until, reason: "等" }, { hours: estate, now }) };
    }
  }
  runTo(run, new Date(now.getTime() + 60 * 86_400_000));
  return run;
}

describe("whatever happens", () => {
  const matters = fc.constantFrom<Partial<CaseRecord>>(
    ENQUIRY,
    MINOR,
    { kind: "complaint", complaintClass: "important" },
    { kind: "complaint", complaintClass: "major" },
    { kind: "repair", emergency: true },
  );

  test("no open duty is without an owner, none ever rests, and every limit is climbed", () => {
    fc.assert(
      fc.property(matters, events, (matter, happenings) => {
        for (const duty of startedDuties(matter)) {
          const { duty: end, nudges } = live(duty, happenings);
          expect(end.ownerUserid).not.toBeNull();
          for (const nudge of nudges) expect(nudge.due <= nudge.at).toBe(true);
          if (!isOpenDuty(end)) continue;
          // Two months on: the last rung has been reached, and is still asked, cap or not.
          expect(end.step).toBe(end.ladder.length - 1);
          expect(end.nextNudgeAt).not.toBeNull();
        }
      }),
      { numRuns: 200 },
    );
  });

  test("only emergencies and major complaints ring in quiet hours", () => {
    fc.assert(
      fc.property(matters, events, (matter, happenings) => {
        for (const duty of startedDuties(matter)) {
          if (duty.terms.ringsAtNight || duty.kind === MONTH_RULE) continue;
          for (const { at } of live(duty, happenings).nudges) expect(afterQuietHours(at, estate)).toEqual(at);
        }
      }),
      { numRuns: 100 },
    );
  });

  test("no nudge is given twice: each has its number and a later moment than the one before", () => {
    fc.assert(
      fc.property(matters, events, (matter, happenings) => {
        for (const duty of startedDuties(matter)) {
          const { nudges, duty: end } = live(duty, happenings);
          for (const [index, nudge] of nudges.entries()) {
            const before = nudges[index - 1];
            if (before) expect(nudge.at > before.at).toBe(true);
          }
          if (end.kind !== MONTH_RULE) expect(end.nudges).toBe(nudges.length);
        }
      }),
      { numRuns: 100 },
    );
  });
});
