import type { ResponsibleDepartment } from "../../rules/departments.js";
import type { Estate, StaffMember } from "../../rules/estate.js";
import type { Playground } from "../playground.js";
import type { PlayedResident } from "../residents-book.js";
import { readSamplePhoto } from "../sample-photos.js";
import type { Agenda } from "./agenda.js";
import { atWork } from "./at-work.js";
import type { Dice } from "./dice.js";
import { type EstatePeople, peopleOf } from "./estate-people.js";
import { planAftercare } from "./month-callbacks.js";
import type { SampleMatter } from "./month-matters.js";
import { writeRoom } from "./month-people.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How a matter ends. */
export type Fate = "done" | "taken" | "untouched" | "unresolvable";

/** One matter of the month with whom it befell and how it is to go. */
export interface Course {
  readonly matter: SampleMatter;
  readonly resident: PlayedResident;
  readonly fate: Fate;
  readonly at: number;
}

/** What the courses share. */
export interface MonthStage {
  readonly playground: Playground;
  readonly estate: Estate;
  readonly people: EstatePeople;
  readonly agenda: Agenda;
  readonly dice: Dice;
}

export function createMonthStage(parts: Omit<MonthStage, "people">): MonthStage {
  return { ...parts, people: peopleOf(parts.estate) };
}

/** The resident's record, as the ledger has it now; null when the message opened none. */
async function recordOf({ playground }: MonthStage, resident: PlayedResident) {
  const { client } = playground.simulation.app().database;
  return client.caseRecord.findFirst({
    where: { resident: { externalUserId: resident.id } },
    orderBy: { id: "desc" },
  });
}

function phoneOf({ playground }: MonthStage, { id, account, name }: PlayedResident) {
  return playground.simulation.standIn.resident(id, { account, nickname: name });
}

/** A member says it where they usually do: in the department's group, or alone with the app. */
async function order(
  stage: MonthStage,
  by: StaffMember,
  { words, department }: { words: string; department: ResponsibleDepartment },
): Promise<void> {
  const { standIn } = stage.playground.simulation;
  const group = stage.people.groupOf(department);
  if (group && stage.dice.chance(0.4)) await standIn.group(group).says(by.userid, words);
  else await standIn.member(by.userid).writes(words);
}

/** What the desk calls a matter the program was not sure of. */
const KIND_WORDS: Readonly<Record<string, string>> = {
  security: "投诉",
  finance: "咨询",
  customerService: "求助",
};

/** The supervisor looks at what is unclear, and at the class of some complaints. */
async function grade(
  stage: MonthStage,
  course: Course,
  record: { number: number; kind: string },
): Promise<void> {
  const { dice, people, playground } = stage;
  const supervisor = playground.simulation.standIn.member(people.withRole("supervisor").userid);
  if (record.kind === "unclear") {
    await supervisor.writes(`改类 ${record.number} ${KIND_WORDS[course.matter.sort] ?? "报修"}`);
    await playground.simulation.machine.settle();
  } else if (record.kind === "complaint" && dice.chance(0.35)) {
    await supervisor.writes(`定级 ${record.number} ${dice.pick(["轻微", "轻微", "重要"])}`);
  }
}

async function take(stage: MonthStage, course: Course): Promise<void> {
  const { dice, agenda, people } = stage;
  const found = await recordOf(stage, course.resident);
  if (!found || found.kind === "praise") return;
  await grade(stage, course, found);
  const record = (await recordOf(stage, course.resident)) ?? found;
  const department = record.responsibleDepartment as ResponsibleDepartment;
  const worker = dice.pick(people.workers(department));
  await order(stage, worker, { words: `接单 ${record.number}`, department });
  const now = stage.playground.simulation.clock.now().getTime();
  if (dice.chance(0.2)) {
    const words = `备注 ${record.number} ${dice.pick(["已电话联系业主", "业主说晚上在家", "等配件到货", "现场看过了"])}`;
    agenda.at(atWork(now + dice.between(20, 90) * MINUTE, stage), () =>
      order(stage, worker, { words, department }),
    );
  }
  if (course.fate !== "done") return;
  const took = record.emergency
    ? dice.between(20, 80) * MINUTE
    : dice.between(1, dice.chance(0.8) ? 20 : 60) * HOUR;
  agenda.at(atWork(now + took, stage), () => finish(stage, course, worker));
}

/** Whether the resident was asked how it was done: a question that was answered asks nothing back. */
async function isAsked({ playground }: MonthStage, caseId: number): Promise<boolean> {
  const { client } = playground.simulation.app().database;
  return (await client.satisfactionQuestion.count({ where: { caseId, state: "asked" } })) > 0;
}

async function finish(stage: MonthStage, course: Course, worker: StaffMember): Promise<void> {
  const { dice, agenda } = stage;
  const record = await recordOf(stage, course.resident);
  if (!record) return;
  const department = record.responsibleDepartment as ResponsibleDepartment;
  const words = `完成 ${record.number} ${course.matter.done || "已转达"}`;
  await order(stage, worker, { words, department });
  planAftercare(stage, record);
  if (course.matter.sort === "registered" || !dice.chance(0.7)) return;
  // Nobody is displeased for ever: the second time it is done properly.
  const verdict =
    record.round > 0
      ? dice.pick(["1", "这次可以了，满意"])
      : dice.pick(["1", "1", "1", "满意，谢谢师傅", "2", "还可以", "3", "没有解决，还是老样子"]);
  const now = stage.playground.simulation.clock.now().getTime();
  agenda.at(now + dice.between(10, 300) * MINUTE, async () => {
    if (!(await isAsked(stage, record.id))) return;
    await phoneOf(stage, course.resident).sends(verdict);
    if (/3|没有/.test(verdict)) planSecondTry(stage, course, worker);
  });
}

/** Opened again: the director says how to go on, and it is done once more. */
function planSecondTry(stage: MonthStage, course: Course, worker: StaffMember): void {
  const { agenda, dice, people, playground } = stage;
  const now = playground.simulation.clock.now().getTime();
  agenda.at(atWork(now + dice.between(30, 200) * MINUTE, stage), async () => {
    const record = await recordOf(stage, course.resident);
    if (record?.status !== "accepted") return;
    const director = playground.simulation.standIn.member(people.withRole("officeDirector").userid);
    await director.writes(`处理意见 ${record.number} 请部门负责人到现场复查，今明两天办好`);
  });
  agenda.at(atWork(now + dice.between(5, 26) * HOUR, stage), () => finish(stage, course, worker));
}

async function giveUp(stage: MonthStage, { resident }: Course): Promise<void> {
  const record = await recordOf(stage, resident);
  if (!record) return;
  const words = `关闭 ${record.number} 与业主多次沟通无法解决，已书面说明`;
  const manager = stage.people.withRole("centerManager");
  await stage.playground.simulation.standIn.member(manager.userid).writes(words);
}

/** What comes after the first message, as this matter's fate has it. */
function planRest(stage: MonthStage, course: Course): void {
  const { agenda, dice } = stage;
  const { resident, matter, fate, at } = course;
  if (matter.sort !== "registered" && !matter.say.includes("{房}") && dice.chance(0.75)) {
    const facts = dice.pick([
      `${resident.room}，${resident.phone}`,
      `我是${writeRoom(resident.room ?? "", dice)}的，电话${resident.phone}`,
    ]);
    agenda.at(at + dice.between(2, 6) * MINUTE, async () => {
      await phoneOf(stage, resident).sends(facts);
    });
  }
  if (fate === "untouched") {
    if (dice.chance(0.5)) {
      const words = dice.pick(["这个事怎么还没有人来？", "昨天说的事有进展吗", "催一下，什么时候能处理"]);
      agenda.at(atWork(at + dice.between(18, 30) * HOUR, stage), async () => {
        await phoneOf(stage, resident).sends(words);
      });
    }
    return;
  }
  const wait = matter.sort === "emergency" ? dice.between(3, 8) * MINUTE : dice.between(8, 100) * MINUTE;
  agenda.at(matter.sort === "emergency" ? at + wait : atWork(at + wait, stage), () => take(stage, course));
  if (fate === "unresolvable") {
    agenda.at(atWork(at + dice.between(3, 6) * DAY, stage), () => giveUp(stage, course));
  }
}

async function register(stage: MonthStage, { matter, resident }: Course): Promise<void> {
  const { people, playground, dice } = stage;
  const desk = people.withRole("receptionist");
  const caller = `${resident.name.slice(0, 1)}${dice.pick(["女士", "先生"])}`;
  const words = `登记 ${resident.room} ${caller} ${resident.phone} ${matter.say}`;
  await playground.simulation.standIn.member(desk.userid).writes(words);
}

async function say(stage: MonthStage, { matter, resident }: Course): Promise<void> {
  const { dice } = stage;
  const room = writeRoom(resident.room ?? "", dice);
  const opening = dice.pick(["", "", "", "你好，", "您好，", "请问在吗？", "师傅，"]);
  const end = dice.pick(["", "", "", "，麻烦了", "，谢谢", "。"]);
  const phone = phoneOf(stage, resident);
  await phone.sends(
    `${opening}${matter.say.replace("{房}", room)}${/[！？。]$/.test(matter.say) ? "" : end}`,
  );
  const photo = matter.sort === "engineering" && dice.chance(0.25) ? await readSamplePhoto("leak") : null;
  if (photo) await phone.sends({ image: photo });
}

/** Puts a matter on the agenda, from the first word to its end. */
export function planCourse(stage: MonthStage, course: Course): void {
  stage.agenda.at(course.at, async () => {
    if (course.matter.sort === "registered") await register(stage, course);
    else await say(stage, course);
    planRest(stage, course);
  });
}
