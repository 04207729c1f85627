import { afterEach, describe, expect, test } from "vitest";
import { startBotPlatform } from "./bot-platform.js";
import {
  createCursors,
  openSocketStage,
  QUICK,
  question,
  type Stage,
  type StageOptions,
} from "./socket-stage.js";

const stages: Stage[] = [];
async function open(options: StageOptions = {}): Promise<Stage> {
  const stage = await openSocketStage(options);
  stages.push(stage);
  return stage;
}
afterEach(async () => {
  for (const stage of stages.splice(0)) await stage.close();
});

const events = ({ log }: Stage) => log.lines.map((line) => line.event);
const levelOf = ({ log }: Stage, event: string) => log.lines.find((line) => line.event === event)?.level;
const soonAgain = { ...QUICK.backOff, kicked: { first: 1, most: 1 }, refused: 1 };

describe("a connection that breaks", () => {
  test("is made again, and answers again", async () => {
    const { platform, desk } = await open();
    await platform.subscribedTimes(1);
    desk.answer = { kind: "text", text: "好" };
    platform.drop();
    await platform.subscribedTimes(2);
    platform.say(question());
    const [answer] = await platform.frames("aibot_respond_msg", 1);
    expect(answer?.connection).toBe(2);
  });

  test("is made again however often it breaks", async () => {
    const { platform } = await open();
    for (let times = 1; times <= 15; times += 1) {
      await platform.subscribedTimes(times);
      platform.drop();
    }
    await platform.subscribedTimes(16);
  });

  test("is noticed by the missing answer to pings alone", async () => {
    const { platform } = await open({ tempo: { heartbeatMillis: 5 } });
    platform.deaf = true;
    await platform.subscribedTimes(2);
    expect(platform.connections).toBeGreaterThanOrEqual(2);
  });

  test("is no matter for a warning until it has been away for a while", async () => {
    const stage = await open({
      tempo: { backOff: { ...QUICK.backOff, lost: { first: 60_000, most: 60_000 } } },
    });
    await stage.platform.subscribedTimes(1);
    stage.platform.drop();
    await stage.log.untilEvent("bot_socket_lost");
    expect(stage.socket.warnings()).toEqual([]);
  });

  test("is one when it has been", async () => {
    const stage = await open({ url: "ws://127.0.0.1:9", tempo: { silentMillis: 0 } });
    await stage.log.untilEvent("bot_socket_lost");
    expect(stage.socket.warnings()).toEqual([expect.stringContaining("ECONNREFUSED")]);
    expect(levelOf(stage, "bot_socket_lost")).toBe("warn");
  });
});

test("a platform that comes up after the desk is found", async () => {
  const first = await startBotPlatform();
  const { port, url } = first;
  await first.stop();
  const stage = await open({ url });
  await stage.log.untilEvent("bot_socket_lost");
  const late = await startBotPlatform(port);
  await late.subscribedTimes(1);
  await late.stop();
});

test("a subscription nobody answers is given up and tried again", async () => {
  const { platform } = await open({ tempo: { connectMillis: 1_000 } });
  platform.answer("aibot_subscribe", "silence");
  await platform.subscribedTimes(1);
  expect(platform.connections).toBe(2);
});

describe("a wrong secret", () => {
  test("is an error and a warning that names the code, and is not tried again for long", async () => {
    const stage = await open({ secret: "WRONG-SECRET-1" });
    await stage.log.untilEvent("bot_socket_refused");
    expect(levelOf(stage, "bot_socket_refused")).toBe("error");
    expect(stage.socket.warnings()).toEqual([expect.stringContaining("853000: bot secret is wrong")]);
    expect(stage.platform.connections).toBe(1);
  });

  test("is tried again in the end, because it may have been mended on the other side", async () => {
    const stage = await open({ tempo: { backOff: soonAgain } });
    stage.platform.answer("aibot_subscribe", 853000, 93019);
    await stage.log.untilEvent("bot_socket_connected");
    expect(stage.socket.warnings()).toEqual([]);
    expect(events(stage).filter((event) => event === "bot_socket_refused")).toHaveLength(2);
  });

  test("does not keep a process with the right one from connecting", async () => {
    const cursors = createCursors();
    const wrong = await open({ secret: "WRONG-SECRET-1", cursors });
    await wrong.log.untilEvent("bot_socket_refused");
    const right = await open({ cursors, platform: wrong.platform });
    await right.log.untilEvent("bot_socket_connected");
  });
});

test("too many subscriptions are a reason to wait, not to call somebody", async () => {
  const platform = await startBotPlatform();
  platform.answer("aibot_subscribe", 45009);
  const stage = await open({ platform });
  await stage.log.untilEvent("bot_socket_refused");
  expect(levelOf(stage, "bot_socket_refused")).toBe("warn");
  expect(platform.connections).toBe(1);
  await stage.socket.stop();
  await platform.stop();
});

describe("a connection another program has taken over", () => {
  test("is left to it, loudly", async () => {
    const stage = await open();
    await stage.platform.subscribedTimes(1);
    stage.platform.kick();
    await stage.log.untilEvent("bot_socket_kicked");
    expect(levelOf(stage, "bot_socket_kicked")).toBe("error");
    expect(stage.socket.warnings()).toEqual([expect.stringContaining("another program")]);
    expect(stage.platform.connections).toBe(1);
  });

  test("is not taken back by another process of ours either", async () => {
    const cursors = createCursors();
    const first = await open({ cursors });
    await first.platform.subscribedTimes(1);
    const second = await open({ cursors, platform: first.platform });
    await second.log.untilEvent("bot_socket_standby");
    first.platform.kick();
    await first.log.untilEvent("bot_socket_kicked");
    await cursors.looks(10);
    expect(first.platform.connections).toBe(1);
  });

  test("is asked for again after the pause", async () => {
    const stage = await open({ tempo: { backOff: soonAgain } });
    await stage.platform.subscribedTimes(1);
    stage.platform.kick();
    await stage.platform.subscribedTimes(2);
    expect(events(stage)).toContain("bot_socket_kicked");
  });
});
