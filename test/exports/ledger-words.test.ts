import { describe, expect, test } from "vitest";
import { LEDGER_TYPES } from "../../src/rules/ledger-entry.js";
import { entryDetails, entryName } from "../../src/rules/wording/ledger-words.js";
import { estate } from "../db/samples.js";

const YUNQI = estate();

describe("the ledger in words", () => {
  test.each(LEDGER_TYPES)("%s has a Chinese name", (type) => {
    expect(entryName(type)).toMatch(/^\p{Script=Han}+$/u);
  });

  test("details read the same whatever order the database keeps them in", () => {
    const one = entryDetails(
      { callback: "repair", form: "phone", satisfaction: "satisfied", words: "好" },
      YUNQI,
    );
    const other = entryDetails(
      { words: "好", satisfaction: "satisfied", form: "phone", callback: "repair" },
      YUNQI,
    );
    expect(one).toEqual(other);
    expect(one.map(({ name, value }) => `${name}：${value}`)).toEqual([
      "原话：好",
      "回访种类：维修回访",
      "回访方式：电话",
      "满意程度：满意",
    ]);
  });

  test("what is empty or merely not so is left out, and what is unknown is shown as it is", () => {
    expect(entryDetails({ words: "", danger: null, emergency: false, later: "x" }, YUNQI)).toEqual([
      { name: "later", value: "x" },
    ]);
  });

  test("free words about who was told stay as they were written, userids become names", () => {
    const said = (to: string) => entryDetails({ to }, YUNQI).map(({ name, value }) => `${name}：${value}`);
    const [one, other] = YUNQI.staff;
    expect(said("总公司罗文、14:30")).toEqual(["给：总公司罗文、14:30"]);
    expect(said("总公司 罗文, 街道办 张主任")).toEqual(["给：总公司 罗文, 街道办 张主任"]);
    expect(said(`${one?.userid},${other?.userid}`)).toEqual([`给：${one?.name}、${other?.name}`]);
    expect(said("engineering")).toEqual(["给：工程部"]);
  });

  test("a rule, a danger and what happened along with another record are said in words", () => {
    const told = entryDetails({ rule: "danger:flood", danger: "flood", withCase: 3 }, YUNQI);
    expect(told.map(({ name, value }) => `${name}：${value}`)).toEqual([
      "规则：按危险词：漏水成灾",
      "险情：漏水成灾",
      "随同：#3",
    ]);
  });
});
