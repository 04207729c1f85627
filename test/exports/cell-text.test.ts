import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CELL_CHARACTERS, csvField, harmlessInCsv, sheetText } from "../../src/rules/forms/cell-text.js";
import { ATTACKS } from "./attacks.js";

describe("a resident's words in a CSV", () => {
  test.each(ATTACKS)("%j stays text", (attack) => {
    const field = csvField(sheetText(attack));
    const read = field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
    expect(read).toMatch(/^'/);
  });

  test.each(["+8613800000000", "-3", "1.5", "3-2-502", "厨房=漏水", "a@b.cn", "1+1"])(
    "%j is left alone",
    (words) => {
      expect(harmlessInCsv(words)).toBe(words);
    },
  );

  test("are quoted where a comma, a quote or a line break is in them", () => {
    expect(csvField("漏水,很大")).toBe('"漏水,很大"');
    expect(csvField('他说"快来"')).toBe('"他说""快来"""');
    expect(csvField("一行\n二行")).toBe('"一行\n二行"');
    expect(csvField("厨房漏水")).toBe("厨房漏水");
  });
});

describe("a resident's words in a cell", () => {
  test("lose what cannot be printed and keep their line breaks", () => {
    expect(sheetText("a\u0000b\u0008c\r\nd\re\u2028f\tg\uFFFE")).toBe("abc\nd\nef g");
    expect(sheetText("半个\ud83d字")).toBe("半个\uFFFD字");
    expect(sheetText("笑😀")).toBe("笑😀");
    expect(sheetText("\u202e反过来\u200b")).toBe("反过来");
  });

  test("are cut to what a cell takes, and say so", () => {
    const cut = sheetText("漏".repeat(40_000));
    expect(cut).toHaveLength(CELL_CHARACTERS);
    expect(cut).toMatch(/见台账）$/);
    expect(sheetText("漏".repeat(CELL_CHARACTERS))).toHaveLength(CELL_CHARACTERS);
  });

  test("never end in half a character, and are always well-formed XML text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), fc.nat(8), (words, shift) => {
        const text = sheetText(`${"x".repeat(shift)}${"😀".repeat(16_384)}${words}`);
        expect(text.length).toBeLessThanOrEqual(CELL_CHARACTERS);
        expect(text).not.toMatch(/\p{Surrogate}/u);
      }),
      { numRuns: 20 },
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (words) => {
        expect(sheetText(words)).not.toMatch(/[^\n\P{Cc}]|\p{Surrogate}|[\uFFFE\uFFFF]/u);
        expect(sheetText(sheetText(words))).toBe(sheetText(words));
      }),
    );
  });
});
