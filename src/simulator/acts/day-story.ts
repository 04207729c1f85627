import type { Estate } from "../../rules/estate.js";
import { wallClock } from "../../rules/estate-time.js";
import type { Role } from "../../rules/roles.js";
import type { Playground } from "../playground.js";
import { firstResidents, type PlayedResident } from "../residents-book.js";
import { readSamplePhoto } from "../sample-photos.js";
import type { ActControl } from "../stage.js";
import { createDirector, type Director, type StoryRecord } from "./director.js";
import { type EstatePeople, peopleOf } from "./estate-people.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Everybody in the story. */
interface Players {
  readonly direct: Director;
  readonly estate: Estate;
  readonly people: EstatePeople;
  readonly wang: PlayedResident;
  readonly li: PlayedResident;
  readonly chen: PlayedResident;
  /** Newest record of anybody when the story began: what is older is not the story's. */
  readonly before: number;
}

const group = (chatId: string) => ({ staff: `group:${chatId}` });
const alone = (userid: string) => ({ staff: `app:${userid.toLowerCase()}` });

/** The next time the estate's clocks show this. */
function nextTime(now: Date, time: { hour: number; minute: number }, timezone: string): Date {
  const wall = wallClock(now, timezone);
  const ahead = (time.hour - wall.hour) * HOUR + (time.minute - wall.minute) * MINUTE;
  const today = Math.floor(now.getTime() / MINUTE) * MINUTE + ahead;
  return new Date(today > now.getTime() ? today : today + 24 * HOUR);
}

async function burstPipe({ direct, people, wang, before }: Players): Promise<void> {
  await direct.tell("早上八点四十。王丽家的水管爆了，她给物业发微信。", { resident: wang.id });
  await direct.says(wang, "厨房水管爆了，水往客厅流！3栋2单元502");
  const record = await direct.recordAfter(wang, before);
  await direct.tell("几秒之内：先教她关总阀，再告诉她已经叫了谁、编号是多少。", { resident: wang.id });
  if (!record) return;
  const chatId = people.groupOf(record.department);
  const worker = people.workers(record.department)[0];
  await direct.tell("同一时间，卡片到了工程群，写着位置、时限和该先做什么。", group(chatId));
  if (worker) await direct.inGroup(chatId, worker.userid, `接单 ${record.number}`);
  await direct.tell(`${worker?.name ?? "师傅"}一句「接单」，王丽马上知道谁来。`, { resident: wang.id });
  await direct.says(wang, `我电话${wang.phone ?? "13800138001"}，在家等`);
  const photo = await readSamplePhoto("leak");
  if (photo) await direct.sendsPhoto(wang, photo);
  await direct.tell("电话和照片都补进了同一件事；接单的人单独收到完整号码。", {
    resident: wang.id,
    record: record.id,
  });
  await direct.pass(35 * MINUTE);
  if (worker)
    await direct.inGroup(chatId, worker.userid, `完成 ${record.number} 更换爆裂的软管，擦干积水，已试水`);
  await direct.tell("三十五分钟后修好了，师傅说做了什么，王丽就收到什么。", { resident: wang.id });
  await direct.says(wang, "满意，谢谢师傅");
}

async function feeQuestion({ direct, chen, before }: Players): Promise<StoryRecord | null> {
  await direct.tell("九点多，陈曦来问物业费。", { resident: chen.id });
  await direct.says(chen, "请问物业费可以按季度交吗？发票怎么开");
  const record = await direct.recordAfter(chen, before);
  await direct.tell("这是咨询，转给财务，并告诉他最晚什么时候有回音。", { resident: chen.id });
  return record;
}

async function rudeGuard({ direct, people, li, before }: Players): Promise<StoryRecord | null> {
  await direct.tell("李建国很生气：门岗冲他母亲大喊大叫。", { resident: li.id });
  await direct.says(li, "东门保安今天早上冲我妈大喊大叫，态度太恶劣了，我要投诉");
  const record = await direct.recordAfter(li, before);
  await direct.tell("投诉先代被投诉的部门道歉，再说清时限。管家不判断谁对谁错。", { resident: li.id });
  if (!record) return null;
  const head = people.head("security");
  await direct.tell(`${head.name}在单聊里收到带按钮的卡片，点一下就接。`, alone(head.userid));
  await direct.presses(head.userid, { number: record.number, button: "接单", else: `接单 ${record.number}` });
  await direct.tell("台账里能看到：为什么这样归类、谁在负责、还剩多少时间。", {
    ...alone(head.userid),
    record: record.id,
  });
  return record;
}

async function phoneCall({ direct, people }: Players): Promise<void> {
  const desk = people.withRole("receptionist");
  const chatId = people.groupOf("customerService");
  await direct.tell("有人打电话来。前台一句「登记」，来电也进同一本台账。", group(chatId));
  await direct.inGroup(chatId, desk.userid, "登记 8-2-101 赵阿姨 13600136004 楼道灯不亮 来电");
  await direct.tell("不是所有人都用微信，但每件事都有编号和时限。", group(chatId));
}

async function answers(players: Players, fee: StoryRecord | null): Promise<void> {
  const { direct, people, chen } = players;
  if (!fee) return;
  await direct.pass(2 * HOUR);
  const finance = people.head("finance");
  await direct.tell("两小时后，财务把答案写在「完成」后面，原话到住户手里。", alone(finance.userid));
  await direct.toApp(finance.userid, `完成 ${fee.number} 可以按季度交，发票在前台开，带房号就行`);
  await direct.tell("陈曦得到了答复，不用再打电话。", { resident: chen.id });
}

async function chaser(players: Players, complaint: StoryRecord | null): Promise<void> {
  const { direct, people, li } = players;
  if (!complaint) return;
  await direct.pass(3 * HOUR);
  await direct.tell("下午，李建国等不及了，来催。", { resident: li.id });
  await direct.says(li, "早上反映的保安的事怎么样了？");
  await direct.tell("催办不会另开一件事：管家说清办到哪一步，并告诉负责的人。", {
    resident: li.id,
    ...alone(people.head("security").userid),
  });
  const head = people.head("security");
  await direct.toApp(head.userid, `完成 ${complaint.number} 已批评教育当班人员，下午当面向业主母亲道歉`);
  await direct.tell("处理完，李建国也收到了结果，顺带问他满意不满意。", {
    resident: li.id,
    record: complaint.id,
  });
  await direct.says(li, "满意，谢谢");
}

async function evening({ direct, people, estate }: Players, now: () => Date): Promise<void> {
  const supervisor = people.withRole("supervisor");
  const [hour, minute] = (estate.digests.daily ?? "18:07").split(":").map(Number);
  await direct.tell("把时钟拨到傍晚，日报自己会来。", alone(supervisor.userid));
  await direct.passTo(nextTime(now(), { hour: hour ?? 18, minute: (minute ?? 0) + 3 }, estate.timezone));
  await direct.tell(
    "主管二十秒看完这一天：新到、办结、超时、满意度，最后一行是最该做的事。",
    alone(supervisor.userid),
  );
  await direct.toApp(supervisor.userid, "待办");
  await direct.tell("还有哪些没办、限在什么时候，一句「待办」就知道。", alone(supervisor.userid));
}

async function callback(
  { direct, people, li, estate }: Players,
  complaint: StoryRecord | null,
  { simulation }: Playground,
): Promise<void> {
  const planned = await simulation.app().database.client.callback.findFirst({
    where: { caseId: complaint?.id ?? 0, state: "planned" },
    orderBy: { dueAt: "asc" },
  });
  if (!complaint || !planned?.caller) return;
  const { caller, confirmerRole } = planned;
  await direct.passTo(nextTime(simulation.clock.now(), { hour: 10, minute: 12 }, estate.timezone));
  await direct.tell("投诉办结还不算完：48小时内要有人打电话问一声。", alone(caller));
  await direct.toApp(caller, `回访 ${complaint.number} 满意 电话 当面道过歉了，老人家气消了`);
  await direct.tell("一句「回访」就记下了：谁问的、怎么问的、住户的原话。", {
    ...alone(caller),
    record: complaint.id,
  });
  if (confirmerRole) {
    await direct.toApp(people.withRole(confirmerRole as Role).userid, `确认回访 ${complaint.number}`);
  }
  await direct.tell("李建国的事是真的解决了，而且查得到是谁问的。", {
    resident: li.id,
    record: complaint.id,
  });
}

/** The people of the story are on the page, whatever else was played there. */
function callPlayers(playground: Playground, account: string): Pick<Players, "wang" | "li" | "chen"> {
  const first = firstResidents(account);
  playground.book.join(first);
  const [wang, li, chen] = first.map(({ id }) => playground.book.find(id));
  if (!wang || !li || !chen) throw new Error("the residents of the story are not in the book");
  return { wang, li, chen };
}

async function play(playground: Playground, control: ActControl, pace: number): Promise<string> {
  const { simulation, wayBack } = playground;
  const [estate] = simulation.estates;
  const account = estate?.kfAccounts[0];
  if (!estate || !account) return "小区文件里没有微信客服账号，演示需要它。";
  await wayBack.keep();
  const direct = createDirector(playground, control, pace);
  const now = () => simulation.clock.now();
  const newest = await simulation.app().database.client.caseRecord.aggregate({ _max: { id: true } });
  const players: Players = {
    direct,
    estate,
    people: peopleOf(estate),
    before: newest._max.id ?? 0,
    ...callPlayers(playground, account),
  };
  await direct.passTo(nextTime(now(), { hour: 8, minute: 40 }, estate.timezone));
  await burstPipe(players);
  await direct.pass(20 * MINUTE);
  const fee = await feeQuestion(players);
  const complaint = await rudeGuard(players);
  await phoneCall(players);
  await answers(players, fee);
  await chaser(players, complaint);
  await evening(players, now);
  await callback(players, complaint, playground);
  control.show({ progress: 1 });
  return "演示完了。每件事都可以在台账里点开看经过；「回到现在」会撤销这一天。";
}

/** Begins the scripted day; false when something else is on. */
export function beginDay(playground: Playground): boolean {
  const act = { kind: "day", title: "演示一天", canStop: true } as const;
  return playground.stage.begin(act, (control) => play(playground, control, playground.pace));
}
