import { expect, vi } from "vitest";
import { openMatter } from "../duties/opened-matters.js";
import type { EstateStory } from "../stories/estate-story.js";
import { test } from "./callback-story.js";
import { callbacksNow, recordNow } from "./planned-callbacks.js";

vi.setConfig({ testTimeout: 90_000 });

async function settled(estate: EstateStory, complaintClass: "minor" | "important" | "major") {
  const record = await openMatter(estate, {
    kind: "complaint",
    complaintClass,
    words: "电梯三天两头停，投诉多次没人管",
    department: "engineering",
  });
  if (complaintClass === "major") {
    await estate.staff("王芳").writes(`方案 ${record.number} 请厂家更换主板，赵强负责`);
    await estate.staff("陈明").writes(`批准 ${record.number}`);
  }
  await estate.staff("赵强").writes(`完成 ${record.number} 更换主板，运行正常`);
  return record;
}

test("a minor complaint is called and visited by the head it is about, confirmed by the assistant, and closed only then", async ({
  estate,
}) => {
  await settled(estate, "minor");
  const told = estate.staff("赵强").read().join("\n");
  expect(told).toMatch(/回访任务】#1 轻微投诉/);
  expect(told).toMatch(/电话回访：电话，11月4日（周三）09:00前/);
  expect(told).toMatch(/家访或信访：家访，11月5日（周四）09:00前/);
  expect(told).toMatch(/赵阿姨 13911112222/);
  expect(told).toMatch(/可以这样说：您好，我是云栖花园物业的赵强/);
  estate.readStaff();
  await estate.staff("赵强").writes("回访 1 满意 电话 电梯这两天没再停，谢谢");
  estate
    .staff("赵强")
    .expects(/电话回访已记下：电话，满意，住户说「电梯这两天没再停，谢谢」.*另一位同事回复「确认回访 1」/);
  estate.staff("周敏").expects(/请确认回访】#1[\s\S]*赵强电话，满意/);
  await estate.staff("赵强").writes("确认回访 1");
  estate.staff("赵强").expects(/是您记的，请另一位/);
  await estate.staff("周敏").writes("确认回访 1");
  estate.staff("周敏").expects(/已确认/);
  await estate.staff("周敏").writes("回访 1 基本满意 家访 老人说门关得有点急");
  estate.staff("周敏").expects(/家访或信访已记下：家访，基本满意/);
  estate.staff("赵强").expects(/请确认回访】#1/);
  await estate.staff("赵强").writes("关闭 1 都做完了");
  estate.staff("赵强").expects(/只有管理处经理/);
  await estate.staff("陈明").writes("关闭 1 都做完了");
  estate.staff("陈明").expects(/步骤齐了会自动关闭.*处理记录还没有签收、回访等第二人确认/);
  await estate.staff("王芳").writes("签收 1");
  estate.staff("王芳").expects(/已签收登记。$/);
  expect((await recordNow(estate)).status).toBe("handled");
  await estate.staff("赵强").writes("确认回访 1");
  estate.staff("赵强").expects(/已确认。各步骤都有记录，已自动关闭/);
  const record = await recordNow(estate);
  expect([record.status, record.retainUntil?.toISOString()]).toEqual(["closed", "2028-11-02T01:00:00.000Z"]);
  const held = await callbacksNow(estate);
  expect(
    held.map(({ kind, form, satisfaction, confirmedBy, words }) => [
      kind,
      form,
      satisfaction,
      confirmedBy,
      words,
    ]),
  ).toEqual([
    ["complaintCall", "phone", "satisfied", "zhoumin", "电梯这两天没再停，谢谢"],
    ["complaintVisit", "homeVisit", "basicallySatisfied", "zhaoqiang", "老人说门关得有点急"],
  ]);
  await estate.staff("王芳").writes("查 1");
  estate.staff("王芳").expects(/已关闭[\s\S]*电话回访：.*满意，「电梯这两天没再停，谢谢」/);
  // The review is still owed: it is asked for, and met by an opinion.
  await estate.staff("王芳").writes("回访意见 1 关门速度请维保再调");
  estate.staff("王芳").expects(/2条回访记录已写意见/);
  await estate.advance({ days: 5 });
});

test("a complaint nobody calls back on is asked for at 36 hours and goes to the supervisor at 48", async ({
  estate,
}) => {
  await settled(estate, "minor");
  await estate.staff("王芳").writes("签收 1");
  estate.readStaff();
  await estate.advance({ hours: 35, minutes: 59 });
  estate.staff("赵强").expectsNothing();
  await estate.advance({ minutes: 2 });
  // 21:01: before the quiet hours.
  estate.staff("赵强").expects(/快到时限】#1[\s\S]*「电话回访」限明天09:00前[\s\S]*回访 1/);
  await estate.advance({ hours: 12 });
  estate.staff("王芳").expects(/已超时】#1[\s\S]*「电话回访」[\s\S]*48小时内电话回访|2天内电话回访/);
  estate.staff("赵强").expects(/已超时/);
  await estate.staff("周敏").writes("为什么 1");
  estate.staff("周敏").expects(/「电话回访」赵强[\s\S]*DL-16/);
  await estate.staff("赵强").writes("回访 1 满意 电话 修好了");
  estate.readStaff();
  const [call] = await callbacksNow(estate);
  expect([call?.doneAt !== null && call !== undefined && call.doneAt > call.dueAt]).toEqual([true]);
});

test("a major complaint is called back by the manager in person, at home with the resident's signature", async ({
  estate,
}) => {
  await settled(estate, "major");
  const told = estate.staff("陈明").read().join("\n");
  expect(told).toMatch(/回访任务】#1 重大投诉[\s\S]*请住户在回访记录上签名，拍照发给我/);
  estate.readStaff();
  await estate.staff("赵强").writes("回访 1 满意 电话 好了");
  estate.staff("赵强").expects(/重大投诉由经理或管理处主任亲自回访（CBK-14）/);
  await estate.staff("陈明").writes("回访 1 满意 电话 电梯好了");
  estate.staff("陈明").expects(/电话回访已记下/);
  await estate.staff("陈明").writes("回访 1 满意 家访 全家都说好");
  estate.staff("陈明").expects(/家访或信访已记下.*住户签名的回访记录拍照/);
  await estate.staff("王芳").writes("签收 1");
  estate.staff("王芳").expects(/已签收登记。$/);
  expect((await recordNow(estate)).status).toBe("handled");
  estate
    .staff("陈明")
    .expects(
      /投诉处理结果】#1 重大投诉[\s\S]*赵强处理：更换主板，运行正常[\s\S]*电话回访：.*满意，「电梯好了」/,
    );
  await estate.staff("陈明").sendsPhoto();
  estate.staff("陈明").expects(/照片已收作 #1 家访或信访的住户签名。各步骤都有记录，已自动关闭/);
  expect((await recordNow(estate)).status).toBe("closed");
  expect(
    await estate.simulation
      .app()
      .database.client.attachment.count({ where: { caseId: (await recordNow(estate)).id } }),
  ).toBe(1);
  // A photo nobody waits for is no signature.
  await estate.staff("陈明").sendsPhoto();
  estate.staff("陈明").expects(/请用文字写口令/);
  estate.readStaff();
});

test("a letter counts for the visit, another form needs a reason", async ({ estate }) => {
  await settled(estate, "important");
  estate.readStaff();
  await estate.staff("郑华").writes("回访 1 满意 信访 来信说满意");
  estate.staff("郑华").expects(/家访或信访已记下：信访，满意/);
  await estate.staff("郑华").writes("回访 1 满意 家访 当面说好");
  estate.staff("郑华").expects(/电话回访规定的方式是电话（CBK-18）。改用家访请写原因/);
  await estate.staff("郑华").writes("回访 1 满意 家访 备注住户不接电话 当面说好");
  estate.staff("郑华").expects(/电话回访已记下：家访，满意，住户说「当面说好」/);
  const [call] = await callbacksNow(estate);
  expect([call?.form, call?.formRemark, call?.words]).toEqual(["homeVisit", "住户不接电话", "当面说好"]);
});
