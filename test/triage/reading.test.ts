import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCorpus } from "../../src/edges/eval/labelled-rows.js";
import { plainText, readNumber } from "../../src/rules/chinese-text.js";
import { mendMisheard } from "../../src/rules/triage/misheard.js";
import { findName } from "../../src/rules/triage/names.js";
import { triage } from "../../src/rules/triage/triage.js";
import { findWishedTime } from "../../src/rules/triage/wished-time.js";

const FACTS = { buildings: ["观澜阁"] };
const read = (text: string) => triage(text, FACTS);
const SAMPLES = readCorpus("test/corpus", "held").slice(0, 300);

describe("numerals", () => {
  test.each([
    ["十二", "12"],
    ["二十", "20"],
    ["一百零三", "103"],
    ["一百二", "120"],
    ["幺二零三", "1203"],
    ["五零二", "502"],
    ["05", "5"],
    ["1号", null],
    ["", null],
  ] as const)("%s reads as %s", (written, expected) => {
    expect(readNumber(written)).toBe(expected);
  });
});

describe("names", () => {
  test.each([
    ["我姓王 3-2-502", "王"],
    ["我是李女士", "李女士"],
    ["联系人张伟 电话□", "张伟"],
    ["3-2-502 陈先生", "陈先生"],
    ["谢谢张师傅", null],
    ["那个姓赵的保安骂人", null],
  ] as const)("%s → %s", (text, expected) => {
    expect(findName(text)).toBe(expected);
  });
});

describe("wished times", () => {
  test.each([
    ["明天下午三点来修", "明天下午三点"],
    ["周六上午在家", "周六上午"],
    ["今晚8点以后来吧", "今晚8点以后"],
    ["后天有空", "后天"],
    ["说好今天来的 人呢", null],
    ["灯坏了", null],
  ] as const)("%s → %s", (text, expected) => {
    expect(findWishedTime(text)).toBe(expected);
  });
});

test("words of voice input are put right, other words are left alone", () => {
  expect(mendMisheard("误业的电提坏了")).toBe("物业的电梯坏了");
  expect(mendMisheard("反应过两次")).toBe("反映过两次");
  expect(mendMisheard("下水到堵了，卫生间楼水")).toBe("下水道堵了，卫生间漏水");
  expect(mendMisheard("没气味 反应快")).toBe("没气味 反应快");
});

test.each([
  "3号楼水管漏水",
  "三号楼水电费怎么交",
  "那栋楼水压太低",
  "楼下水到处流",
  "家里没气味儿了",
  "充电提示灯不亮",
  "水电体检",
  "电动车未上牌",
  "车味道太大",
  "充电装置坏了",
  "从一楼到里面都没灯",
])("two words side by side are not taken for one misheard: %s", (text) => {
  expect(mendMisheard(text)).toBe(text);
});

test("whatever is written, triage answers", () => {
  const anything = fc.oneof(
    fc.string({ unit: "binary", maxLength: 300 }),
    fc.string({ unit: fc.constantFrom(..."电梯水管3-2号栋单元502困着火 漏?！零一二楼啊"), maxLength: 120 }),
  );
  fc.assert(
    fc.property(anything, (text) => {
      const result = read(text);
      expect(result.confidence).toBeGreaterThan(0);
      expect(result.confidence).toBeLessThanOrEqual(1);
      expect(result.department === null).toBe(result.kind === "smalltalk");
      expect(result.complaintClass === null).toBe(result.kind !== "complaint");
      expect(result.danger === null).toBe(!result.emergency);
    }),
    { seed: 1, numRuns: 300 },
  );
});

test("width, invisible signs and the amount of space change nothing", () => {
  for (const { text } of SAMPLES) {
    const disguised = ` ${[...text].map(widen).join("\u200b")}\n`.replace(/ /g, " \t ");
    expect(read(disguised)).toEqual(read(plainText(text)));
  }
});

/** Printable ASCII in the full width an input method may give it. */
function widen(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  return code > 0x20 && code < 0x7f ? String.fromCodePoint(code + 0xfee0) : sign;
}
