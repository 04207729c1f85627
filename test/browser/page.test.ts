import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { dataFolder, type OpenPage, openPage, PATIENCE } from "../page/open-page.js";
import { browserIsMissing, type Complaints, launchBrowser, watch } from "./launch-browser.js";

const PATIENCE_MILLIS = 15_000;

let browser: Browser;
let data: Awaited<ReturnType<typeof dataFolder>>;
let simulator: OpenPage;
let page: Page;
let complaints: Complaints;

async function openAt(size: { width: number; height: number }): Promise<void> {
  const context = await browser.newContext({ viewport: size, locale: "zh-CN" });
  page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MILLIS);
  complaints = watch(page, simulator.address);
  await page.goto(`${simulator.address()}/`);
  await page.getByRole("tab", { name: /王丽/ }).waitFor();
}

const focused = () => page.locator(":focus").getAttribute("aria-label");
const residentSays = async (words: string) => {
  await page.getByLabel("以住户身份发消息").fill(words);
  await page.keyboard.press("Enter");
};
const residentReads = (words: RegExp) =>
  page.getByLabel("住户与物业的聊天").getByText(words).last().waitFor();
const openChat = (name: string) =>
  page
    .getByRole("tablist", { name: "群和员工" })
    .getByRole("tab", { name: new RegExp(`^${name}`) })
    .click();
const staffReads = (words: RegExp) => page.getByLabel("员工的聊天").getByText(words).last().waitFor();
const staffSays = async (words: string) => {
  await page.getByLabel("以员工身份说话").fill(words);
  await page.keyboard.press("Enter");
};

const inBrowser = test.skipIf(browserIsMissing);

beforeAll(async () => {
  if (!browserIsMissing) browser = await launchBrowser();
}, PATIENCE);
afterAll(() => browser?.close());

beforeEach(async () => {
  data = await dataFolder();
  simulator = await openPage(data.folder);
}, PATIENCE);
afterEach(async () => {
  await page.context().close();
  await simulator.stop();
  await data.remove();
  expect(complaints.list).toEqual([]);
}, PATIENCE);

inBrowser(
  "people caught in a lift: from the message over three groups and the manager to the notice",
  async () => {
    await openAt({ width: 1280, height: 800 });
    await page.getByRole("tab", { name: /李建国/ }).click();
    await residentSays("5号楼电梯里有人被困了，快来人");
    await residentReads(/警铃.*#1/);
    for (const group of ["客服群", "工程群", "管理群"]) {
      await openChat(group);
      await staffReads(/#1/);
      await staffReads(/电梯里有人被困/);
    }
    await page.getByRole("button", { name: "+1 小时" }).click();
    await page.getByText(/快进 1 小时，路上发出 \d+ 条消息/).waitFor();
    await openChat("陈明");
    await staffReads(/已超时.*#1/);

    await openChat("赵强");
    const card = page.getByRole("group", { name: /#1/ });
    await card.getByRole("button", { name: "接单" }).click();
    await card.getByRole("button", { name: "接单" }).waitFor({ state: "detached" });
    await residentReads(/赵强/);

    await openChat("工程群");
    await page.getByLabel("谁在说话").selectOption({ label: "赵强（部门负责人）" });
    await staffSays("完成 1 维保到场放人，两人平安，停梯检修");
    await staffReads(/#1 已办结/);
    await residentReads(/两人平安，停梯检修/);
    await page.getByRole("button", { name: /1 号.*已处理/ }).click();
    await page.getByRole("heading", { name: "为什么这样归类" }).waitFor();
    await page
      .getByText("管家归类")
      .or(page.getByText(/按规则归类，把握/))
      .first()
      .waitFor();
  },
  60_000,
);

inBrowser("what a resident writes is never markup", async () => {
  await openAt({ width: 1280, height: 800 });
  const nasty = `<img src=x onerror="document.title='hacked'"> **<b>3栋2单元502厨房水管漏水</b>** <script>alert(1)</script>`;
  await residentSays(nasty);
  await page.getByLabel("住户与物业的聊天").getByText(nasty, { exact: true }).waitFor();
  await residentReads(/#1/);
  await openChat("工程群");
  await staffReads(/502厨房水管漏水/);
  await page.getByRole("button", { name: /1 号/ }).click();
  await page.getByRole("heading", { name: /#1/ }).waitFor();
  expect(await page.title()).toBe("管家模拟器");
  expect(await page.locator("main b img, main img[src='x'], main script").count()).toBe(0);
});

inBrowser(
  "the keyboard alone goes to the field, to the next person, and into the staff's groups",
  async () => {
    await openAt({ width: 1280, height: 800 });
    await page.keyboard.press("/");
    await page.keyboard.type("3栋2单元502厨房漏水，电话13800138001");
    await page.keyboard.press("Enter");
    await residentReads(/#1/);
    await page.keyboard.press("ArrowDown");
    await page.getByRole("tab", { name: /李建国/, selected: true }).waitFor();
    expect(await focused()).toBe("以住户身份发消息");
    await page.getByRole("tablist", { name: "群和员工" }).getByRole("tab", { selected: true }).focus();
    await page.keyboard.press("ArrowDown");
    await staffReads(/#1/);
    expect(await focused()).toMatch(/^工程群/);
  },
);

inBrowser("who reads further up stays there when something new arrives", async () => {
  for (let count = 0; count < 12; count += 1) await simulator.says("wmSIMwangli", `你好，第${count}次`);
  await openAt({ width: 1280, height: 640 });
  const log = page.getByLabel("住户与物业的聊天");
  await log.getByText("第11次").waitFor();
  await log.evaluate((element) => element.scrollTo(0, 40));
  await simulator.says("wmSIMwangli", "3栋2单元502水管爆了");
  await page.getByRole("button", { name: "↓ 新消息" }).click();
  await residentReads(/水管爆了/);
  expect(
    await log.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight),
  ).toBeLessThan(5);
});

inBrowser("who says something further up is taken to it", async () => {
  for (let count = 0; count < 12; count += 1) await simulator.says("wmSIMwangli", `你好，第${count}次`);
  await openAt({ width: 1280, height: 640 });
  const log = page.getByLabel("住户与物业的聊天");
  await log.getByText("第11次").waitFor();
  await log.evaluate((element) => element.scrollTo(0, 40));
  await residentSays("人工");
  await log.getByText("人工", { exact: true }).waitFor();
  expect(
    await log.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight),
  ).toBeLessThan(5);
  await page.getByText("人工接待中（李娜）").waitFor();
});

inBrowser("at the width of a phone one pane is shown at a time, and nothing runs off the side", async () => {
  await openAt({ width: 390, height: 844 });
  await residentSays("3栋2单元502水管爆了");
  await residentReads(/#1/);
  const tabs = page.getByRole("navigation", { name: "切换页面" });
  await tabs.getByRole("button", { name: "员工" }).click();
  await openChat("工程群");
  await staffReads(/#1/);
  await tabs.getByRole("button", { name: "台账" }).click();
  await page.getByRole("button", { name: /1 号/ }).waitFor();
  await tabs.getByRole("button", { name: "接口" }).click();
  await page.getByText("kf/send_msg").first().waitFor();
  expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
});
