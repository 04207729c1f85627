import { request } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { encipher, frame, pad, seal, sign } from "./reference-crypto.js";
import { AES_KEY, OWN_RANDOM } from "./vectors.js";
import {
  APP,
  appText,
  BOT,
  OTHER_KEY,
  openStage,
  queryOf,
  type Stage,
  xmlEnvelope,
} from "./webhook-stage.js";

const NOW = 1760000000;
const SECRET_WORDS = "王女士13800000000厨房漏水";
const TEXT = appText(SECRET_WORDS);
const MEBIBYTE = 1024 * 1024;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ at: new Date(NOW * 1000).toISOString() });
});
afterAll(() => stage.stop());
beforeEach(() => {
  stage.log.lines.length = 0;
});

const good = (plaintext = TEXT, secrets = APP) =>
  seal(secrets, plaintext, { timestamp: String(NOW), nonce: "n1" });

interface Forgery {
  readonly query: string;
  readonly body: string | Buffer;
}
const forged = (sealed: ReturnType<typeof good>): Forgery => ({
  query: queryOf(sealed),
  body: xmlEnvelope(sealed.encrypt),
});
const framed = (bytes: Buffer): Forgery => {
  const encrypt = encipher(AES_KEY, bytes);
  const stamp = { timestamp: String(NOW), nonce: "n1" };
  return forged({ ...stamp, encrypt, signature: sign(APP.token, stamp.timestamp, { nonce: "n1", encrypt }) });
};
const withQuery = (change: (query: string) => string): Forgery => {
  const sealed = good();
  return { query: change(queryOf(sealed)), body: xmlEnvelope(sealed.encrypt) };
};

const FORGERIES: Record<string, () => Forgery> = {
  "no query": () => withQuery(() => ""),
  "no signature": () => withQuery((query) => query.replace("msg_signature", "x")),
  "two signatures": () => withQuery((query) => `${query}&signature=${"0".repeat(40)}`),
  "a signature of another length": () =>
    withQuery((query) => query.replace(/msg_signature=\w/, "msg_signature=")),
  "a timestamp that is none": () => withQuery((query) => query.replace(String(NOW), "yesterday")),
  "an empty nonce": () => withQuery((query) => query.replace("n1", "")),
  "a wrong signature": () =>
    withQuery((query) => query.replace(/msg_signature=\w{8}/, "msg_signature=00000000")),
  "another nonce": () => withQuery((query) => query.replace("n1", "n2")),
  "an old timestamp": () => forged(seal(APP, TEXT, { timestamp: String(NOW - 601), nonce: "n1" })),
  "a future timestamp": () => forged(seal(APP, TEXT, { timestamp: String(NOW + 601), nonce: "n1" })),
  "another token": () => forged(good(TEXT, { ...APP, token: "OTHERTOKEN" })),
  "another key": () => forged(good(TEXT, { ...APP, aesKey: OTHER_KEY })),
  "another corp": () => forged(good(TEXT, { ...APP, receiveId: "wwOTHERCORP" })),
  "no corp at all": () => forged(good(TEXT, BOT)),
  "broken padding": () => framed(Buffer.alloc(64, 33)),
  "a length beyond the end": () =>
    framed(pad(frame(Buffer.from(TEXT), APP.receiveId, { random: OWN_RANDOM, length: 1 << 30 }))),
  "an empty body": () => ({ query: queryOf(good()), body: "" }),
  "JSON instead of XML": () => ({
    query: queryOf(good()),
    body: JSON.stringify({ encrypt: good().encrypt }),
  }),
  "XML without Encrypt": () => ({ query: queryOf(good()), body: "<xml><A>1</A></xml>" }),
  "bytes that are no text": () => ({
    query: queryOf(good()),
    body: Buffer.from([0xff, 0xfe, 0x00, 0xc3, 0x28]),
  }),
  "an entity bomb around": () => ({
    query: queryOf(good()),
    body: `<!DOCTYPE xml [<!ENTITY a "${good().encrypt}">]><xml><Encrypt>&a;</Encrypt></xml>`,
  }),
  "an entity bomb inside": () =>
    forged(good(`<!DOCTYPE xml [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>${TEXT.replace(SECRET_WORDS, "&b;")}`)),
  "broken XML inside": () => forged(good(TEXT.slice(0, -20))),
  "a sender left out": () => forged(good(TEXT.replaceAll("FromUserName", "From"))),
  "an id left out": () => forged(good(TEXT.replaceAll("MsgId", "Id"))),
  "a body of more than a mebibyte": () => ({ query: queryOf(good()), body: "x".repeat(MEBIBYTE + 1) }),
  "a good envelope with a mebibyte behind it": () => ({
    query: queryOf(good()),
    body: xmlEnvelope(good().encrypt) + " ".repeat(MEBIBYTE),
  }),
};

async function answerTo({ query, body }: Forgery) {
  const response = await fetch(`${stage.base}/wecom/app?${query}`, { method: "POST", body });
  const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== "date"));
  return { status: response.status, headers, body: await response.text() };
}

describe("a callback that is not what it should be", () => {
  test.each(Object.entries(FORGERIES))(
    "%s: 403, nothing changed, one line in the log without content",
    async (_, forge) => {
      const answer = await answerTo(forge());
      expect(answer).toMatchObject({ status: 403, body: "forbidden" });
      expect(stage.desk.received).toEqual([]);
      expect(stage.desk.rings).toEqual([]);
      expect(stage.log.lines).toMatchObject([
        { level: "warn", event: "callback refused", fields: { callback: "app" } },
      ]);
      const line = JSON.stringify(stage.log.lines);
      for (const secret of [SECRET_WORDS, "13800000000", APP.token, AES_KEY, good().signature, "zhangwei"]) {
        expect(line).not.toContain(secret);
      }
    },
  );

  test("all refusals look exactly alike", async () => {
    const answers = [];
    for (const forge of Object.values(FORGERIES)) answers.push(JSON.stringify(await answerTo(forge())));
    expect(new Set(answers).size).toBe(1);
  });

  test("the same callback unforged is taken, so the forgeries fail for their own reason", async () => {
    const own = await openStage({ at: new Date(NOW * 1000).toISOString() });
    const response = await fetch(`${own.base}/wecom/app?${queryOf(good())}`, {
      method: "POST",
      body: xmlEnvelope(good().encrypt),
    });
    await own.stop();
    expect(response.status).toBe(200);
    expect(own.desk.received).toHaveLength(1);
  });

  test.each([600, -600])("a clock %i seconds apart is still accepted", async (skew) => {
    const own = await openStage({ at: new Date(NOW * 1000).toISOString() });
    const sealed = own.sealed(APP, TEXT, NOW + skew);
    const response = await fetch(`${own.base}/wecom/app?${queryOf(sealed)}`, {
      method: "POST",
      body: xmlEnvelope(sealed.encrypt),
    });
    await own.stop();
    expect(response.status).toBe(200);
  });
});

test("a body without announced length is refused once it exceeds a mebibyte", async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const outgoing = request(`${stage.base}/wecom/app?${queryOf(good())}`, { method: "POST" }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    outgoing.on("error", reject);
    for (let sent = 0; sent < 20; sent += 1) outgoing.write("x".repeat(100_000));
    outgoing.end();
  });
  expect(status).toBe(403);
});

test("a body that never ends is given up after eight mebibytes", async () => {
  const fate = await new Promise<string>((resolve) => {
    const outgoing = request(`${stage.base}/wecom/app?${queryOf(good())}`, { method: "POST" }, (response) => {
      response.resume();
      response.on("close", () => resolve(`answered ${response.statusCode}`));
    });
    outgoing.on("error", () => resolve("cut off"));
    const more = () => {
      while (!outgoing.destroyed && outgoing.write("x".repeat(100_000)));
    };
    outgoing.on("drain", more);
    more();
  });
  expect(["answered 403", "cut off"]).toContain(fate);
  expect(stage.desk.received).toEqual([]);
});

test("a body too large is refused for its size, before anybody tries to read it", async () => {
  await answerTo({ query: queryOf(good()), body: " ".repeat(MEBIBYTE + 1) });
  await answerTo({ query: queryOf(good()), body: " ".repeat(MEBIBYTE) });
  expect(stage.log.lines.map((line) => line.fields.reason)).toEqual(["body", "envelope"]);
});
