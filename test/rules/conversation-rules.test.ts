import { describe, expect, test } from "vitest";
import { readEstateFile } from "../../src/edges/estate-file.js";
import type { CaseRecord } from "../../src/rules/case-record.js";
import { incidentFor } from "../../src/rules/incidents.js";
import { praisedMember } from "../../src/rules/praise.js";
import { readStaffCommand } from "../../src/rules/staff-commands.js";
import { readProgress } from "../../src/rules/staff-talk.js";
import { triage } from "../../src/rules/triage/triage.js";

async function sampleEstate() {
  const file = await readEstateFile("src/simulator/sample-estate.yaml", () => undefined);
  if (file.kind === "problems") throw new Error(file.problems.join());
  const [estate] = file.estates;
  if (!estate) throw new Error("the sample has no estate");
  return estate;
}

describe("what is said in passing is told from commands", () => {
  test.each([
    ["马上到", "onTheWay"],
    ["在路上了", "onTheWay"],
    ["20分钟到", "onTheWay"],
    ["我这就过去", "onTheWay"],
    ["到了", "arrived"],
    ["已到现场", "arrived"],
    ["没人在家", "nobodyHome"],
    ["敲门没人应", "nobodyHome"],
    ["配件没货", "waitingForParts"],
    ["到货了", null],
    ["修好了", null],
    ["收到", null],
    ["明天到", null],
    ["去", null],
  ])("%s is %s", (words, kind) => {
    expect(readProgress(words)).toBe(kind);
  });
  test.each([
    ["42 马上到", { verb: "progress", number: 42, progress: "onTheWay" }],
    ["没人在家 #42", { verb: "progress", number: 42, progress: "nobodyHome" }],
    ["合并 42 43", { verb: "merge", number: 42, others: [43] }],
    ["合并 #42 和 #43 #44", { verb: "merge", number: 42, others: [43, 44] }],
    ["拆分 42 楼道灯不亮", { verb: "split", number: 42, words: "楼道灯不亮" }],
    ["约了明天下午", { verb: "appoint", words: "明天下午" }],
    ["通知 停水 明天9点到17点", { verb: "publish", words: "停水 明天9点到17点" }],
  ])("%s", (text, command) => {
    expect(readStaffCommand(text, null)).toMatchObject(command);
  });
});

describe("praise finds the one it is for, or nobody", () => {
  test.each([
    ["感谢保洁谢阿姨，每天都很用心", "xiechun"],
    ["刘工修得又快又好", "liugong"],
    ["前台李娜特别耐心", "lina"],
    ["表扬一下赵师傅", "zhaoqiang"],
    ["你们的保安真不错", null],
    ["谢谢你们，服务很好", null],
  ])("%s", async (text, userid) => {
    expect(praisedMember(text, await sampleEstate())?.userid ?? null).toBe(userid);
  });
});

describe("only what households share is one incident", () => {
  const lead = (matter: string, room: string | null) =>
    ({
      id: 1,
      status: "recorded",
      emergency: false,
      residentId: "a",
      linkKind: null,
      matter,
      room,
    }) as CaseRecord;
  test.each([
    ["6栋电梯又停了", "6-1-1203", lead("6栋1单元的电梯坏了", "6-1"), true],
    ["家里没水了", "3-1-101", lead("3栋怎么停水了", "3-2-502"), true],
    ["2栋电梯坏了", "2-1-301", lead("6栋1单元的电梯坏了", "6-1"), false],
    ["我家客厅灯不亮了", "5-1-301", lead("5栋楼道的灯不亮了", "5-1"), false],
    ["家里跳闸停电了", "3-1-101", lead("3栋停电了", "3-2-502"), false],
    ["厨房漏水", "3-1-101", lead("厨房漏水", "3-2-502"), false],
    ["门口道闸抬不起来", "1-1-101", lead("小区道闸坏了", "9-1-101"), true],
  ])("%s (%s)", (text, room, record, joined) => {
    const read = triage(text, { buildings: [] });
    const facts = {
      triage: { ...read, emergency: false },
      text,
      room,
      residentId: "b",
      candidates: [record],
    };
    expect(incidentFor(facts) !== null).toBe(joined);
  });
});
