import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { OutboundContent, OutboundTarget } from "../../src/desk/outbound-message.js";
import { createWecomOutbound, type WecomOutbound } from "../../src/edges/wecom/wecom-outbound.js";
import { type StandIn, startStandIn } from "../../src/simulator/wecom/stand-in.js";
import { GROUP, queued, RESIDENT, START, text } from "./outbound-desk.js";

const MEMBER = { channel: "app", userid: "zhangwei" } as const;
const PNG = Buffer.from("89504e470d0a1a0a0000000d49484452", "hex");
const KEYS = { token: "TESTTOKEN", aesKey: "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C" };
const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

let wecom: StandIn;
let outbound: WecomOutbound;
let webhook: Server;
let folder: string;
let now: number;

beforeEach(async () => {
  now = START.getTime();
  folder = await mkdtemp(join(tmpdir(), "stand-in-"));
  webhook = createServer((_request, response) => void response.end());
  await new Promise<void>((resolve) => webhook.listen(0, "127.0.0.1", resolve));
  wecom = await startStandIn({
    clock: () => new Date(now),
    corpId: "ww0123456789abcdef",
    agentId: 1000002,
    appSecret: "APP-SECRET-1",
    app: KEYS,
    kfAccounts: [{ openKfId: "wkTEST0001", name: "客服", servicers: ["lina"] }],
    members: [
      { userid: "zhangwei", name: "张伟" },
      { userid: "lina", name: "李娜" },
    ],
    robots: [{ key: "ROBOT-KEY-1", name: "管家", chatId: "wrENG" }],
    deskUrl: `http://127.0.0.1:${(webhook.address() as AddressInfo).port}`,
  });
  outbound = createWecomOutbound(
    {
      apiBase: wecom.address,
      app: { corpId: "ww0123456789abcdef", agentId: 1000002, secret: "APP-SECRET-1" },
      botAesKey: null,
      dataFolder: folder,
    },
    {
      clock: { now: () => new Date(now) },
      log: SILENT,
      robotKeyOf: () => "ROBOT-KEY-1",
      findInbound: async () => null,
    },
  );
});

afterEach(async () => {
  await wecom.stop();
  await new Promise((resolve) => webhook.close(resolve));
  await rm(folder, { recursive: true, force: true });
});

function send(target: OutboundTarget, content: OutboundContent) {
  return outbound.courier.send(queued(target, content));
}

async function pulledFrom(cursor: string | null) {
  const page = await outbound.kfSource.fetchPage({ openKfId: "wkTEST0001", cursor, token: null });
  if (page.kind !== "page") throw new Error(`no page: ${page.reason}`);
  return page;
}

describe("an answer that is lost on the way back", () => {
  const channels: [string, OutboundTarget, () => string[]][] = [
    [
      "kf/send_msg",
      RESIDENT,
      () =>
        wecom
          .resident("wmRES302")
          .received()
          .map((line) => line.text),
    ],
    [
      "message/send",
      MEMBER,
      () =>
        wecom
          .member("zhangwei")
          .received()
          .map((line) => line.text),
    ],
  ];
  test.each(channels)("of %s is asked for again and shown once", async (endpoint, target, shown) => {
    await wecom.resident("wmRES302").sends("电梯又停了");
    for (const kind of ["drop", "truncate"] as const) {
      const message = queued(target, text(`已登记 ${kind}`), { key: `reply:${kind}` });
      wecom.faults.call(endpoint, { kind });
      expect(await outbound.courier.send(message)).toMatchObject({ kind: "uncertain" });
      expect(await outbound.courier.send({ ...message, uncertainBefore: true })).toMatchObject({
        kind: "sent",
      });
    }
    expect(shown()).toEqual(["已登记 drop", "已登记 truncate"]);
  });
});

test("every kind of message arrives whole and the platform has nothing to complain of", async () => {
  const path = join(folder, "chart.png");
  await writeFile(path, PNG);
  await wecom.resident("wmRES302").sends("电梯又停了");
  const items = [{ id: "1", text: "满意" }];
  const buttons = [{ text: "接单", key: "case:42:accept", style: "primary" as const }];
  const fields = [{ name: "住户", value: "302" }];
  const card = { taskId: "case-42-1", title: "报修 #42", description: "电梯停运", fields, buttons };
  const messages: [OutboundTarget, OutboundContent][] = [
    [RESIDENT, text("已为您登记 #42")],
    [RESIDENT, { type: "menu", head: "满意吗？", items, tail: "" }],
    [RESIDENT, { type: "image", path }],
    [MEMBER, text("#42 请接单")],
    [MEMBER, { type: "markdown", text: "**#42** 超时" }],
    [MEMBER, { type: "card", card }],
    [MEMBER, { type: "image", path }],
    [MEMBER, { type: "file", path, fileName: "图.png" }],
    [GROUP, text("#42 请接单", ["zhangwei"])],
    [GROUP, { type: "markdown", text: "<@zhangwei> #42" }],
    [GROUP, { type: "image", path }],
    [GROUP, { type: "file", path, fileName: "图.png" }],
  ];
  for (const [row, [target, content]] of messages.entries()) {
    const outcome = await outbound.courier.send(queued(target, content, { key: `reply:${row}` }));
    expect([row, outcome.kind]).toEqual([row, "sent"]);
  }
  expect(
    wecom
      .resident("wmRES302")
      .received()
      .map((line) => line.kind),
  ).toEqual(["text", "menu", "image"]);
  expect(
    wecom
      .member("zhangwei")
      .received()
      .map((line) => line.kind),
  ).toEqual(["text", "markdown", "card", "image", "file"]);
  expect(
    wecom
      .group("wrENG")
      .received()
      .map((line) => line.kind),
  ).toEqual(["text", "markdown", "image", "file"]);
  expect(wecom.violations()).toEqual([]);
});

test("a clicked card is greyed once with the code of its click", async () => {
  const buttons = [{ text: "接单", key: "case:42:accept", style: "primary" as const }];
  const card = { taskId: "case-42-1", title: "报修 #42", description: "电梯停运", fields: [], buttons };
  await send(MEMBER, { type: "card", card });
  const { responseCode } = await wecom.member("zhangwei").clicks("接单");
  const greyed = { type: "cardUpdate", responseCode, replaceName: "已接单" } as const;
  expect(await send(MEMBER, greyed)).toMatchObject({ kind: "sent" });
  expect(wecom.member("zhangwei").received().at(-1)?.card?.greyedTo).toBe("已接单");
  expect(await send(MEMBER, greyed)).toMatchObject({ kind: "refused" });
});

test("a resident's photo is pulled, fetched and kept", async () => {
  await wecom.resident("wmRES302").sends({ image: PNG });
  const { messages } = await pulledFrom(null);
  const media = messages.flatMap(({ content }) => (content.type === "media" ? content.media : []));
  expect(media).toHaveLength(1);
  const attachment = { id: 1, inboundId: 1, caseId: null, attempts: 0, ...media[0] } as Parameters<
    typeof outbound.mediaFetcher.fetch
  >[0];
  const kept = await outbound.mediaFetcher.fetch(attachment);
  if (kept.kind !== "saved") throw new Error(kept.reason);
  expect((await readFile(join(folder, "media", kept.path))).equals(PNG)).toBe(true);
});

test("tokens that all end at once are renewed without losing a page or a message", async () => {
  await wecom.resident("wmRES302").sends("电梯又停了");
  const { nextCursor } = await pulledFrom(null);
  wecom.expireTokens();
  await wecom.resident("wmRES302").sends("快点");
  const [page, outcome] = await Promise.all([pulledFrom(nextCursor), send(RESIDENT, text("已催办"))]);
  expect(page.messages.map(({ content }) => content.type === "text" && content.text)).toEqual(["快点"]);
  expect(outcome.kind).toBe("sent");
});

test("while a person serves the resident the desk is told so", async () => {
  await wecom.resident("wmRES302").sends("人工");
  const session = { openKfId: "wkTEST0001", externalUserId: "wmRES302" };
  expect(await outbound.serviceStates.transfer(session, { servicerUserid: "lina" })).toMatchObject({
    kind: "transferred",
  });
  expect(await send(RESIDENT, text("好"))).toMatchObject({ kind: "windowClosed", why: "humanServing" });
});

test("the window of five messages and 48 hours closes and opens with the resident's words", async () => {
  await wecom.resident("wmRES302").sends("电梯又停了");
  const kinds: string[] = [];
  for (let count = 0; count < 6; count += 1) {
    kinds.push(
      (await outbound.courier.send(queued(RESIDENT, text(`第${count}条`), { key: `k:${count}` }))).kind,
    );
  }
  expect(kinds).toEqual(["sent", "sent", "sent", "sent", "sent", "windowClosed"]);
  await wecom.resident("wmRES302").sends("还在吗");
  now += 48 * 60 * 60 * 1_000 + 1;
  expect(await send(RESIDENT, text("在的"))).toMatchObject({ kind: "windowClosed" });
});

test("a robot taken out of its group is down, and back again when it returns", async () => {
  wecom.removeRobot("ROBOT-KEY-1");
  expect(await send(GROUP, text("好"))).toMatchObject({ kind: "targetDown" });
  wecom.returnRobot("ROBOT-KEY-1");
  expect(await send(GROUP, text("好"))).toMatchObject({ kind: "sent" });
});
