import { wallClock } from "../../rules/estate-time.js";
import { withoutWaitingForDisk } from "../ledger-file.js";
import type { Playground } from "../playground.js";
import type { PlayedResident } from "../residents-book.js";
import { type ActControl, Stopped } from "../stage.js";
import { createAgenda } from "./agenda.js";
import { createDice, type Dice } from "./dice.js";
import { clearTheStage } from "./empty-everything.js";
import { castLots } from "./month-callbacks.js";
import { type Course, createMonthStage, type Fate, type MonthStage, planCourse } from "./month-course.js";
import { readSampleMatters, type SampleMatter } from "./month-matters.js";
import { inventResident } from "./month-people.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DAYS = 30;
/** Evenings whose digest has its picture. */
const PAINTED_DAYS = 2;

export interface MonthTerms {
  /** The same seed makes the same month before the same moment. */
  readonly seed: number;
  readonly matters: number;
  readonly until: Date;
}

export const USUAL_MONTH: Omit<MonthTerms, "until"> = { seed: 20_260_701, matters: 100 };

/** The older a matter, the likelier it is done. */
function fateOf(daysAgo: number, dice: Dice): Fate {
  const [done, taken, unresolvable] =
    daysAgo > 4 ? [0.9, 0.05, 0.03] : daysAgo > 1.5 ? [0.62, 0.2, 0] : [0.35, 0.3, 0];
  const roll = dice.roll();
  if (roll < done) return "done";
  if (roll < done + taken) return "taken";
  return roll < done + taken + unresolvable ? "unresolvable" : "untouched";
}

/** Moments of the month, the last days a little fuller, few of them at night. */
function momentOf(end: number, dice: Dice, timezone: string): number {
  const daysAgo = dice.chance(0.25) ? dice.roll() * 3 : dice.roll() * DAYS;
  const latest = end - 20 * MINUTE;
  const moment = Math.min(end - daysAgo * DAY, latest);
  const isNight = wallClock(new Date(moment), timezone).hour < 7;
  return isNight && dice.chance(0.85) ? Math.min(moment + 7 * HOUR, latest) : moment;
}

function coursesOf(
  terms: MonthTerms,
  parts: { end: number; dice: Dice; matters: readonly SampleMatter[]; account: string; timezone: string },
) {
  const { end, dice, account, timezone } = parts;
  const courses: Course[] = [];
  let pile: SampleMatter[] = [];
  for (let number = 1; number <= terms.matters; number += 1) {
    if (pile.length === 0) pile = dice.shuffle(parts.matters);
    const matter = pile.pop();
    if (!matter) break;
    const at = momentOf(end, dice, timezone);
    const resident = inventResident(dice, { account, number });
    courses.push({ matter, resident, at, fate: fateOf((end - at) / DAY, dice) });
  }
  return courses;
}

async function playOut(
  stage: MonthStage,
  control: ActControl,
  span: { begin: number; end: number },
): Promise<void> {
  const { machine, clock, painting } = stage.playground.simulation;
  const { begin, end } = span;
  for (let next = stage.agenda.next(); next && next.moment < end; next = stage.agenda.next()) {
    await machine.advanceTo(new Date(next.moment), { signal: control.signal, nothingLost: true });
    if (control.signal.aborted) throw new Stopped();
    // The last evenings are what somebody will look at.
    if (end - next.moment < PAINTED_DAYS * DAY) painting.resume();
    await next.step();
    const day = Math.min(DAYS, Math.floor((clock.now().getTime() - begin) / DAY) + 1);
    control.show({ progress: (next.moment - begin) / (end - begin), caption: `第 ${day} 天，共 ${DAYS} 天` });
  }
  // The clock has run on meanwhile.
  await machine.advanceTo(new Date(), { signal: control.signal });
  clock.backToReal();
}

/** Invents the month and lets it happen, from thirty days ago to now. */
async function play(playground: Playground, terms: MonthTerms, control: ActControl): Promise<string> {
  const { simulation, book } = playground;
  const [estate] = simulation.estates;
  const account = estate?.kfAccounts[0];
  if (!estate || !account) return "小区文件里没有微信客服账号，示例月份需要它。";
  const begun = performance.now();
  const end = terms.until.getTime();
  const begin = end - DAYS * DAY - HOUR;
  control.show({ caption: "清空台账，回到三十天前", progress: 0 });
  await clearTheStage(playground, new Date(begin));
  const dice = createDice(terms.seed);
  const stage = createMonthStage({ playground, estate, agenda: createAgenda(), dice });
  await castLots(stage, { seed: terms.seed, begin, end });
  const matters = await readSampleMatters();
  const courses = coursesOf(terms, { end, dice, matters, account, timezone: estate.timezone });
  for (const course of courses) planCourse(stage, course);
  const writers: PlayedResident[] = courses
    .filter((one) => one.matter.sort !== "registered")
    .map((one) => one.resident);
  book.join(writers);
  simulation.painting.rest();
  try {
    await withoutWaitingForDisk(simulation.app().database, () => playOut(stage, control, { begin, end }));
  } finally {
    simulation.painting.resume();
  }
  playground.live.note("ledger", "clock");
  return `示例月份好了：${courses.length} 件事，用了 ${Math.round((performance.now() - begun) / 1000)} 秒。`;
}

/** Begins to reset to a sample month; false when something else is on. */
export function beginSampleMonth(playground: Playground, terms: MonthTerms): boolean {
  const act = { kind: "month", title: "布置示例月份", canStop: true } as const;
  return playground.stage.begin(act, (control) => play(playground, terms, control));
}
