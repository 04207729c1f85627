import { afterEach, beforeEach, expect, test } from "vitest";
import { type EstateStory, startEstate } from "./estate-story.js";

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate();
});
afterEach(() => estate.close());

const records = () => estate.simulation.app().database.client.caseRecord.findMany({ orderBy: { id: "asc" } });

test("two matters sent one after another are two records that belong together, with one answer for both", async () => {
  const tan = estate.resident("谭女士");
  await tan.types("东门保安态度太差，冲我妈吼");
  await estate.advance({ seconds: 8 });
  tan.expectsNothing();
  await tan.types("对了，3栋楼道灯也不亮");
  await estate.advance({ seconds: 25 });
  const answers = tan.read();
  expect(answers).toHaveLength(1);
  expect(answers[0]).toMatch(/#1[\s\S]*#2/);
  const [first, second] = await records();
  expect(first).toMatchObject({ kind: "complaint", responsibleDepartment: "security", room: null });
  expect(second).toMatchObject({
    kind: "repair",
    responsibleDepartment: "engineering",
    room: "3",
    linkedCaseId: first?.id,
    linkKind: "split",
  });
  // The one answer is the first reply to both.
  expect([first?.firstReplyAt, second?.firstReplyAt]).not.toContain(null);
  expect([first?.matter, second?.matter]).toEqual(["东门保安态度太差，冲我妈吼", "3栋楼道灯也不亮"]);
  estate.readStaff();
});

test("a room and a phone after the second matter are those of both", async () => {
  const tan = estate.resident("谭女士");
  await tan.types("厨房漏水");
  await estate.advance({ seconds: 8 });
  await tan.types("还有，楼下垃圾桶三天没人收");
  await estate.advance({ seconds: 8 });
  await tan.types("3栋2单元502，13800138000");
  await estate.advance({ seconds: 25 });
  expect(tan.read()).toHaveLength(1);
  const told = await records();
  expect(told.map(({ responsibleDepartment }) => responsibleDepartment)).toEqual(["engineering", "cleaning"]);
  expect(told.map(({ room, contactPhone }) => `${room} ${contactPhone}`)).toEqual([
    "3-2-502 13800138000",
    "3-2-502 13800138000",
  ]);
  estate.readStaff();
});

test("who writes of not wanting to live gets help at once, whatever else the message is about", async () => {
  const tan = estate.resident("谭女士");
  await tan.says("厨房漏水没人管我不想活了。另外物业费怎么交？");
  const answer = tan.expects(/我听到了.*12356.*#1/);
  expect(answer).not.toMatch(/物业费/);
  expect(await records()).toMatchObject([{ emergency: true }]);
  estate.readStaff();
});
