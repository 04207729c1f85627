import { WecomCrypto } from "@wecom/aibot-node-sdk";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCallbackCrypto } from "../../src/edges/wecom/crypto.js";
import { seal, sign, unseal } from "./reference-crypto.js";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const letters = (lengths: { minLength: number; maxLength: number }) =>
  fc.string({ unit: fc.constantFrom(...alphabet), ...lengths });

const secrets = fc.record({
  token: letters({ minLength: 1, maxLength: 32 }),
  aesKey: letters({ minLength: 43, maxLength: 43 }),
  receiveId: fc.oneof(fc.constant(""), letters({ minLength: 1, maxLength: 40 })),
});
const message = fc.string({ unit: "binary", maxLength: 300 });
const stamp = fc.record({
  timestamp: fc.integer({ min: 1_000_000_000, max: 4_000_000_000 }).map(String),
  nonce: letters({ minLength: 1, maxLength: 20 }),
});

describe("agreement with two other implementations", () => {
  test("what node:crypto seals by the letter of the protocol, we open", () => {
    fc.assert(
      fc.property(secrets, message, stamp, (secret, text, at) => {
        const result = createCallbackCrypto(secret).open(seal(secret, text, at));
        expect(result).toEqual({ ok: true, message: text, generation: "current" });
      }),
    );
  });

  test("what we seal, node:crypto opens and finds rightly signed", () => {
    fc.assert(
      fc.property(secrets, message, stamp, (secret, text, at) => {
        const sealed = createCallbackCrypto(secret).seal(text, at);
        expect(unseal(secret.aesKey, sealed.encrypt)).toEqual({ message: text, receiveId: secret.receiveId });
        expect(sealed.signature).toBe(sign(secret.token, at.timestamp, sealed));
      }),
    );
  });

  test("what the official bot SDK seals, we open, and the other way round", () => {
    fc.assert(
      fc.property(secrets, message, stamp, (secret, text, at) => {
        const theirs = new WecomCrypto(secret.token, secret.aesKey, secret.receiveId);
        const ours = createCallbackCrypto(secret);
        const result = ours.open({ ...at, ...theirs.encrypt(text, at.timestamp, at.nonce) });
        expect(result).toEqual({ ok: true, message: text, generation: "current" });
        const sealed = ours.seal(text, at);
        expect(theirs.verifySignature(sealed.signature, at.timestamp, at.nonce, sealed.encrypt)).toBe(true);
        expect(theirs.decrypt(sealed.encrypt)).toBe(text);
      }),
    );
  });

  test("random bytes under a right signature are refused, never thrown at", () => {
    const base64 = fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes).toString("base64"));
    fc.assert(
      fc.property(secrets, fc.oneof(base64, fc.string()), stamp, (secret, encrypt, at) => {
        const signature = sign(secret.token, at.timestamp, { nonce: at.nonce, encrypt });
        expect(createCallbackCrypto(secret).open({ ...at, encrypt, signature }).ok).toBe(false);
      }),
    );
  });
});
