import { afterEach, beforeEach, expect, test } from "vitest";
import { type EstateStory, startEstate } from "./estate-story.js";

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate();
});
afterEach(() => estate.close());

const client = () => estate.simulation.app().database.client;

/** Every record, in order of number, and the sorts of entries its ledger holds. */
async function ledger() {
  const found = await client().caseRecord.findMany({
    include: { entries: { orderBy: { id: "asc" } } },
    orderBy: { number: "asc" },
  });
  return found.map(({ entries, ...record }) => ({ ...record, entries: entries.map(({ type }) => type) }));
}

const FEES =
  /关于「物业费怎么交」：.*前台刷卡、扫码.*\n（依据：收费公示栏）\n没解答您的问题的话，回复「人工」/;

/** The engineers hear of the repair, and nobody of the question. */
function reachesEngineers(number = 1): void {
  estate.group("工程群").expects(new RegExp(`【报修】#${number}\\*\\*`));
  estate.staff("赵强").expects(new RegExp(`报修 #${number}`));
}

test("a question the estate's knowledge answers is answered beside the matter it came with, in one message", async () => {
  const he = estate.resident("何女士");
  await he.says("厨房水管漏水，3-2-502。另外物业费怎么交？");
  const answer = he.expects(
    /^您好，您报的「厨房水管漏水，3-2-502」收到了，编号#1，已转工程部，最晚.*方便上门的时间/,
  );
  expect(answer).toMatch(FEES);
  he.expectsNothing();
  reachesEngineers();
  // What is told next is of the matter somebody works on.
  await he.says("13800138000，明天上午有人");
  he.expects(/已补到#1/);
  estate.readStaff();
});

test("the ledger keeps such a question as one that was asked alone", async () => {
  const asked = [estate.resident("何女士"), estate.resident("孔先生")];
  await asked[0]?.says("3-2-502厨房水管漏水，电话13800138000。另外物业费怎么交？");
  await asked[1]?.says("物业费怎么交？");
  for (const resident of asked) resident.read();
  estate.readStaff();
  const [leak, beside, alone] = await ledger();
  expect(leak).toMatchObject({
    kind: "repair",
    status: "recorded",
    matter: "3-2-502厨房水管漏水，电话13800138000",
  });
  expect(leak?.entries).toEqual(["received", "classified", "dispatched", "answered"]);
  expect(alone).toMatchObject({
    kind: "enquiry",
    status: "closed",
    closeReason: "收费公示栏",
    linkKind: null,
  });
  const own = ["id", "number", "residentId", "conversationId", "room", "contactPhone"];
  const rest = (record: object) => Object.entries(record).filter(([name]) => !own.includes(name));
  expect(rest(beside ?? {})).toEqual(rest(alone ?? {}));
  expect(beside?.firstReplyAt).not.toBeNull();
});

test("two matters and a question are two records and one answer; each matter has had its first reply", async () => {
  const tan = estate.resident("谭女士");
  await tan.says("楼道垃圾没人扫。另外，厨房水龙头坏了。还有物业费怎么交？");
  const answer = tan.expects(/两件事都记下了：①「楼道垃圾没人扫」编号#1.*②「厨房水龙头坏了」编号#2/);
  expect(answer).toMatch(FEES);
  tan.expectsNothing();
  estate.readStaff();
  const told = await ledger();
  expect(told.map(({ status }) => status)).toEqual(["recorded", "recorded", "closed"]);
  for (const { firstReplyAt, entries } of told) {
    expect(firstReplyAt).not.toBeNull();
    expect(entries.filter((type) => type === "answered")).toHaveLength(1);
  }
});

test("a question before the matter, and one beside more about a matter, are answered too", async () => {
  const he = estate.resident("何女士");
  await he.says("物业费怎么交？另外3-2-502厨房水管漏水，电话13800138000");
  expect(he.expects(/^您好，您报的「3-2-502厨房水管漏水」收到了，编号#1/)).toMatch(FEES);
  reachesEngineers();
  await he.says("厨房水管还在漏，另外停车月卡怎么办？");
  expect(he.expects(/#1/)).toMatch(/\n关于「停车月卡怎么办」：地下月租车位/);
  he.expectsNothing();
  expect((await ledger()).map(({ status }) => status)).toEqual(["recorded", "closed", "closed"]);
  estate.readStaff();
});

test("two questions are both answered, and once for both it is said what to do with a third", async () => {
  const he = estate.resident("何女士");
  await he.says("停车月卡怎么办？另外物业费怎么交？");
  const answer = he.expects(/^关于「停车月卡怎么办」：地下月租车位/);
  expect(answer).toMatch(FEES);
  expect(answer.match(/没解答您的问题/g)).toHaveLength(1);
  he.expectsNothing();
});

test("what nobody vouches for goes to a person as before, with a number", async () => {
  const he = estate.resident("何女士");
  await he.says("3-2-502厨房水管漏水，电话13800138000。另外物业费发票怎么开？");
  he.expects(/两件事都记下了：①「3-2-502厨房水管漏水」编号#1.*②「物业费发票怎么开？」编号#2/);
  he.expectsNothing();
  expect((await ledger()).map(({ status }) => status)).toEqual(["recorded", "recorded"]);
  estate.readStaff();
});

test("who is in danger reads what to do and nothing else; whoever helps reads the question too", async () => {
  const he = estate.resident("何女士");
  await he.says("厨房水管爆了，水漫到客厅了，3-2-502。另外物业费怎么交？");
  expect(he.expects(/#1/)).not.toMatch(/物业费/);
  await he.says("客厅也漏水了。另外停车月卡怎么办？");
  expect(he.expects(/#1|#2/)).not.toMatch(/月租/);
  he.expectsNothing();
  const found = await ledger();
  expect(found[0]?.matter).toContain("物业费怎么交");
  expect(found.filter(({ status }) => status === "closed")).toEqual([]);
  estate.readStaff();
});

test("a doorbell that rings twice and an answer sent in doubt leave one answer and no record twice", async () => {
  const { faults } = estate.simulation.standIn;
  faults.callback("kf:doorbell", "twice");
  faults.call("kf/send_msg", { kind: "drop" });
  const he = estate.resident("何女士");
  await he.says("3-2-502厨房水管漏水，电话13800138000。另外物业费怎么交？");
  await estate.restart();
  await estate.advance({ minutes: 2 });
  expect(he.expects(/#1/)).toMatch(FEES);
  he.expectsNothing();
  reachesEngineers();
  expect((await ledger()).map(({ status }) => status)).toEqual(["recorded", "closed"]);
  estate.expectsViolations([95099]);
});

test("a photo beside the question is of the matter somebody works on", async () => {
  const he = estate.resident("何女士");
  await he.types("厨房水管漏水");
  await he.addsPhoto();
  await he.types("对了，物业费怎么交？");
  await estate.advance({ seconds: 40 });
  expect(he.expects(/#1/)).toMatch(FEES);
  he.expectsNothing();
  estate.readStaff();
  expect(await estate.group("工程群").says("刘工", "查 1")).toMatch(/附图1张/);
  expect((await client().attachment.findMany()).map(({ caseId }) => caseId)).toEqual([1]);
});

test("an answer too long for one message is a second one rather than cut", async () => {
  await estate.close();
  const long = {
    question: "物业费怎么交",
    forms: [],
    answer: "可以到前台交。".repeat(90),
    source: "公示栏",
    validUntil: null,
  };
  estate = await startEstate({ estate: (sample) => ({ ...sample, knowledge: [long] }) });
  const he = estate.resident("何女士");
  await he.says("3-2-502厨房水管漏水，电话13800138000。另外物业费怎么交？");
  he.expects(/编号#1.*给您处理结果。[^…]*$/);
  he.expects(/^关于「物业费怎么交」：(?:可以到前台交。){90}\n（依据：公示栏）/);
  he.expectsNothing();
  reachesEngineers();
});

test("a question in traditional script finds its answer too", async () => {
  const he = estate.resident("何女士");
  await he.says("請問物業費怎麼交？");
  he.expects(/物業費可以到前台刷卡/);
});
