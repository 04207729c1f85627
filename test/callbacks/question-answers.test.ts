import { expect, test } from "vitest";
import { settledRepair } from "./settled-matters.js";

test("the notice that it is done asks in the same message, and 1 is thanked for once", async () => {
  const { estate, resident, client } = await settledRepair();
  await resident.says("1");
  resident.expects(/谢谢您，#1记为满意/);
  await resident.says("谢谢");
  resident.expectsNothing();
  const question = await client().satisfactionQuestion.findFirstOrThrow();
  expect(question).toMatchObject({
    state: "answered",
    satisfaction: "satisfied",
    words: "1",
    round: 1,
    handledBy: "liugong",
    department: "engineering",
    caseKind: "repair",
    nextAt: null,
  });
  await estate.close();
});
