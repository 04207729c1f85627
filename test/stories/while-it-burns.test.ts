import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type EstateStory, startEstate } from "./estate-story.js";

let estate: EstateStory;
beforeEach(async () => {
  estate = await startEstate();
});
afterEach(async () => {
  estate.readStaff();
  await estate.close();
});

const PLACE = "，3栋2单元502，电话13800138000";
const records = () => estate.simulation.app().database.client.caseRecord.count();

/** What all groups of the estate were told since the last look. */
function heardByStaff(): string {
  return ["客服群", "工程群", "管理群"].map((name) => estate.group(name).read().join("\n")).join("\n");
}

/** A resident in an emergency of which everybody has been told. */
async function inDanger(words: string) {
  const wu = estate.resident("吴女士");
  await wu.says(words);
  wu.expects(/编号#1/);
  estate.readStaff();
  return wu;
}

describe("a running emergency takes in what follows", () => {
  test.each([
    ["能不能来个人 我老公要打我", "他在砸门"],
    ["85-2电梯里好像有人在喊", "听到拍门声"],
    ["被锁电梯里了", "他说灯也灭了 他有幽闭恐惧"],
    ["楼道里有焦糊味", "好像是从插座那边来的"],
    ["闻到天然气味，很重", "我去敲门味道挺大的"],
    [`我爸晕倒了${PLACE}`, "他有心脏病，药在床头"],
    [`闻到天然气味，很重${PLACE}`, "我开了窗，味道小一点了"],
    [`我妈喝了农药${PLACE}`, "120说20分钟到 你们门口能放行吗"],
    [`我爸晕倒了${PLACE}`, "120到门口请放行"],
    [`厨房水管爆了${PLACE}`, "楼下402也滴水了"],
  ])("%s: %s", async (first, next) => {
    const wu = await inDanger(first);
    await wu.types(next);
    wu.expects(/#1/);
    expect(heardByStaff()).toContain(next.slice(0, 6));
    expect(await records()).toBe(1);
  });

  test.each([
    [`电梯困人了${PLACE}`, "快递柜晚上几点关门", /编号#2/],
    [`闻到天然气味，很重${PLACE}`, "对了，大堂的垃圾桶满了没人收，麻烦安排一下", /#2/],
    [`我爸晕倒了${PLACE}`, "客厅灯坏了，麻烦派人修一下", /编号#2/],
    [`电梯困人了${PLACE}`, "9栋1单元301家里着火了", /119[\s\S]*编号#2/],
    [`厨房水管爆了${PLACE}`, "物业费的发票什么时候能开", /^(?!.*紧急通知)/],
  ])("but what stands by itself is its own: %s, %s", async (first, next, answer) => {
    const wu = await inDanger(first);
    await wu.says(next);
    wu.expects(answer);
  });

  test("another danger shown by what follows is told what to do, and its helpers what comes first", async () => {
    const wu = await inDanger(`闻到天然气味，很重${PLACE}`);
    await wu.says("我妈晕倒了");
    wu.expects(/^请马上离开，到屋外.*120.*再次紧急通知.*#1/);
    expect(heardByStaff()).toMatch(/我妈晕倒了[\s\S]*核实120/);
    expect(await records()).toBe(1);
    await wu.says("他把窗户砸了，打我");
    wu.expects(/110.*#1/);
  });

  test("nobody in a smell of gas is sent to a switch", async () => {
    const wu = await inDanger(`闻到天然气味，很重${PLACE}`);
    await wu.says("插座在滋滋响冒火花");
    expect(wu.expects(/#1/)).not.toMatch(/总闸/);
  });

  test.each(["窗户开了，我现在该怎么办", "我现在该出去吗", "ok windows are open. should i leave?"])(
    "who asks what to do hears it again: %s",
    async (asked) => {
      const wu = await inDanger(`闻到天然气味，很重${PLACE}`);
      await wu.says(asked);
      wu.expects(/^请先开窗.*#1/);
    },
  );
});

describe("who must not be called is not", () => {
  test("nor asked for a number, and every card says so", async () => {
    const wu = estate.resident("吴女士");
    await wu.says("我老公在打我，不要打电话，他在旁边");
    const answer = wu.expects(/110.*编号#1.*不会给您打电话/);
    expect(answer).not.toMatch(/联系电话|保持电话畅通/);
    expect(heardByStaff()).toMatch(/请勿致电/);
  });

  test("also when it is said afterwards, and a number is known", async () => {
    const wu = await inDanger(`我老公在打我${PLACE}`);
    await wu.says("不要打电话 他在旁边");
    wu.expects(/不会给您打电话.*#1/);
    expect(heardByStaff()).toMatch(/请勿致电/);
    await estate.group("客服群").says("孙磊", "接单 1");
    expect(wu.expects(/接手/)).not.toMatch(/电话畅通/);
  });

  test.each(["我老公在打我，我打不通110的电话", "我老公在打我，快给我打电话"])(
    "but a call that is wanted is: %s",
    async (words) => {
      const wu = estate.resident("吴女士");
      await wu.says(words);
      wu.expects(/联系电话/);
      expect(heardByStaff()).not.toMatch(/请勿致电/);
    },
  );
});

describe("that it is over is told to the helpers", () => {
  test.each([
    ["有个男的一直跟着我", "我到家了 谢谢"],
    [`我爸走丢了${PLACE}`, "回来了在楼道睡着了 谢谢啊"],
    [`我妈走丢了${PLACE}`, "找着了 在菜市场 谢谢大家"],
    [`孩子反锁在卧室了${PLACE}`, "开了开了 谢谢师傅"],
    [`我爸摔倒了起不来${PLACE}`, "扶起来了 谢谢两位大哥"],
    [`儿子走丢了${PLACE}`, "刚接到电话 在同学家"],
    [`儿子走丢了${PLACE}`, "不好意思虚惊一场"],
    [`我妈走丢了${PLACE}`, "她刚给我回电话了 手机没电而已"],
    [`闻到天然气味，很重${PLACE}`, "现在没味了"],
    [`闻到天然气味，很重${PLACE}`, "发错群了 是我妈家那边的"],
    [`我婆婆晕倒了${PLACE}`, "佢醒返喇"],
    [`我爸晕倒了${PLACE}`, "好多了 不用来"],
    ["there is a fire in my kitchen 3-2-502", "its out now, thanks"],
    [`电梯困人了${PLACE}`, "我们出来了"],
    [`厨房水管爆了${PLACE}`, "总阀关上了，不喷了"],
  ])("%s: %s", async (first, last) => {
    const wu = await inDanger(first);
    await wu.says(last);
    wu.expects(/没事就好.*#1/);
    expect(heardByStaff()).toContain("住户说已没事");
    expect(await records()).toBe(1);
  });
});

describe("what is not the end is not told as the end", () => {
  test("that the ambulance is there is told, and nobody is told to keep safe", async () => {
    const wu = await inDanger(`我爸晕倒了${PLACE}`);
    await wu.says("120来了");
    wu.expects(/到了就好.*#1/);
    expect(heardByStaff()).toContain("住户说救援已到");
  });

  test.each([
    ["我爸走丢了", "还没找到"],
    ["我爸走丢了", "找到他的手机了，人不在"],
    ["我爸晕倒了", "醒了但是喘不上气"],
    ["我爸晕倒了", "120来了吗"],
    ["我老公在打我", "他回来了，在门口"],
    ["电梯困人了", "出来了一个，里面还有一个"],
    ["厨房着火了", "灭了又烧起来了"],
  ])("nor what only sounds like it: %s, %s", async (first, next) => {
    const wu = await inDanger(`${first}${PLACE}`);
    await wu.says(next);
    expect(wu.expects(/#1/)).not.toMatch(/就好/);
    expect(heardByStaff()).not.toMatch(/已没事|救援已到/);
  });

  test("thanks alone stay thanks", async () => {
    const wu = await inDanger(`电梯困人了${PLACE}`);
    await wu.says("谢谢师傅，辛苦了");
    wu.expects(/不客气/);
    expect(heardByStaff().trim()).toBe("");
  });

  test("and after it, a new danger alarms anew and a lamp is a lamp", async () => {
    const wu = await inDanger(`闻到天然气味，很重${PLACE}`);
    await wu.says("现在没味了");
    wu.expects(/没事就好/);
    await wu.says("厨房的灯不亮了，明天上午派人来修");
    wu.expects(/编号#2/);
    await wu.says("又闻到天然气味了，好重");
    wu.expects(/请先开窗.*编号#3/);
  });
});

describe("after 人工", () => {
  async function handedOver() {
    const wu = estate.resident("吴女士");
    await wu.says("人工");
    wu.expects(/正在为您转接/);
    return wu;
  }

  test("an emergency is met with words while nobody has picked up, and so is what follows", async () => {
    const wu = await handedOver();
    await wu.says("在吗");
    wu.expectsNothing();
    await wu.says("我家地暖爆了，水喷了一屋");
    wu.expects(/关掉水表旁的总阀.*编号#2.*具体位置或房号/);
    await wu.says("3栋2单元502");
    wu.expects(/已告诉在赶的同事.*3-2-502/);
  });

  test("but not over the head of a person who is there", async () => {
    const wu = await handedOver();
    const servicer = estate.simulation.standIn.servicer("lina");
    await servicer.answers(wu.externalUserId, "您好，请讲");
    await estate.settle();
    await wu.says("我家地暖爆了，水喷了一屋");
    wu.expectsNothing();
    expect(heardByStaff()).toMatch(/紧急/);
  });
});
