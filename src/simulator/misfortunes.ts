import type { RobotSetup } from "./wecom/options.js";
import type { StandIn } from "./wecom/stand-in.js";

/** Something that goes wrong at the platform until it is switched off. */
export interface Misfortune {
  readonly id: string;
  readonly title: string;
  /** What happens, and what to look for. */
  readonly words: string;
  readonly on: boolean;
}

export interface Misfortunes {
  all(): readonly Misfortune[];
  /** False: there is none with this id. */
  turn(id: string, to: "on" | "off"): boolean;
  allOff(): void;
}

/** Endpoints by which messages leave the desk. */
const SENDING = ["message/send", "webhook/send", "kf/send_msg", "kf/send_msg_on_event", "aibot/response"];
const SLOW_MILLIS = 4_000;
const UNTIL_OFF = Number.POSITIVE_INFINITY;

interface Kind extends Omit<Misfortune, "on"> {
  begin(standIn: StandIn): void;
  /** What `faults.clear` does not undo. */
  end?(standIn: StandIn): void;
}

const PLATFORM: readonly Kind[] = [
  {
    id: "slow",
    title: "微信慢",
    words: `每次发送要等 ${SLOW_MILLIS / 1000} 秒才有回音：看待发的消息有没有排好队。`,
    begin: ({ faults }) => {
      for (const name of SENDING) faults.call(name, { kind: "slow", millis: SLOW_MILLIS }, UNTIL_OFF);
    },
  },
  {
    id: "busy",
    title: "返回 -1",
    words: "平台说系统繁忙，什么也没发出去：看管家隔一会儿再试，恢复后一条不少。",
    begin: ({ faults }) => {
      for (const name of SENDING) faults.answer(name, -1, UNTIL_OFF);
    },
  },
  {
    id: "drop",
    title: "断线",
    words: "消息其实到了，但连接在回音之前断掉：看管家会不会重复发送。",
    begin: ({ faults }) => {
      for (const name of SENDING) faults.call(name, { kind: "drop" }, UNTIL_OFF);
    },
  },
  {
    id: "doorbell",
    title: "门铃丢失",
    words: "住户发来消息，平台却没有通知管家：看管家几分钟内自己去取。",
    begin: ({ faults }) => faults.callback("kf:doorbell", "lost", UNTIL_OFF),
  },
];

function robotRemoved(robot: RobotSetup): Kind {
  return {
    id: `removed-${robot.chatId}`,
    title: `机器人被移出${robot.name}`,
    words: `有人把群机器人移出了${robot.name}：看管家改发给谁。`,
    begin: (standIn) => standIn.removeRobot(robot.key),
    end: (standIn) => standIn.returnRobot(robot.key),
  };
}

/** The misfortunes the page can switch on and off; all are off at first. */
export function createMisfortunes(standIn: StandIn, robots: readonly RobotSetup[]): Misfortunes {
  const kinds = [...PLATFORM, ...robots.map(robotRemoved)];
  const on = new Set<string>();
  // A state remembered from an earlier start may have robots removed.
  for (const kind of kinds) kind.end?.(standIn);

  /** The stand-in knows no way to take back a single plan: all are dropped and the others made again. */
  function plan(): void {
    standIn.faults.clear();
    for (const kind of kinds) if (on.has(kind.id)) kind.begin(standIn);
  }

  return {
    all: () => kinds.map(({ id, title, words }) => ({ id, title, words, on: on.has(id) })),
    turn(id, to) {
      const kind = kinds.find((one) => one.id === id);
      if (!kind) return false;
      if (to === "on") on.add(id);
      else if (on.delete(id)) kind.end?.(standIn);
      plan();
      return true;
    },
    allOff() {
      for (const kind of kinds) if (on.delete(kind.id)) kind.end?.(standIn);
      plan();
    },
  };
}
