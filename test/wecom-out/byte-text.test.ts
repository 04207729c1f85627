import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutToBytes, splitByBytes, utf8Bytes } from "../../src/rules/byte-text.js";

const FAMILY = "👨‍👩‍👧‍👦"; // 25 bytes, seven code points, one character
const characters = new Intl.Segmenter("zh", { granularity: "grapheme" });

const awkwardPiece = fc.oneof(
  fc.constantFrom(
    FAMILY,
    "🇨🇳",
    "👍🏽",
    "e\u0301",
    "。",
    "！」",
    "\n",
    "\r\n",
    "。\uFE00",
    "…",
    "电梯",
    "a",
    "\uD800",
  ),
  fc.string({ unit: "grapheme", maxLength: 6 }),
  fc.string({ unit: "binary", maxLength: 4 }),
);
const awkwardText = fc.array(awkwardPiece, { maxLength: 60 }).map((pieces) => pieces.join(""));
const limit = fc.integer({ min: 4, max: 200 });

function bordersInside(pieces: readonly string[]): number[] {
  let at = 0;
  return pieces.slice(0, -1).map((piece) => {
    at += piece.length;
    return at;
  });
}

describe("utf8Bytes", () => {
  test("counts what the wire carries, for any text", () => {
    fc.assert(fc.property(awkwardText, (text) => utf8Bytes(text) === Buffer.byteLength(text, "utf8")));
  });
});

describe("splitByBytes", () => {
  test("gives pieces that fit and join to the text again", () => {
    fc.assert(
      fc.property(awkwardText, limit, (text, maxBytes) => {
        const pieces = splitByBytes(text, maxBytes);
        expect(pieces.join("")).toBe(text);
        for (const piece of pieces) {
          expect(piece.length).toBeGreaterThan(0);
          expect(utf8Bytes(piece)).toBeLessThanOrEqual(maxBytes);
        }
      }),
    );
  });

  test("never breaks a surrogate pair", () => {
    fc.assert(
      fc.property(awkwardText, limit, (text, maxBytes) => {
        for (const at of bordersInside(splitByBytes(text, maxBytes))) {
          const pair = text.slice(at - 1, at + 1);
          expect([...pair]).toHaveLength(2);
        }
      }),
    );
  });

  test("keeps every character that fits in one piece", () => {
    fc.assert(
      fc.property(awkwardText, fc.integer({ min: 40, max: 200 }), (text, maxBytes) => {
        const borders = new Set(bordersInside(splitByBytes(text, maxBytes)));
        for (const { segment, index } of characters.segment(text)) {
          if (utf8Bytes(segment) > maxBytes) continue;
          for (let at = index + 1; at < index + segment.length; at += 1) expect(borders.has(at)).toBe(false);
        }
      }),
    );
  });

  test("breaks after a line rather than after a later sentence", () => {
    expect(splitByBytes("今日新收三单\n电梯。水管漏水待修", 36)).toEqual([
      "今日新收三单\n",
      "电梯。水管漏水待修",
    ]);
  });

  test("breaks after a sentence and its closing quote where no line ends late enough", () => {
    expect(splitByBytes("业主说：「电梯又停了！」请尽快派人处理", 45)).toEqual([
      "业主说：「电梯又停了！」",
      "请尽快派人处理",
    ]);
  });

  test("does not waste a message on a line that ends early", () => {
    expect(splitByBytes(`好\n${"啊".repeat(20)}`, 30)[0]).toBe(`好\n${"啊".repeat(8)}`);
  });

  test("has no pieces for an empty text and refuses a limit no character fits in", () => {
    expect(splitByBytes("", 10)).toEqual([]);
    expect(() => splitByBytes("好", 3)).toThrow(RangeError);
  });
});

describe("cutToBytes", () => {
  test("leaves a text that fits as it is, up to the last byte", () => {
    expect(cutToBytes("好".repeat(682), 2046)).toBe("好".repeat(682));
    fc.assert(fc.property(awkwardText, (text) => cutToBytes(text, Math.max(4, utf8Bytes(text))) === text));
  });

  test("cuts visibly, within the limit, and keeps a beginning of the text", () => {
    fc.assert(
      fc.property(awkwardText, limit, (text, maxBytes) => {
        fc.pre(utf8Bytes(text) > maxBytes);
        const cut = cutToBytes(text, maxBytes);
        expect(utf8Bytes(cut)).toBeLessThanOrEqual(maxBytes);
        expect(cut.endsWith("…")).toBe(true);
        expect(text.startsWith(cut.slice(0, -1))).toBe(true);
      }),
    );
  });

  test("drops an emoji family whole instead of leaving half of it", () => {
    expect(cutToBytes(`好${FAMILY}好好好`, 30)).toBe("好…");
    expect(cutToBytes(`好${FAMILY}好好好`, 31)).toBe(`好${FAMILY}…`);
  });
});
