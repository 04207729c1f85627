import { expect } from "vitest";
import { test } from "./callback-story.js";
import { callbacksNow, drawAt, recordNow, settledRepair } from "./planned-callbacks.js";

const LONG = { timeout: 60_000 };

test(
  "a drawn repair is asked step by step 1:1, a restart in the middle included, and closed when it is told",
  LONG,
  async ({ estate, assistant }) => {
    await drawAt(estate, 1);
    await settledRepair(estate);
    assistant.expects(
      /回访任务】#1 报修 [\s\S]*维修回访：家访（本月家访不足两成，改为家访），11月7日（周六）09:00前[\s\S]*13911112222[\s\S]*刘工，更换角阀，已试水[\s\S]*上门回访您报的/,
    );
    estate.readStaff();
    await assistant.writes("回访 1 电话 备注住户白天不在家");
    assistant.expects(
      /赵阿姨 13911112222[\s\S]*按电话记[\s\S]*#1 服务质量怎么样？（可「跳过」）\n1 好　2 一般　3 差/,
    );
    await assistant.writes("1");
    assistant.expects(/问题解决了吗[\s\S]*1 解决了　2 还差一点　3 没解决/);
    await estate.restart();
    // A command with its number is a command, even now.
    await assistant.writes("查 1");
    assistant.expects(/报修｜已处理/);
    await assistant.writes("1 完全不漏了");
    assistant.expects(/住户满意吗[\s\S]*1 满意　2 基本满意　3 不满意/);
    await assistant.writes("跳过");
    assistant.expects(/这一步要选一个/);
    await assistant.writes("2");
    assistant.expects(/还有什么不足/);
    await assistant.writes("来得晚了点");
    assistant.expects(/有什么建议/);
    await assistant.writes("没有");
    assistant.expects(
      /维修回访已记下：电话，基本满意，住户说「完全不漏了；来得晚了点」。各步骤都有记录，已自动关闭/,
    );
    const [callback] = await callbacksNow(estate);
    expect(callback).toMatchObject({
      state: "done",
      form: "phone",
      formRemark: "住户白天不在家",
      satisfaction: "basicallySatisfied",
      contents: { quality: "好", effect: "完全不漏了", shortcomings: "来得晚了点", suggestions: null },
      enteredBy: "zhoumin",
      handledBy: "liugong",
      department: "engineering",
      caseKind: "repair",
    });
    expect((await recordNow(estate)).status).toBe("closed");
    estate.readStaff();
  },
);

test(
  "取消 in the middle leaves nothing changed, and the number is not spoken in a group",
  LONG,
  async ({ estate, assistant }) => {
    await drawAt(estate, 1);
    await settledRepair(estate);
    estate.readStaff();
    const before = await callbacksNow(estate);
    expect(await estate.group("客服群").says("周敏", "我的")).toMatch(/没有未办完的事。\n要您回访的：#1。/);
    expect(await estate.group("客服群").says("周敏", "回访 1")).toMatch(/单独给我回复「回访 1」/);
    await assistant.writes("回访");
    assistant.expects(/13911112222/);
    await assistant.writes("好");
    assistant.expects(/问题解决了吗/);
    await assistant.writes("取消");
    assistant.expects(/没有记/);
    expect((await callbacksNow(estate)).map((callback) => ({ ...callback, version: 0 }))).toEqual(
      before.map((callback) => ({ ...callback, version: 0 })),
    );
    await assistant.writes("好");
    assistant.expects(/没看懂/);
  },
);

test(
  "a repair the lot has not fallen on waits until its ten are full or its days run out; then somebody calls in time",
  LONG,
  async ({ estate, assistant }) => {
    await drawAt(estate, 7);
    await settledRepair(estate);
    estate.readStaff();
    await assistant.writes("查 1");
    assistant.expects(/关闭前还差：是否抽中回访还没有定/);
    await estate.advance({ days: 3, hours: 14, minutes: 59 });
    assistant.expectsNothing();
    // Midnight before the last day: decided then, told at the opening.
    await estate.advance({ hours: 8, minutes: 31 });
    assistant.expects(/回访任务】#1[\s\S]*11月7日（周六）09:00前|回访任务】#1[\s\S]*明天09:00前/);
    await assistant.writes("回访 1 满意 家访 不漏了");
    estate.readStaff();
    const [callback] = await callbacksNow(estate);
    expect(callback?.doneAt && callback.doneAt < callback.dueAt).toBe(true);
  },
);

test(
  "once the lot has fallen in a block of ten, those it passed over are closed",
  LONG,
  async ({ estate }) => {
    await drawAt(estate, 2);
    for (const words of ["厨房灯不亮", "卧室插座没电", "阳台地漏堵了"]) await settledRepair(estate, words);
    estate.readStaff();
    const states = [];
    for (const number of [1, 2, 3]) states.push((await recordNow(estate, number)).status);
    expect(states).toEqual(["closed", "handled", "closed"]);
    expect((await recordNow(estate, 1)).retainUntil).not.toBeNull();
  },
);

test(
  "a bad answer in a callback opens the matter again; the director hears it, and the next settlement is called back whatever the lot",
  LONG,
  async ({ estate, assistant }) => {
    await drawAt(estate, 1);
    await settledRepair(estate);
    estate.readStaff();
    await assistant.writes("回访 1 不满意 电话 备注住户要求电话 接头又滴水了，白等一天");
    assistant.expects(
      /维修回访已记下：电话，不满意，住户说「接头又滴水了，白等一天」。住户不满意，已报管理处主任，按规定重新处理/,
    );
    expect(estate.staff("郑华").read().join("\n")).toMatch(/#1[\s\S]*接头又滴水了/);
    expect(await recordNow(estate)).toMatchObject({
      status: "accepted",
      round: 1,
      assignee: "liugong",
      closedAt: null,
      retainUntil: null,
    });
    estate.readStaff();
    await assistant.writes("回访 1 满意");
    assistant.expects(/还没有办结/);
    await estate.staff("刘工").writes("完成 1 换了整套下水，观察一小时");
    estate.readStaff();
    const callbacks = await callbacksNow(estate);
    expect(callbacks.map(({ kind, round, state, drawId }) => [kind, round, state, drawId !== null])).toEqual([
      ["repair", 1, "done", true],
      ["repair", 2, "planned", false],
    ]);
    await assistant.writes("回访 1 满意 电话 备注复查 这次好了");
    estate.readStaff();
  },
);

test("撤回 of 完成 takes its callback off the plan and the lot back", LONG, async ({ estate }) => {
  await drawAt(estate, 1);
  await settledRepair(estate);
  estate.readStaff();
  await estate.staff("刘工").writes("撤回");
  estate.readStaff();
  const { callbackDraw } = estate.simulation.app().database.client;
  expect(
    await callbackDraw.findMany({ where: { period: "2026-11" }, select: { seen: true, chosen: true } }),
  ).toEqual([{ seen: 0, chosen: 0 }]);
  expect((await callbacksNow(estate)).map(({ state }) => state)).toEqual(["cancelled"]);
  await estate.staff("刘工").writes("完成 1 更换角阀，已试水两次");
  estate.readStaff();
  expect((await callbacksNow(estate)).map(({ state, round }) => [state, round])).toEqual([["planned", 1]]);
});
