import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { MediaSource } from "../../src/desk/inbound-message.js";
import { createApiClient } from "../../src/edges/wecom/api-client.js";
import { createAbsentAppApi } from "../../src/edges/wecom/app-api.js";
import { createMediaFetcher } from "../../src/edges/wecom/media-fetcher.js";
import { type OutboundDesk, START, startOutboundDesk } from "./outbound-desk.js";
import type { Answer } from "./scripted-platform.js";

const GET = "/cgi-bin/media/get";
const JPEG = Buffer.concat([Buffer.from("ffd8ffe000104a464946", "hex"), randomBytes(200_000)]);
const BOT_KEY = "jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C";
let desk: OutboundDesk;

beforeEach(async () => {
  desk = await startOutboundDesk();
});
afterEach(() => desk.close());

function fetched(source: MediaSource, fileName: string | null = null) {
  const attachment = {
    id: 1,
    inboundId: 1,
    caseId: null,
    kind: "image",
    source,
    fileName,
    attempts: 0,
  } as const;
  return desk.mediaFetcher.fetch(attachment);
}

const byId: MediaSource = { via: "mediaId", mediaId: "MEDIA-1" };

function byUrl(aesKey: string | null = null): MediaSource {
  return { via: "botUrl", url: `${desk.platform.address}/media/1?sign=s`, aesKey };
}

function binary(raw: Buffer, more: Record<string, string> = {}): Answer {
  return { raw, headers: { "content-type": "image/jpeg", ...more } };
}

function encrypted(content: Buffer, key: Buffer): Buffer {
  const pad = 32 - (content.length % 32);
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(content), cipher.update(Buffer.alloc(pad, pad)), cipher.final()]);
}

async function keptFiles(): Promise<string[]> {
  const entries = await readdir(join(desk.folder, "media"), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe("a photo of a resident", () => {
  test("is kept byte for byte under its hash in the folder of the month", async () => {
    desk.platform.script(GET, binary(JPEG));
    const sha256 = createHash("sha256").update(JPEG).digest("hex");
    const path = `2026-03/${sha256}.jpg`;
    expect(await fetched(byId)).toEqual({
      kind: "saved",
      path,
      bytes: JPEG.length,
      sha256,
      contentType: "image/jpeg",
    });
    expect((await readFile(join(desk.folder, "media", path))).equals(JPEG)).toBe(true);
    const [call] = desk.platform.callsTo(GET);
    expect(call?.query.get("media_id")).toBe("MEDIA-1");
    expect(call?.query.get("access_token")).toBe("tok_secret_1");
  });

  test("fetched twice is kept once", async () => {
    desk.platform.script(GET, binary(JPEG));
    expect(await fetched(byId)).toEqual(await fetched(byId));
    expect(await keptFiles()).toHaveLength(1);
  });

  test("is named by what it is, not by what somebody calls it", async () => {
    desk.platform.script(GET, binary(Buffer.from("#!/bin/sh\nrm -rf /\n"), { "content-type": "image/png" }));
    const kept = await fetched(byId, "../../照片.png");
    expect(kept).toMatchObject({ kind: "saved", contentType: "application/octet-stream" });
    expect(await keptFiles()).toEqual([expect.stringMatching(/^[0-9a-f]{64}\.bin$/)]);
  });

  test("comes with a new token when the old one has expired", async () => {
    desk.platform.script(GET, { errcode: 42001 }, binary(JPEG));
    expect(await fetched(byId)).toMatchObject({ kind: "saved" });
    expect(desk.platform.callsTo("/cgi-bin/gettoken")).toHaveLength(2);
  });

  test("that is itself a JSON file with a name is kept, not read as an answer", async () => {
    const headers = {
      "content-type": "application/json",
      "content-disposition": 'attachment; filename="a.json"',
    };
    desk.platform.script(GET, binary(Buffer.from('{"errcode":40007}'), headers));
    expect(await fetched(byId)).toMatchObject({ kind: "saved", bytes: 17 });
  });
});

describe("a photo that cannot be had", () => {
  const failures: [string, Answer, "retry" | "gone"][] = [
    ["its id is unknown or too old", { errcode: 40007, errmsg: "invalid media_id" }, "gone"],
    ["it is fetched too often", { errcode: 45033 }, "retry"],
    ["the platform throttles us", { errcode: 45009 }, "retry"],
    ["the platform is busy", { errcode: -1 }, "retry"],
    ["our IP is not trusted", { errcode: 60020 }, "retry"],
    ["an answer comes instead of it", { errcode: 0 }, "retry"],
    ["the line is cut before it", "drop", "retry"],
    ["the line is cut within it", { begun: JPEG }, "retry"],
    ["a gateway is down", { raw: "", status: 503 }, "retry"],
    ["it comes empty", { raw: "", headers: { "content-type": "image/jpeg" } }, "retry"],
  ];
  test.each(failures)("because %s leaves no file behind (%#)", async (_name, answer, kind) => {
    desk.platform.script(GET, answer);
    expect(await fetched(byId)).toMatchObject({ kind });
    expect(await keptFiles()).toEqual([]);
  });
});

describe("a file of the bot", () => {
  test("decrypts to the vector of the protocol sheet", async () => {
    const cipherText = Buffer.from("TlCmYzyny9efLkKwSpOBf55YE/4ANr6wrng5NjCAnoQ=", "base64");
    desk.platform.script("/media/1", binary(cipherText));
    expect(await fetched(byUrl())).toMatchObject({
      kind: "saved",
      bytes: 11,
      sha256: createHash("sha256").update("hello media").digest("hex"),
    });
    expect(desk.platform.calls[0]?.query.has("access_token")).toBe(false);
  });

  test.each([0, 1, 31, 32, 33, 65_535, 200_000])(
    "of %i extra bytes decrypts whole, with the key of its URL",
    async (length) => {
      const key = randomBytes(32);
      const content = Buffer.concat([Buffer.from("%PDF-1.7\n"), randomBytes(length)]);
      desk.platform.script("/media/1", binary(encrypted(content, key)));
      const kept = await fetched(byUrl(key.toString("base64").replace("=", "")));
      expect(kept).toMatchObject({ kind: "saved", contentType: "application/pdf", bytes: content.length });
      expect(kept.kind === "saved" && kept.sha256).toBe(createHash("sha256").update(content).digest("hex"));
    },
  );

  const spoilt: [string, Buffer, string | null][] = [
    ["another key", encrypted(JPEG, randomBytes(32)), null],
    [
      "a length that is no whole block",
      encrypted(JPEG, Buffer.from(`${BOT_KEY}=`, "base64")).subarray(0, -7),
      null,
    ],
    ["a key of the wrong length", JPEG, "c2hvcnQ="],
  ];
  test.each(spoilt)("with %s is gone and leaves no file behind", async (_name, body, aesKey) => {
    desk.platform.script("/media/1", binary(body));
    expect(await fetched(byUrl(aesKey))).toMatchObject({ kind: "gone" });
    expect(await keptFiles()).toEqual([]);
  });

  const answers: [number, "retry" | "gone"][] = [
    [403, "gone"],
    [404, "gone"],
    [500, "retry"],
  ];
  test.each(answers)("whose URL answers %i is %s after its five minutes", async (status, kind) => {
    desk.platform.script("/media/1", { raw: "expired", status });
    expect(await fetched(byUrl())).toMatchObject({ kind });
  });
});

test("a file above the cap is not kept", async () => {
  const fetcher = createMediaFetcher({
    client: createApiClient({ apiBase: desk.platform.address }),
    api: createAbsentAppApi(),
    clock: { now: () => START },
    folder: join(desk.folder, "media"),
    botAesKey: BOT_KEY,
    maxBytes: 100_000,
  });
  desk.platform.script("/media/1", binary(encrypted(JPEG, Buffer.from(`${BOT_KEY}=`, "base64"))));
  const attachment = {
    id: 1,
    inboundId: 1,
    caseId: null,
    kind: "image",
    source: byUrl(),
    fileName: null,
    attempts: 0,
  } as const;
  expect(await fetcher.fetch(attachment)).toMatchObject({ kind: "gone" });
  expect(await keptFiles()).toEqual([]);
});
