import { describe, expect, test } from "vitest";
import type { Satisfaction } from "../../src/rules/callback.js";
import { isMereCourtesy, readAnswer } from "../../src/rules/satisfaction.js";
import { VOICES } from "./satisfaction-voices.js";

describe.each(Object.entries(VOICES) as [Satisfaction, readonly string[]][])(
  "%s is heard in",
  (meant, texts) => {
    test.each(texts)("%s", (text) => {
      expect(readAnswer(text)?.satisfaction).toBe(meant);
    });
  },
);

test.each([
  "",
  "谢谢",
  "好的谢谢",
  "收到",
  "嗯嗯",
  "好的",
  "辛苦了",
  "3栋2单元502",
  "3-2-502",
  "3号楼电梯坏了",
  "3楼灯坏了",
  "2点以后在家",
  "3天了",
  "1个人在家",
  "13800138000",
  "1.水管漏水 2.灯不亮",
  "1 满意 · 2 基本满意 · 3 不满意",
  "下午3点",
  "什么时候再来？",
  "满意度怎么填？",
  "物业费怎么交",
  "楼道灯坏了",
  "请问停车费多少钱",
  "我要表扬刘师傅",
  "人工",
  "明天上午可以吗",
  "?",
  "4",
  "10",
  "师傅几点来的",
  "谢谢师傅",
  "好的，感谢物业",
  "我很快就到家",
  "我差不多六点到家",
  "一般晚上在家",
  "我还没下班",
  "我又不在家",
  "你们没通知我几点来",
  "你们有没有修好",
  "修好了吗",
])("「%s」 assesses nothing", (text) => {
  expect(readAnswer(text)).toBeNull();
});

test("digits, words of the scale and signs are sure; other words are an answer only where nothing else is talked about", () => {
  const sure = (text: string) => readAnswer(text)?.sure;
  expect(["1", "3，还是漏", "不满意", "很满意，谢谢", "[强]"].map(sure)).toEqual([
    true,
    true,
    true,
    true,
    true,
  ]);
  expect(["又漏了", "挺好的", "没人来"].map(sure)).toEqual([false, false, false]);
});

test("a digit or the word of the scale alone leaves no words to keep; all else does", () => {
  const bare = (text: string) => readAnswer(text)?.bare;
  const silent = [
    "1",
    "选3吧",
    "1 满意",
    "非常满意",
    "👍",
    "还可以",
    "一般般吧",
    "满意，谢谢师傅",
    "挺好的谢谢",
    "不太满意",
  ];
  expect(silent.filter((text) => !bare(text))).toEqual([]);
  expect(["3，还是漏", "满意，师傅很细心", "又漏了", "还行，就是慢"].filter(bare)).toEqual([]);
});

test.each(["谢谢", "好的，谢谢", "嗯嗯好的", "ok", "辛苦了", "谢谢师傅", "好的[微笑]"])(
  "「%s」 is mere courtesy",
  (text) => {
    expect(isMereCourtesy(text)).toBe(true);
  },
);

test.each(["谢谢，厨房灯坏了", "好的，明天来吗", "1", "还漏"])("「%s」 is more than courtesy", (text) => {
  expect(isMereCourtesy(text)).toBe(false);
});
