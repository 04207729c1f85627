import type { ClockMove } from "../api/bodies.js";
import type { Playground } from "../playground.js";
import { type ActControl, Stopped } from "../stage.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

const LENGTHS = { hour: HOUR, day: DAY, week: WEEK } as const;
const TITLES: Readonly<Record<ClockMove, string>> = {
  hour: "快进 1 小时",
  day: "快进 1 天",
  week: "快进 1 周",
  next: "快进到下一个时刻",
  real: "回到现在",
};
/** How far 到下一个时刻 looks. */
const HORIZON = 4 * WEEK;

/** Moves to the target while everybody may watch; what is due on the way happens in order. */
export async function travel(playground: Playground, target: Date, control: ActControl): Promise<void> {
  const { clock, machine, painting } = playground.simulation;
  const from = clock.now().getTime();
  const span = Math.max(1, target.getTime() - from);
  const eve = target.getTime() - DAY;
  // On a long way only the last digest is looked at, and painting takes a second each.
  if (from < eve) painting.rest();
  try {
    await machine.advanceTo(target, {
      signal: control.signal,
      onStep(at) {
        if (at.getTime() >= eve) painting.resume();
        control.show({ progress: Math.min(1, (at.getTime() - from) / span) });
      },
    });
  } finally {
    painting.resume();
  }
  if (control.signal.aborted) throw new Stopped();
}

/** Ways by which something is said to somebody. */
const SAYING = new Set(["message/send", "webhook/send", "kf/send_msg"]);

/** Runs the work and says how much was sent meanwhile. */
async function countingMessages({ simulation }: Playground, work: () => Promise<unknown>): Promise<string> {
  let sent = 0;
  const unsubscribe = simulation.standIn.subscribe((news) => {
    if (news.topic === "wire" && SAYING.has(news.entry.name)) sent += 1;
  });
  try {
    await work();
  } finally {
    unsubscribe();
  }
  return sent === 0 ? "路上没有要发的消息。" : `路上发出 ${sent} 条消息。`;
}

async function goToNext(playground: Playground, control: ActControl): Promise<string> {
  const { clock, machine } = playground.simulation;
  const limit = new Date(clock.now().getTime() + HORIZON);
  let at: Date | null = null;
  const sent = await countingMessages(playground, async () => {
    at = await machine.advanceToNext(limit, { signal: control.signal });
  });
  return at === null ? "接下来四周没有要按时发生的事。" : `到了下一个时刻，${sent}`;
}

/** Back to real time: forward when the clock is behind, else by undoing what happened ahead of it. */
async function goBack(playground: Playground, control: ActControl): Promise<string> {
  const { simulation, wayBack, misfortunes, live } = playground;
  const { clock } = simulation;
  if (wayBack.exists()) {
    control.show({ caption: "撤销快进之后的一切，回到出发前的台账和聊天" });
    await wayBack.take();
    misfortunes.allOff();
    live.note("misfortunes", "ledger");
    return "回到了现在，快进之后发生的都已撤销。";
  }
  if (clock.aheadMillis() < 0) {
    await travel(playground, new Date(), control);
    clock.backToReal();
  }
  return "已经是现在。";
}

/** Begins to move the clock; false when something else is on. */
export function moveClock(playground: Playground, move: ClockMove): boolean {
  const { stage, simulation, wayBack } = playground;
  const act = { kind: move === "real" ? "return" : "clock", title: TITLES[move] } as const;
  return stage.begin({ ...act, canStop: move !== "real" }, async (control) => {
    if (move === "real") return goBack(playground, control);
    await wayBack.keep();
    if (move === "next") return goToNext(playground, control);
    const target = new Date(simulation.clock.now().getTime() + LENGTHS[move]);
    const sent = await countingMessages(playground, () => travel(playground, target, control));
    return `${TITLES[move]}，${sent}`;
  });
}
