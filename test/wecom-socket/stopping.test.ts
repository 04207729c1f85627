import { expect, test } from "vitest";
import { createCursors, openSocketStage, QUICK, question } from "./socket-stage.js";

test("stopping ends the connection, frees the lease and connects no more", async () => {
  const cursors = createCursors();
  const first = await openSocketStage({ cursors });
  await first.platform.subscribedTimes(1);
  await first.socket.stop();
  await first.platform.until(() => first.platform.open === 0);
  const second = await openSocketStage({ cursors, platform: first.platform });
  await second.log.untilEvent("bot_socket_connected");
  expect(second.log.lines.map(({ event }) => event)).toEqual(["bot_socket_connected"]);
  await second.close();
  await first.close();
});

test("stopping waits for the answer under way", async () => {
  const stage = await openSocketStage();
  await stage.platform.subscribedTimes(1);
  stage.desk.answer = { kind: "text", text: "好" };
  const letThrough = stage.desk.holdBack();
  stage.platform.say(question());
  await stage.desk.offered(1);
  const stopped = stage.socket.stop();
  letThrough();
  await stopped;
  const [answer] = await stage.platform.frames("aibot_respond_msg", 1);
  expect(answer?.body).toMatchObject({ stream: { finish: true, content: "好" } });
  await stage.close();
});

test("stopping does not wait for an answer that never comes", async () => {
  const stage = await openSocketStage({ tempo: { drainMillis: 20 } });
  await stage.platform.subscribedTimes(1);
  const letThrough = stage.desk.holdBack();
  stage.platform.say(question());
  await stage.desk.offered(1);
  await stage.socket.stop();
  expect(stage.desk.received).toEqual([]);
  letThrough();
  await stage.close();
});

test("an open stream is ended when the desk stops", async () => {
  const stage = await openSocketStage();
  await stage.platform.subscribedTimes(1);
  stage.platform.say(question());
  await stage.platform.frames("aibot_respond_msg", 1);
  await stage.socket.stop();
  const answers = await stage.platform.frames("aibot_respond_msg", 2);
  expect(answers[1]?.body).toMatchObject({ stream: { id: "M-1", finish: true } });
  await stage.close();
});

test("stopping is quick while the platform is away", async () => {
  const lost = { first: 60_000, most: 60_000 };
  const stage = await openSocketStage({
    url: "ws://127.0.0.1:9",
    tempo: { backOff: { ...QUICK.backOff, lost } },
  });
  await stage.log.untilEvent("bot_socket_lost");
  await stage.socket.stop();
  await stage.close();
});

test("stopping before it ever connected leaves nothing behind", async () => {
  const stage = await openSocketStage();
  await stage.socket.stop();
  expect(stage.platform.subscriptions).toBe(0);
  expect(stage.platform.open).toBe(0);
  await stage.close();
});

test("a database that is away when the desk stops does not keep it from stopping", async () => {
  const cursors = createCursors();
  const stage = await openSocketStage({ cursors });
  await stage.platform.subscribedTimes(1);
  cursors.broken = true;
  await stage.socket.stop();
  expect(stage.log.lines.map(({ event }) => event)).toContain("bot_socket_lease_not_freed");
  await stage.close();
});
