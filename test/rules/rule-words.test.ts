import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { EVENT_RULE } from "../../src/rules/case-record.js";
import { HEADS } from "../../src/rules/triage/classifier.js";
import { triage } from "../../src/rules/triage/triage.js";
import { DANGERS } from "../../src/rules/triage/triage-result.js";
import { ruleWords } from "../../src/rules/wording/rule-words.js";

const CODED = /[A-Za-z<>:@=!]/;
const UNNAMED = ruleWords("a rule nobody named");

describe("the rule that decided, in words", () => {
  test.each([
    ["danger:flood", "按危险词：漏水成灾"],
    ["stat:complaint(投诉,没人管)", "按用词统计：像投诉（投诉、没人管）"],
    ["stat:repair(leak,no power)", "按用词统计：像报修"],
    ["stat:repair", "按用词统计：像报修"],
    ["several:stat:repair(漏水)", "几件事里最要紧的一件，按用词统计：像报修（漏水）"],
    ["model:repair<stat:enquiry(怎么办)", "模型读作报修；规则自己的看法：按用词统计：像咨询（怎么办）"],
    ["model:complaint", "模型读作投诉"],
  ])("%s reads %s", (rule, words) => {
    expect(ruleWords(rule)).toBe(words);
  });

  test.each([
    ...DANGERS.map((danger) => `danger:${danger}`),
    ...HEADS.kind.flatMap((kind) => [
      `stat:${kind}`,
      `several:stat:${kind}()`,
      `model:${kind}<stat:${kind}()`,
    ]),
    ...["intent:person", "intent:delete", "intent:anger", "voice:unheard", EVENT_RULE],
  ])("%s has words of its own, and none of them is a code", (rule) => {
    expect(ruleWords(rule)).not.toBe(UNNAMED);
    expect(ruleWords(rule)).not.toMatch(CODED);
  });

  test("whatever the triage decided by can be said, its English code words left out", () => {
    const lines = readFileSync("test/corpus/part-b.jsonl", "utf8").split("\n").filter(Boolean).slice(0, 600);
    for (const line of lines) {
      const said = ruleWords(triage(JSON.parse(line).text, { buildings: [] }).rule);
      expect(said).not.toContain(UNNAMED);
      // Between the brackets stand the writer's own words, which may name a WiFi.
      expect(said.replace(/（[^）]*）/g, "")).not.toMatch(CODED);
    }
  });

  test("what nobody has named is not shown by its code", () => {
    for (const rule of ["", "x", "danger:", "danger:dragon", "stat:what(漏水)", "model:", "repair.leak"]) {
      expect(ruleWords(rule)).toMatch(/^\p{Script=Han}+$/u);
    }
  });
});
