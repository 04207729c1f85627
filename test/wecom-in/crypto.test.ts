import { describe, expect, test } from "vitest";
import { callbackSecretProblems, createCallbackCrypto } from "../../src/edges/wecom/crypto.js";
import { decryptPadded, parseEncodingAesKey } from "../../src/edges/wecom/padded-aes.js";
import { encipher, frame, pad, seal, sign } from "./reference-crypto.js";
import { AES_KEY, OFFICIAL, OWN_RANDOM, OWN_TOKEN, V8, V9, VECTORS } from "./vectors.js";

const CORP = { token: OWN_TOKEN, aesKey: AES_KEY, receiveId: "ww0123456789abcdef" };
const STAMP = { timestamp: "1760000000", nonce: "n-1" };
const OTHER_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
const crypto = createCallbackCrypto(CORP);

function opened(padded: Buffer) {
  const encrypt = encipher(AES_KEY, padded);
  const signature = sign(OWN_TOKEN, STAMP.timestamp, { nonce: STAMP.nonce, encrypt });
  return crypto.open({ ...STAMP, encrypt, signature });
}

describe("vectors", () => {
  const { V7, ...accepted } = VECTORS;

  test.each(Object.entries(accepted))("%s opens to the message the platform sealed", (_, vector) => {
    const { token, receiveId, message, ...sealed } = vector;
    const result = createCallbackCrypto({ token, aesKey: AES_KEY, receiveId }).open(sealed);
    expect(result).toEqual({ ok: true, message, generation: "current" });
  });

  test("V7 is refused although its signature is right, because it is meant for another corp", () => {
    const { message: _, receiveId, ...sealed } = V7;
    expect(crypto.open(sealed)).toEqual({ ok: false, reason: "receiveId" });
    expect(createCallbackCrypto({ ...CORP, receiveId }).open(sealed).ok).toBe(true);
  });

  test("V7 is refused too where no receiveid at all is expected", () => {
    const { message: _, receiveId: __, ...sealed } = V7;
    const bot = createCallbackCrypto({ ...CORP, receiveId: "" });
    expect(bot.open(sealed)).toEqual({ ok: false, reason: "receiveId" });
  });

  test.each(["V3", "V4", "V5", "V6", "V7"] as const)("%s is what we seal, byte for byte", (name) => {
    const { token, receiveId, message, timestamp, nonce, signature, encrypt } = VECTORS[name];
    const ours = createCallbackCrypto({ token, aesKey: AES_KEY, receiveId });
    const sealed = ours.seal(message, { timestamp, nonce }, { random: OWN_RANDOM });
    expect(sealed).toEqual({ timestamp, nonce, signature, encrypt });
  });

  test("V8, a signature without ciphertext, follows from the same rule", () => {
    expect(sign(V8.token, V8.timestamp, { nonce: V8.nonce, encrypt: "" })).toBe(V8.signature);
  });

  test("V9 is decrypted without looking for a header", () => {
    const key = parseEncodingAesKey(AES_KEY) ?? Buffer.alloc(32);
    const decrypted = decryptPadded(key, Buffer.from(V9.encrypted, "base64"));
    expect(decrypted).toEqual({ ok: true, bytes: Buffer.from(V9.plain) });
  });
});

test("one changed character of signature, nonce, timestamp or ciphertext refuses the message", () => {
  const { message: _, token: __, receiveId, ...sealed } = VECTORS.V5;
  const ours = createCallbackCrypto({ ...CORP, receiveId });
  for (const part of ["signature", "nonce", "timestamp", "encrypt"] as const) {
    const last = sealed[part].at(-1) === "1" ? "2" : "1";
    const forged = { ...sealed, [part]: sealed[part].slice(0, -1) + last };
    expect(ours.open(forged), part).toEqual({ ok: false, reason: "signature" });
  }
});

test("a signature of another length is refused instead of throwing", () => {
  const { message: _, token: __, receiveId: ___, ...sealed } = VECTORS.V5;
  expect(crypto.open({ ...sealed, signature: "" })).toEqual({ ok: false, reason: "signature" });
  expect(crypto.open({ ...sealed, signature: `${sealed.signature}0` }).ok).toBe(false);
  expect(crypto.open({ ...sealed, signature: sealed.signature.toUpperCase() }).ok).toBe(false);
});

const framed = frame(Buffer.from("hello"), CORP.receiveId, { random: OWN_RANDOM });
const withPad = (last: number, value = last) => {
  const body = Buffer.concat([framed, Buffer.alloc(64)]).subarray(0, 64);
  return Buffer.concat([body, Buffer.alloc(31, value), Buffer.from([last])]);
};

test.each([
  ["padding of zero", withPad(0)],
  ["padding of 33", withPad(33)],
  ["padding of 255", withPad(255)],
  ["padding whose bytes disagree", withPad(32, 31)],
])("%s is refused", (_, padded) => {
  expect(opened(padded)).toEqual({ ok: false, reason: "padding" });
});

test.each([1, 16, 17, 32])("a well-formed padding of %i bytes is accepted", (size) => {
  const receive = CORP.receiveId.length;
  const message = Buffer.alloc(96 - size - 20 - receive, "x");
  const whole = frame(message, CORP.receiveId, { random: OWN_RANDOM });
  expect(opened(Buffer.concat([whole, Buffer.alloc(size, size)])).ok).toBe(true);
});

test.each([33, 48])("a padding of %i bytes is refused even if all of them say so", (size) => {
  const message = Buffer.alloc(96 - size - 20 - CORP.receiveId.length, "x");
  const whole = frame(message, CORP.receiveId, { random: OWN_RANDOM });
  const result = opened(Buffer.concat([whole, Buffer.alloc(size, size)]));
  expect(result).toEqual({ ok: false, reason: "padding" });
});

test.each([
  ["larger than the rest", 10_000, "length"],
  ["of 2^32 - 1", 0xffffffff, "length"],
  ["swallowing the receiveid", 5 + CORP.receiveId.length, "receiveId"],
  ["one too small", 4, "receiveId"],
])("a length %s is refused", (_, length, reason) => {
  const broken = frame(Buffer.from("hello"), CORP.receiveId, { random: OWN_RANDOM, length });
  expect(opened(pad(broken))).toEqual({ ok: false, reason });
});

test("a message shorter than its own header is refused", () => {
  expect(opened(pad(Buffer.from("short")))).toEqual({ ok: false, reason: "length" });
});

test.each(["", "AAAA", "not base64!", "A".repeat(42), "===="])("the ciphertext %j is refused", (encrypt) => {
  const signature = sign(OWN_TOKEN, STAMP.timestamp, { nonce: STAMP.nonce, encrypt });
  expect(crypto.open({ ...STAMP, encrypt, signature })).toEqual({ ok: false, reason: "ciphertext" });
});

test("a receiveid that only begins like ours is refused", () => {
  const sealed = seal({ ...CORP, receiveId: `${CORP.receiveId}0` }, "hello", STAMP);
  expect(crypto.open(sealed)).toEqual({ ok: false, reason: "receiveId" });
});

describe("keys", () => {
  const rolling = createCallbackCrypto({ ...CORP, aesKey: OTHER_KEY, previousAesKey: AES_KEY });

  test("a message under the previous key opens and says so", () => {
    const sealed = seal(CORP, "旧钥匙", STAMP);
    expect(rolling.open(sealed)).toEqual({ ok: true, message: "旧钥匙", generation: "previous" });
    expect(createCallbackCrypto({ ...CORP, aesKey: OTHER_KEY }).open(sealed).ok).toBe(false);
  });

  test("an answer can be sealed under the key the question came with", () => {
    const answer = rolling.seal("好", STAMP, { generation: "previous" });
    expect(crypto.open(answer)).toEqual({ ok: true, message: "好", generation: "current" });
  });

  test("a foreign corp stays refused under either key", () => {
    const sealed = seal({ ...CORP, receiveId: "wwOTHERCORP" }, "x", STAMP);
    expect(rolling.open(sealed).ok).toBe(false);
  });

  test.each([
    ["a token with a dash", { token: "a-b" }],
    ["an empty token", { token: "" }],
    ["a token of 33 characters", { token: "a".repeat(33) }],
    ["a key of 42 characters", { aesKey: AES_KEY.slice(1) }],
    ["a key with its equals sign", { aesKey: `${AES_KEY}=` }],
    ["a key with a plus", { aesKey: `+${AES_KEY.slice(1)}` }],
    ["a malformed previous key", { previousAesKey: "short" }],
  ])("%s is refused at the start, without being repeated in the words", (_, wrong) => {
    const secrets = { ...OFFICIAL, ...wrong };
    const [problem = ""] = callbackSecretProblems(secrets);
    expect(problem).toMatch(/must be/);
    for (const value of Object.values(wrong)) if (value !== "") expect(problem).not.toContain(value);
    expect(() => createCallbackCrypto(secrets)).toThrow(problem);
  });

  test("the official secrets have no problem", () => {
    expect(callbackSecretProblems(OFFICIAL)).toEqual([]);
  });
});
