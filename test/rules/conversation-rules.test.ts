import { describe, expect, test } from "vitest";
import { readEstateFile } from "../../src/edges/estate-file.js";
import type { CaseRecord } from "../../src/rules/case-record.js";
import { incidentFor } from "../../src/rules/incidents.js";
import { praisedMember } from "../../src/rules/praise.js";
import { reliefIn } from "../../src/rules/relief.js";
import { readStaffCommand } from "../../src/rules/staff-commands.js";
import { readProgress } from "../../src/rules/staff-talk.js";
import { triage } from "../../src/rules/triage/triage.js";
import { mustNotBeCalled } from "../../src/rules/unsafe-calls.js";

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

describe("the end of a danger is heard in many words", () => {
  test.each([
    ["missingPerson", "孩子找到了，在楼上同学家玩呢"],
    ["missingPerson", "老人家自己回家了，虚惊一场"],
    ["missingPerson", "她回我微信了，在超市"],
    ["missingPerson", "搵返个仔喇，多谢晒"],
    ["missingPerson", "she's home now, thank you all"],
    ["missingPerson", "不用找了，接到人了"],
    ["lift", "门自己开了，都出来了"],
    ["lift", "we're out, thanks"],
    ["lift", "师傅把我们放出来了，谢谢"],
    ["lockedIn", "门打开了，谢谢开锁师傅"],
    ["lockedIn", "备用钥匙找到了，进去了"],
    ["medical", "缓过来了，能说话了"],
    ["medical", "人已经送医院了"],
    ["medical", "血止住了"],
    ["medical", "she woke up and feels better"],
    ["medical", "从窗台上下来了，人没事"],
    ["fire", "火灭了，没事了"],
    ["fire", "原来是隔壁炒菜"],
    ["fire", "the fire is out"],
    ["gas", "一点味道都没有了"],
    ["gas", "味散了，不漏了"],
    ["flood", "水停了"],
    ["flood", "总阀找到了，关上了"],
    ["violence", "他走了，我们没事"],
    ["violence", "警察把他带走了"],
    ["violence", "我已经跑出来了，在朋友家"],
    ["falling", "花盆已经搬进来了"],
    ["other", "解除了，大家平安"],
    ["other", "sorry, wrong group"],
    ["other", "冇事喇，唔使嚟"],
  ] as const)("%s: %s", (danger, words) => {
    expect(reliefIn(words, danger)).toBe("over");
  });
});

describe("what is not the end of a danger is not heard as one", () => {
  test.each([
    ["medical", "救护车到楼下了"],
    ["fire", "消防已经到了"],
    ["fire", "fire brigade is here"],
    ["violence", "警察来了"],
  ] as const)("but that help is there, %s: %s", (danger, words) => {
    expect(reliefIn(words, danger)).toBe("helpIsThere");
  });
  test.each([
    ["missingPerson", "找到了吗"],
    ["missingPerson", "还没回来"],
    ["missingPerson", "手机找到了，人没在"],
    ["missingPerson", "监控找到了，往东门走了"],
    ["missingPerson", "她没回电话"],
    ["missingPerson", "她手机没电了打不通"],
    ["missingPerson", "要是回来了我告诉你们"],
    ["lift", "他说灯也灭了"],
    ["lift", "出来了两个，还有一个"],
    ["lift", "门开了吗"],
    ["lift", "掉下来了一截"],
    ["medical", "醒了但是说不清话"],
    ["medical", "叫醒了，又吐血了"],
    ["medical", "捞上来了 没呼吸"],
    ["medical", "他跳下来了"],
    ["medical", "120来了没"],
    ["fire", "烟出来了"],
    ["fire", "火没灭"],
    ["fire", "烟散了一点"],
    ["gas", "我开了窗，味道小一点了"],
    ["gas", "窗户打开了"],
    ["gas", "不敢开灯"],
    ["flood", "水关不上"],
    ["flood", "水流到楼下来了"],
    ["violence", "他回来了"],
    ["violence", "门被他砸开了"],
    ["violence", "他进来了"],
    ["violence", "他把孩子抱走了"],
    ["violence", "他追着我跑了一路"],
    ["medical", "120到门口了，请放行"],
  ] as const)("%s: %s", (danger, words) => {
    expect(reliefIn(words, danger)).toBeNull();
  });
});

describe("who must not be called says so", () => {
  test.each([
    "不要打电话 他在旁边",
    "千万别给我打电话",
    "我不敢出声，他在外面",
    "现在不方便接电话",
    "我不能接电话",
    "please don't call me, he is here",
    "唔好打電話俾我",
  ])("%s", (words) => {
    expect(mustNotBeCalled(words)).toBe(true);
  });
  test.each([
    "快给我打电话",
    "110电话打不通",
    "别打了，电话13800138000",
    "别挂电话，人快不行了",
    "他不能说话了，嘴歪了",
    "他在旁边扶着",
    "can't call 120, no signal",
  ])("not: %s", (words) => {
    expect(mustNotBeCalled(words)).toBe(false);
  });
});
