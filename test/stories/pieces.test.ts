import { afterEach, beforeEach, expect, test } from "vitest";
import { type EstateStory, startEstate } from "./estate-story.js";

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate();
});
afterEach(() => estate.close());

function reachesEngineers(): void {
  estate.group("工程群").expects(/【报修】#1\*\* 3-502/);
  estate.staff("赵强").expects(/报修 #1/);
}

test("a matter, a room, a number and a photo sent one after another become one record and one answer", async () => {
  const tan = estate.resident("谭女士");
  await tan.types("厨房漏水");
  await estate.advance({ seconds: 8 });
  await tan.types("3栋502");
  await estate.advance({ seconds: 9 });
  await tan.addsPhoto();
  await estate.advance({ seconds: 15 });
  tan.expectsNothing();
  await tan.types("13800138000");
  await estate.advance({ seconds: 25 });
  tan.expects(/「厨房漏水，3栋502」.*#1.*方便上门的时间/);
  tan.expectsNothing();
  reachesEngineers();
  expect(await estate.group("工程群").says("刘工", "查 1")).toMatch(/3-502.*138\*\*\*\*8000[\s\S]*附图1张/);
});

test("nobody waits longer than a minute, however many pieces follow", async () => {
  const kong = estate.resident("孔先生");
  for (const piece of ["厨房", "水管", "那里", "一直", "在漏"]) {
    await kong.types(piece);
    await estate.advance({ seconds: 14 });
  }
  kong.expects(/厨房/);
  estate.group("工程群").read();
  estate.group("客服群").read();
  for (const name of ["赵强", "王芳"]) estate.staff(name).read();
});

test("an emergency among the pieces is answered at once with all that was said", async () => {
  const lin = estate.resident("林小姐");
  await lin.types("3栋1单元电梯");
  lin.expectsNothing();
  await lin.types("救命，里面困了两个人，门打不开");
  lin.expects(/不要扒门.*#1/);
  estate.group("工程群").expects(/【紧急】[\s\S]*#1\*\* 3-1/);
  estate.group("客服群").expects(/【紧急】/);
  estate.group("管理群").expects(/【紧急】/);
  for (const name of ["赵强", "李娜", "陈明"]) estate.staff(name).expects(/【紧急】.*#1/);
});

test("a desk that stops while it waits for more answers after its start, once", async () => {
  const tan = estate.resident("谭女士");
  await tan.types("厨房漏水");
  await estate.restart();
  await tan.types("3栋502");
  await estate.restart();
  await estate.advance({ seconds: 20 });
  tan.expects(/「厨房漏水，3栋502」.*#1/);
  tan.expectsNothing();
  reachesEngineers();
});

test("words that are whole are answered without any waiting", async () => {
  const tan = estate.resident("谭女士");
  await tan.types("3栋502厨房水管漏水，麻烦派人来看看，电话13800138000");
  tan.expects(/#1/);
  reachesEngineers();
});

test("a wish for a person is heard also when it follows words the desk was still waiting over", async () => {
  const zhao = estate.resident("赵阿姨");
  await zhao.says("厨房漏水，麻烦来看看");
  zhao.expects(/#1/);
  estate.readStaff();
  await zhao.types("8栋2单元101");
  await zhao.types("人工");
  await estate.advance({ minutes: 2 });
  expect(zhao.read().join("\n")).toMatch(/8-2-101/);
  expect(zhao.phone.session()).toMatchObject({ state: 3, servicer: "lina" });
  estate.readStaff();
});
