import { afterEach, expect, test } from "vitest";
import { NOT_KEPT, STILL_WORKING } from "../../src/edges/wecom/bot-socket-frames.js";
import { BOT_ID, SECRET } from "./bot-platform.js";
import { event, openSocketStage, question, type Stage, type StageOptions, stream } from "./socket-stage.js";

let stage: Stage | null = null;
async function subscribed(options: StageOptions = {}): Promise<Stage> {
  stage = await openSocketStage(options);
  await stage.platform.subscribedTimes(1);
  return stage;
}
afterEach(async () => {
  await stage?.close();
  stage = null;
});

test("the first frame subscribes with bot id and secret", async () => {
  const { platform } = await subscribed();
  expect(platform.sent).toMatchObject([
    { cmd: "aibot_subscribe", body: { bot_id: BOT_ID, secret: SECRET }, connection: 1 },
  ]);
});

test("a message is stored as the webhook would store it and answered by one finished stream", async () => {
  const { platform, desk } = await subscribed();
  desk.answer = { kind: "text", text: "今日 12 单，超时 2 单" };
  const reqId = platform.say(question());
  const [answer] = await platform.frames("aibot_respond_msg", 1);
  expect(answer).toMatchObject({ headers: { req_id: reqId } });
  expect(answer?.body).toEqual(stream({ id: "M-1", finish: true, content: "今日 12 单，超时 2 单" }));
  expect(desk.received).toMatchObject([
    { channel: "bot", accountId: BOT_ID, channelMessageId: "M-1", peerId: "wrTESTGROUP01" },
  ]);
  expect(desk.received[0]?.content).toMatchObject({ type: "text", text: "今日汇总" });
});

test("the key of a picture comes along with its address", async () => {
  const { platform, desk } = await subscribed();
  desk.answer = { kind: "text", text: "好" };
  const image = { url: "https://files.example/1", aeskey: "a2V5" };
  platform.say({ ...question(), chattype: "single", msgtype: "image", image });
  await platform.frames("aibot_respond_msg", 1);
  const source = { via: "botUrl", url: image.url, aesKey: "a2V5" };
  expect(desk.received[0]?.content).toMatchObject({ type: "media", media: [{ kind: "image", source }] });
});

test("a slow answer opens the stream and ends it under the same req_id", async () => {
  const { platform, desk } = await subscribed();
  const reqId = platform.say(question());
  await platform.frames("aibot_respond_msg", 1);
  desk.answer = { kind: "text", text: "好" };
  const answers = await platform.frames("aibot_respond_msg", 2);
  expect(answers.map(({ headers }) => headers.req_id)).toEqual([reqId, reqId]);
  expect(answers.map(({ body }) => body)).toEqual([
    stream({ id: "M-1", finish: false, content: expect.stringMatching(/\S/) }),
    stream({ id: "M-1", finish: true, content: "好" }),
  ]);
});

test("an answer that takes too long ends the stream with a word, not with silence", async () => {
  const { platform } = await subscribed({ tempo: { answerPatienceMillis: 1 } });
  platform.say(question());
  const answers = await platform.frames("aibot_respond_msg", 2);
  expect(answers[1]?.body).toEqual(stream({ id: "M-1", finish: true, content: STILL_WORKING }));
});

test("nothing to say is answered by nothing", async () => {
  const { platform, desk } = await subscribed();
  desk.answer = { kind: "none" };
  platform.say(question("M-1"));
  await desk.askedFor(1);
  desk.answer = { kind: "text", text: "好" };
  platform.say(question("M-2"));
  const answers = await platform.frames("aibot_respond_msg", 1);
  expect(answers.map(({ body }) => body)).toEqual([stream({ id: "M-2", finish: true, content: "好" })]);
});

test("whoever opens the chat is welcomed by text under the event's req_id", async () => {
  const { platform, desk } = await subscribed();
  const reqId = platform.event(event("enter_chat"));
  const [welcome] = await platform.frames("aibot_respond_welcome_msg", 1);
  expect(welcome?.headers.req_id).toBe(reqId);
  expect(welcome?.body).toEqual({ msgtype: "text", text: { content: expect.stringContaining("帮助") } });
  expect(desk.received).toMatchObject([{ content: { type: "event", event: "enter_chat" } }]);
});

test("any other event is stored and gets no answer", async () => {
  const { platform, desk } = await subscribed();
  platform.event(event("feedback_event"));
  platform.event(event("enter_chat"));
  await platform.frames("aibot_respond_welcome_msg", 1);
  expect(desk.received.map(({ content }) => content)).toMatchObject([{ event: "feedback_event" }, {}]);
  expect(platform.sent.map(({ cmd }) => cmd)).toEqual(["aibot_subscribe", "aibot_respond_welcome_msg"]);
});

test("a message the desk cannot keep at first is kept at a later attempt, and answered", async () => {
  const { platform, desk } = await subscribed();
  desk.failures = 2;
  desk.answer = { kind: "text", text: "好" };
  platform.say(question());
  const [answer] = await platform.frames("aibot_respond_msg", 1);
  expect(answer?.body).toMatchObject({ stream: { content: "好" } });
  expect(desk.received).toHaveLength(1);
});

test("a message the desk cannot keep at all is answered with a request to send it again", async () => {
  const { platform, desk, log } = await subscribed();
  desk.failures = 3;
  platform.say(question());
  const [answer] = await platform.frames("aibot_respond_msg", 1);
  expect(answer?.body).toEqual(stream({ id: "M-1", finish: true, content: NOT_KEPT }));
  expect(log.lines).toContainEqual(expect.objectContaining({ level: "error", event: "bot_message_lost" }));
});

test("messages are stored in the order in which they came, however long one takes", async () => {
  const { platform, desk } = await subscribed();
  desk.answer = { kind: "text", text: "好" };
  const letThrough = desk.holdBack();
  platform.say(question("M-1"));
  platform.say(question("M-2"));
  desk.failures = 1;
  letThrough();
  await platform.frames("aibot_respond_msg", 2);
  expect(desk.received.map(({ channelMessageId }) => channelMessageId)).toEqual(["M-1", "M-2"]);
});

test("a frame that is no message changes nothing and is refused without its words", async () => {
  const { platform, desk, log } = await subscribed();
  platform.say({ msgtype: "text", text: { content: "厨房漏水 13800000000" } });
  desk.answer = { kind: "text", text: "好" };
  platform.say(question("M-2"));
  await platform.frames("aibot_respond_msg", 1);
  expect(desk.received).toHaveLength(1);
  expect(log.lines.map((line) => line.event)).toContain("bot_frame_not_understood");
});
