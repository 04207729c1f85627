import { afterAll, beforeAll, expect, test } from "vitest";
import { dataFolder, type OpenPage, openPage, PATIENCE } from "./open-page.js";

let data: Awaited<ReturnType<typeof dataFolder>>;
let page: OpenPage;

beforeAll(async () => {
  data = await dataFolder();
  page = await openPage(data.folder);
}, PATIENCE);

afterAll(async () => {
  await page.stop();
  await data.remove();
}, PATIENCE);

const phoneOf = (resident: string) => `kf:wkSIMULATOR01|${resident}`;

/** A resident reports something; returns the number they were told. */
async function reports(resident: string, text: string): Promise<number> {
  await page.says(resident, text);
  const answer = await page.heard(phoneOf(resident), /#\d+/);
  return Number(/#(\d+)/.exec(answer.text)?.[1]);
}

async function recordWith(number: number) {
  const { records } = (await page.get("/records")).body;
  const { id } = records.find((record: { number: number }) => record.number === number);
  return (await page.get(`/records/${id}`)).body;
}

test("a resident's words become a record that shows its reason, its limits and what happened", async () => {
  const number = await reports("wmSIMwangli", "3栋2单元502厨房水槽漏水，电话13800138001，明天下午在家");
  const record = await recordWith(number);
  expect(record).toMatchObject({
    fullKind: "报修",
    department: "工程部",
    status: "recorded",
    room: "3-2-502",
  });
  expect(record.why).toMatchObject({ by: "rules", rule: expect.stringMatching(/^按用词统计：像报修/) });
  expect(record.why.confidence).toBeGreaterThan(0.5);
  expect(record.duties.map((duty: { rule: string }) => duty.rule).join()).toMatch(/办结.*DL-04/);
  expect(record.entries.map((entry: { name: string }) => entry.name).slice(0, 2)).toEqual(["登记", "定类"]);
  expect(record.messages.map((message: { to: string }) => message.to)).toEqual(
    expect.arrayContaining(["工程群", "住户 王丽"]),
  );
});

test("a quoted card needs no number, and what was done reaches the resident in the same words", async () => {
  const number = await reports("wmSIMchenxi", "1栋1单元301卫生间的灯不亮了，电话13700137003");
  const card = await page.heard("group:wrENG", new RegExp(`#${number}`));
  const said = { userid: "liugong", text: "接单", to: "bot", quote: card.id };
  expect((await page.post("/groups/wrENG/messages", said)).body.outcome).toBe("delivered");
  await page.heard(phoneOf("wmSIMchenxi"), /刘工/);
  await page.post("/members/liugong/messages", { text: `完成 ${number} 更换灯管，已试亮` });
  await page.heard(phoneOf("wmSIMchenxi"), /更换灯管，已试亮/);
  expect(await recordWith(number)).toMatchObject({ assignee: "刘工", status: "handled" });
  await page.says("wmSIMchenxi", "满意，师傅很细心");
  await page.heard(phoneOf("wmSIMchenxi"), /记为满意/);
  const { asked } = await recordWith(number);
  expect(asked[0]).toMatchObject({ name: "微信里问满意度", satisfaction: "满意", words: "满意，师傅很细心" });
});

test("talk among people reaches nobody but the group", async () => {
  await page.post("/groups/wrDESK/messages", { userid: "lina", text: "中午吃什么", to: "people" });
  await page.simulation.machine.settle();
  const lines = await page.lines("group:wrDESK");
  expect(lines.at(-1)).toMatchObject({ text: "中午吃什么", from: "person" });
});

test("a photo is shown in the chat and kept with the record", async () => {
  const number = await reports("wmSIMlijianguo", "5栋1单元楼道灯坏了，我住1201");
  await page.post("/residents/wmSIMlijianguo/messages", { type: "sample", name: "leak" });
  await page.heard(phoneOf("wmSIMlijianguo"), /照片/);
  const [file] = (await recordWith(number)).attachments;
  expect(file).toMatchObject({ kind: "image", isPicture: true });
  const kept = await fetch(`${page.address()}/simulator/api/attachments/${file.id}`);
  const line = (await page.lines(phoneOf("wmSIMlijianguo"))).find((one) => one.kind === "image");
  const sent = await fetch(`${page.address()}/simulator/api/media/${line?.file?.id}`);
  expect(kept.headers.get("content-type")).toBe("image/jpeg");
  expect(await kept.arrayBuffer()).toEqual(await sent.arrayBuffer());
});

test("spoken words have no punctuation and are understood all the same", async () => {
  const added = await page.post("/residents", { name: "周女士", room: "", phone: "13800138009" });
  expect(added).toMatchObject({ status: 201, body: { name: "周女士", room: null, phone: "13800138009" } });
  const { id } = added.body;
  const text = "你好，9栋1单元101的厕所堵了，快来看看。";
  await page.post(`/residents/${id}/messages`, { type: "spoken", text });
  const answer = await page.heard(phoneOf(id), /#\d+/);
  const [spoken] = await page.lines(phoneOf(id));
  expect(spoken?.text).toMatch(/9栋1单元101的厕所堵了/);
  expect(spoken?.text).not.toMatch(/[，。]/);
  expect(await recordWith(Number(/#(\d+)/.exec(answer.text)?.[1]))).toMatchObject({ room: "9-1-101" });
});

test("while the desk waits for the rest of a message, the page knows until when", async () => {
  await page.post("/residents/wmSIMqianduoduo/messages", { type: "sample", name: "rubbish" });
  const place = encodeURIComponent(phoneOf("wmSIMqianduoduo"));
  await page.simulation.machine.settle();
  const { waitsUntil } = (await page.get(`/conversations/${place}`)).body;
  expect(waitsUntil).toBeGreaterThan(page.simulation.clock.now().getTime());
  await page.simulation.machine.advanceTo(new Date(waitsUntil + 1_000));
  expect((await page.get(`/conversations/${place}`)).body.waitsUntil).toBeNull();
});

test("a person may take a resident over and answer by hand, but only once they took over", async () => {
  const resident = "wmSIMzhaoayi";
  await page.says(resident, "你好");
  const refused = await page.post("/servicers/lina", { action: "answer", resident, text: "您好" });
  expect(refused).toMatchObject({ status: 409, body: { error: expect.stringContaining("接入") } });
  await page.post("/servicers/lina", { action: "pickUp", resident });
  await page.post("/servicers/lina", { action: "answer", resident, text: "我是前台李娜，您请说" });
  await page.heard(phoneOf(resident), /我是前台李娜/);
  const { places } = (await page.get("/overview")).body;
  const summary = places.find((one: { place: string }) => one.place === phoneOf(resident));
  expect(summary.window).toMatchObject({ state: 3, servicer: "lina" });
});
