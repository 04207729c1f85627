import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type App, startApp } from "../../src/app.js";
import { readConfig } from "../../src/config.js";
import { readEstateFile } from "../../src/edges/estate-file.js";
import { createStandingClock } from "../../src/simulator/movable-clock.js";
import { BOT_ID, type BotPlatform, SECRET, startBotPlatform } from "./bot-platform.js";
import { WatchedLog } from "./socket-stage.js";

const SAMPLE = "src/simulator/sample-estate.yaml";
const START = new Date("2026-11-23T01:00:00Z");

let platform: BotPlatform;
let folder: string;
let app: App;
let log: WatchedLog;
const clock = createStandingClock(START);

/** A desk whose tenant has nothing but the bot, with its own database. */
async function startDesk(secret = SECRET): Promise<void> {
  log = new WatchedLog();
  const outcome = readConfig({
    SIMULATOR: "off",
    HOST: "127.0.0.1",
    PORT: "0",
    DATA_DIR: folder,
    ESTATE_FILE: SAMPLE,
    WECOM_BOT_ID: BOT_ID,
    WECOM_BOT_SECRET: secret,
    WECOM_BOT_WS_URL: platform.url,
  });
  if (outcome.kind === "problems") throw new Error(outcome.problems.join("; "));
  const { config } = outcome;
  const file = await readEstateFile(config.estateFile, () => undefined);
  if (file.kind === "problems") throw new Error(file.problems.join("; "));
  const { estates, robotKeys } = file;
  app = await startApp({ config, estates, robotKeys, clock, log, ticking: false });
}

beforeEach(async () => {
  clock.moveTo(START);
  platform = await startBotPlatform();
  folder = await mkdtemp(join(tmpdir(), "guanjia-socket-"));
});
afterEach(async () => {
  await app.stop();
  await platform.stop();
  await rm(folder, { recursive: true, force: true });
  expect(JSON.stringify(log.lines)).not.toContain(SECRET);
});

const asks = (msgid: string, content: string, from = { chatid: "wrENG", userid: "zhaoqiang" }) => ({
  msgid,
  aibotid: BOT_ID,
  chatid: from.chatid,
  chattype: "group",
  from: { userid: from.userid },
  msgtype: "text",
  text: { content: `@管家 ${content}` },
});

function streamOf(body: Readonly<Record<string, unknown>> | undefined) {
  return body?.stream as { id: string; finish: boolean; content: string };
}

test("staff who ask in their group are answered by the long connection, once", async () => {
  await startDesk();
  await platform.subscribedTimes(1);
  const reqId = platform.say(asks("M-1", "帮助"));
  const [answer] = await platform.frames("aibot_respond_msg", 1);
  expect(answer?.headers.req_id).toBe(reqId);
  expect(streamOf(answer?.body)).toMatchObject({ id: "M-1", finish: true });
  expect(streamOf(answer?.body).content).toContain("接单");
  clock.moveTo(new Date(START.getTime() + 60_000));
  await app.runner.settle();
  expect(platform.sent.map(({ cmd }) => cmd)).toEqual(["aibot_subscribe", "aibot_respond_msg"]);
});

test("a message that comes twice is worked and answered once", async () => {
  await startDesk();
  await platform.subscribedTimes(1);
  const matter = "登记 3-2-502 王女士 13800000000 厨房漏水 来电";
  const desk = { chatid: "wrDESK", userid: "lina" };
  platform.say(asks("M-1", matter, desk));
  await platform.frames("aibot_respond_msg", 1);
  platform.say(asks("M-1", matter, desk));
  platform.say(asks("M-2", "帮助"));
  const answers = await platform.frames("aibot_respond_msg", 2);
  expect(answers.map(({ body }) => streamOf(body).id)).toEqual(["M-1", "M-2"]);
  expect(streamOf(answers[0]?.body).content).toContain("#1");
  expect(await app.database.client.caseRecord.count()).toBe(1);
});

test("an answer the platform takes no more as a reply goes out once as a message of its own", async () => {
  await startDesk();
  await platform.subscribedTimes(1);
  platform.answer("aibot_respond_msg", 846608);
  platform.say(asks("M-1", "帮助"));
  const [refused] = await platform.frames("aibot_respond_msg", 1);
  await log.untilEvent("bot_answer_comes_later");
  for (const times of [1, 2, 3]) {
    clock.moveTo(new Date(START.getTime() + times * 60_000));
    await app.runner.settle();
  }
  const messages = await platform.frames("aibot_send_msg", 1);
  expect(messages.map(({ body }) => body)).toEqual([
    {
      chatid: "wrENG",
      chat_type: 2,
      msgtype: "markdown",
      markdown: { content: streamOf(refused?.body).content },
    },
  ]);
});

test("a throttled answer waits for the minute to pass", async () => {
  await startDesk();
  await platform.subscribedTimes(1);
  platform.answer("aibot_respond_msg", 45009);
  platform.say(asks("M-1", "帮助"));
  await log.untilEvent("bot_answer_comes_later");
  clock.moveTo(new Date(START.getTime() + 60_000));
  await app.runner.settle();
  expect(platform.sent.map(({ cmd }) => cmd)).not.toContain("aibot_send_msg");
  clock.moveTo(new Date(START.getTime() + 70_000));
  await app.runner.settle();
  expect(platform.sent.map(({ cmd }) => cmd)).toContain("aibot_send_msg");
});

test("an answer that was not acknowledged is said once more, marked, as a message of its own", async () => {
  await startDesk();
  await platform.subscribedTimes(1);
  platform.answer("aibot_respond_msg", "silence");
  platform.say(asks("M-1", "帮助"));
  const [unconfirmed] = await platform.frames("aibot_respond_msg", 1);
  platform.drop();
  await log.untilEvent("bot_answer_unconfirmed");
  await platform.subscribedTimes(2);
  for (const times of [1, 2, 3]) {
    clock.moveTo(new Date(START.getTime() + times * 60_000));
    await app.runner.settle();
  }
  const messages = await platform.frames("aibot_send_msg", 1);
  expect(messages.map(({ body }) => body.markdown)).toEqual([
    { content: `（重发）${streamOf(unconfirmed?.body).content}` },
  ]);
});

test("a wrong secret is a warning of /readyz, which stays ready for everything else", async () => {
  await startDesk("WRONG-SECRET-1");
  await log.untilEvent("bot_socket_refused");
  const response = await fetch(`http://127.0.0.1:${app.address.port}/readyz`);
  expect(response.status).toBe(200);
  const body = await response.text();
  expect(body).toContain("853000: bot secret is wrong");
  expect(body).not.toContain("WRONG-SECRET-1");
});

test("a desk that stops has left the platform", async () => {
  await startDesk();
  await platform.subscribedTimes(1);
  await app.stop();
  await platform.until(() => platform.open === 0);
  await startDesk();
  await platform.subscribedTimes(2);
});
