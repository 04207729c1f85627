import { afterAll, beforeAll, expect, test } from "vitest";
import { withoutSecrets } from "../../src/simulator/api/wire-view.js";
import { dataFolder, type OpenPage, openPage, PATIENCE, until } from "./open-page.js";

/** What the desk calls for a resident's message: a token, the card, the answer. */
const CALLS = ["gettoken", "webhook/send", "kf/send_msg"];

let data: Awaited<ReturnType<typeof dataFolder>>;
let page: OpenPage;

beforeAll(async () => {
  data = await dataFolder();
  page = await openPage(data.folder);
  await page.post("/residents/wmSIMwangli/messages", { type: "text", text: "3栋2单元502厨房漏水" });
  await page.post("/groups/wrENG/messages", { userid: "liugong", text: "待办", to: "bot" });
  await until("the answer in the group", async () =>
    (await page.lines("group:wrENG")).some(
      (line) => line.from === "desk" && /待办|没有未办完/.test(line.text),
    ),
  );
  await until("the resident's answer and the card", async () => {
    const { lines } = (await page.get("/wire")).body;
    const names = lines.map((line: { name: string }) => line.name);
    return CALLS.every((name) => names.includes(name));
  });
}, PATIENCE);

afterAll(async () => {
  await page.stop();
  await data.remove();
}, PATIENCE);

async function allDetails(): Promise<{ name: string; text: string }[]> {
  const { lines } = (await page.get("/wire")).body;
  const details = [];
  for (const { id, name } of lines)
    details.push({ name, text: JSON.stringify((await page.get(`/wire/${id}`)).body) });
  return details;
}

test("the wire shows both sides in the clear and as it was sealed, newest first", async () => {
  const { lines } = (await page.get("/wire")).body;
  const ids = lines.map((line: { id: number }) => line.id);
  expect(ids).toEqual(ids.toSorted((a: number, b: number) => b - a));
  const { lines: bot } = (await page.get("/wire?channel=bot")).body;
  const said = bot.find((line: { name: string }) => line.name === "bot:text");
  const detail = (await page.get(`/wire/${said.id}`)).body;
  expect(detail.request.plain).toMatch(/待办/);
  expect(detail.request.raw).toMatch(/encrypt/);
  expect(detail.request.raw).not.toMatch(/待办/);
  expect(detail.reply.plain).toMatch(/stream/);
});

test("no secret is shown whole, on no way over the wire", async () => {
  const { tokens } = page.simulation.standIn.snapshot();
  const keys = Object.values(page.simulation.robotKeys).flatMap((ofEstate) => Object.values(ofEstate));
  const secrets = [...Object.keys(tokens), ...keys];
  expect(secrets.length).toBeGreaterThan(3);
  const details = await allDetails();
  expect(details.map((one) => one.name)).toEqual(expect.arrayContaining(CALLS));
  for (const { name, text } of details) {
    for (const secret of secrets) expect([name, text.includes(secret)]).toEqual([name, false]);
    expect(text).not.toMatch(/corpsecret=[^&"…]{5,}/);
    expect(text).not.toMatch(/response_code=[^&"…]{5,}/);
  }
});

test.each([
  ['{"access_token": "abcdefgh", "key": "accept:1"}', '{"access_token": "abcd…", "key": "accept:1"}'],
  ["/cgi-bin/webhook/send?key=12345678-9", "/cgi-bin/webhook/send?key=1234…"],
  [
    "<xml><Token>kft_12345</Token><MsgType>event</MsgType></xml>",
    "<xml><Token>kft_…</Token><MsgType>event</MsgType></xml>",
  ],
  ["<ResponseCode><![CDATA[RC_123456]]></ResponseCode>", "<ResponseCode><![CDATA[RC_1…]]></ResponseCode>"],
  ['"https://x/aibot/response?response_code=RC_1234"', '"https://x/aibot/response?response_code=RC_1…"'],
])("%s is shown as %s", (text, shown) => {
  expect(withoutSecrets(text)).toBe(shown);
});

test("what went wrong on purpose is said in words", async () => {
  const { standIn } = page.simulation;
  standIn.faults.callback("app:text", "twice");
  standIn.faults.call("message/send", { kind: "slow", millis: 2 });
  standIn.faults.answer("message/send", -1);
  await standIn.member("liugong").writes("待办");
  await page.simulation.machine.settle();
  const { lines } = (await page.get("/wire?channel=app")).body;
  const notes = lines.flatMap((line: { note: string | null }) => line.note ?? []);
  expect(notes).toEqual(expect.arrayContaining(["故障：同一条送两次", "故障：2 毫秒后才答复 返回 -1"]));
});

test("an unknown channel or entry is answered with what there is", async () => {
  expect(await page.get("/wire?channel=post")).toMatchObject({
    status: 400,
    body: { error: expect.stringContaining("kf、app、robot") },
  });
  expect((await page.get("/wire/999999")).status).toBe(404);
});
