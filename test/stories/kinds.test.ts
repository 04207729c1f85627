import { afterEach, beforeEach, expect, test } from "vitest";
import { type EstateStory, startEstate } from "./estate-story.js";

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate();
});
afterEach(() => estate.close());

test("a complaint is answered with an apology and reaches group, head and supervisor", async () => {
  const chen = estate.resident("陈先生");
  await chen.says("你们东门那个保安态度太差了，我问一句路他张嘴就骂人，我要投诉他");
  chen.expects(/我代秩序维护部向您道歉.*编号#1.*负责人处理.*最晚/);
  estate.group("客服群").expects(/【重要投诉】#1/);
  estate.staff("孙磊").expects(/重要投诉 #1/);
  estate.staff("王芳").expects(/重要投诉 #1/);
});

test("people trapped in a lift hear what to do and who was called; desk, department and manager are mentioned", async () => {
  const lin = estate.resident("林小姐");
  await lin.says("救命！3栋1单元电梯卡住了，里面有两个人还有小孩，门打不开");
  lin.expects(/不要扒门.*已紧急通知工程部、客服前台和管理处经理.*#1/);
  estate.group("工程群").expects(/【紧急】[\s\S]*#1[\s\S]*先做：[\s\S]*<@zhaoqiang>/);
  estate.group("客服群").expects(/【紧急】[\s\S]*<@lina>/);
  estate.group("管理群").expects(/【紧急】[\s\S]*<@chenming>/);
  for (const name of ["赵强", "李娜", "陈明"]) estate.staff(name).expects(/【紧急】.*#1/);
});

test("a question becomes a reception for the desk with a promise of an answer", async () => {
  const zhao = estate.resident("赵阿姨");
  await zhao.says("请问上个季度物业费的发票怎么开？");
  zhao.expects(/您问的.*#1.*最晚/);
  estate.group("管理群").expects(/【咨询】#1/);
  estate.staff("钱珊").expects(/咨询 #1/);
});

test("a greeting and thanks are answered and leave no record", async () => {
  const sun = estate.resident("孙大爷");
  await sun.says("你好在吗");
  sun.expects(/云栖花园物业/);
  await sun.says("好的谢谢");
  sun.expects(/不客气/);
});

test("praise is recorded and passed on without asking anything", async () => {
  const he = estate.resident("何女士");
  await he.says("感谢保洁谢阿姨，每天把我们楼道拖得干干净净，特别用心，表扬一下");
  he.expects(/谢谢您特意告诉我们.*#1/);
  estate.group("客服群").expects(/【表扬】#1/);
  estate.staff("谢春").expects(/【收到表扬】.*干干净净/);
  estate.staff("王芳").expects(/表扬 #1/);
});

test("somebody who writes traditional script is answered in it", async () => {
  const cheung = estate.resident("張太");
  await cheung.says("你好，我係5座1203，廚房水龍頭漏水，麻煩派人來修理，電話13900001111");
  cheung.expects(/您報的.*#1.*工程部.*給您處理結果/);
  estate.group("工程群").expects(/【报修】#1\*\* 5-1203[\s\S]*139\*\*\*\*1111/);
  estate.staff("赵强").expects(/报修 #1/);
});

test("a photo without words is asked about; after a matter it joins the matter", async () => {
  const gu = estate.resident("顾先生");
  await gu.sendsPhoto();
  gu.expects(/照片收到了.*写一句话/);
  await gu.says("2栋1单元301客厅的灯不亮了，电话13800138000，下午在家");
  gu.expects(/#1.*工程部/);
  estate.group("工程群").expects(/#1/);
  estate.staff("赵强").expects(/#1/);
  await gu.sendsPhoto();
  gu.expects(/照片收到了，已放进#1/);
  estate.group("工程群").expects(/#1[\s\S]*补了照片/);
  expect(await estate.group("工程群").says("刘工", "查 1")).toMatch(/附图2张/);
});

test("a voice message opens a record that a person listens to", async () => {
  const luo = estate.resident("罗奶奶");
  await luo.sendsVoice();
  luo.expects(/语音收到了，编号#1/);
  estate.group("客服群").expects(/【待分类】#1[\s\S]*改类 1/);
  estate.staff("王芳").expects(/待分类 #1/);
});
