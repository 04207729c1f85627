import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDatabase } from "../../src/edges/db/open-database.js";
import { compileProgram } from "../db/built-program.js";
import { type DeskProcess, spawnDesk } from "../resilience/desk-process.js";
import { createDice, type Dice } from "../resilience/dice.js";
import { BOT_ID, type BotPlatform, SECRET, startBotPlatform } from "./bot-platform.js";

const KILLS = process.env.FULL === "1" ? 30 : 4;
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
/** The hold on an answer, the start of a desk, and some. */
const SETTLING_MILLIS = 120_000;

let platform: BotPlatform;
let folder: string;
let desk: DeskProcess | undefined;

beforeEach(async () => {
  platform = await startBotPlatform();
  folder = await mkdtemp(join(tmpdir(), "guanjia-socket-killed-"));
});
afterEach(async () => {
  await desk?.kill();
  await platform.stop();
  await rm(folder, { recursive: true, force: true });
});

function startDesk(): DeskProcess {
  return spawnDesk({
    SIMULATOR: "off",
    PORT: "0",
    DATA_DIR: folder,
    ESTATE_FILE: "src/simulator/sample-estate.yaml",
    WECOM_BOT_ID: BOT_ID,
    WECOM_BOT_SECRET: SECRET,
    WECOM_BOT_WS_URL: platform.url,
  });
}

const ask = (msgid: string) =>
  platform.say({
    msgid,
    aibotid: BOT_ID,
    chatid: "wrENG",
    chattype: "group",
    from: { userid: "zhaoqiang" },
    msgtype: "text",
    text: { content: `@管家 查 ${msgid.slice(2)}` },
  });

/** Answers the platform has seen about this number: finished streams, and messages of their own. */
function answersTo(number: string): string[] {
  return platform.sent.flatMap(({ cmd, body }) => {
    const stream = body.stream as { finish: boolean; content: string } | undefined;
    const own = body.markdown as { content: string } | undefined;
    const said = cmd === "aibot_respond_msg" ? stream?.finish && stream.content : own?.content;
    return typeof said === "string" && said.includes(`#${number}，`) ? [said] : [];
  });
}

/** Questions the ledger has: what died before is what the platform does not tell again (protocol §7.8). */
async function storedNumbers(): Promise<string[]> {
  const { client, close } = await openDatabase(`file:${join(folder, "guanjia.db")}`);
  const rows = await client.inboundMessage.findMany({ orderBy: { id: "asc" } });
  await close();
  return rows.map(({ channelMessageId }) => channelMessageId.slice(2));
}

/** One life: asks, and dies with the answer on the wire and unacknowledged, or anywhere before. */
async function liveAndDie(number: string, dice: Dice): Promise<boolean> {
  const subscriptions = platform.subscriptions;
  desk = startDesk();
  await platform.subscribedTimes(subscriptions + 1);
  const onTheWire = dice.inHundred(50);
  if (onTheWire) platform.answer("aibot_respond_msg", "silence");
  const question = ask(`M-${number}`);
  const isItsAnswer = ({ headers }: { headers: { req_id: string } }) => headers.req_id === question;
  if (onTheWire) await platform.until(() => platform.sent.some(isItsAnswer));
  else await pause(dice.below(60));
  await desk.kill();
  platform.answer("aibot_respond_msg");
  return onTheWire;
}

test(
  "a desk that dies at any moment of an answer still answers, and marks what may be the second time",
  async () => {
    compileProgram();
    const dice = createDice(SEED);
    const numbers = Array.from({ length: KILLS }, (_, kill) => String(9_001 + kill));
    const onTheWire: string[] = [];
    for (const number of numbers) if (await liveAndDie(number, dice)) onTheWire.push(number);
    desk = startDesk();
    await desk.listening;
    const stored = await storedNumbers();
    const unanswered = () => stored.filter((number) => answersTo(number).length === 0);
    const deadline = performance.now() + SETTLING_MILLIS;
    while (performance.now() < deadline && unanswered().length > 0) await pause(500);
    console.info(
      `SEED=${SEED}: ${stored.length} of ${KILLS} questions were stored, ${onTheWire.length} on the wire`,
    );
    expect(unanswered()).toEqual([]);
    expect(stored).toEqual(expect.arrayContaining(onTheWire));
    for (const number of stored) {
      const [, ...again] = answersTo(number);
      expect(again.every((words) => words.startsWith("（重发）"))).toBe(true);
      expect(again.length).toBeLessThan(2);
    }
  },
  180_000 + KILLS * 15_000,
);
