import { DRAWN_KINDS, drawPeriod } from "../../rules/callback-draw.js";
import type { Department } from "../../rules/departments.js";
import { atWork } from "./at-work.js";
import type { MonthStage } from "./month-course.js";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What residents say when they are called back. */
const SAID = ["现在好了，谢谢", "没有再出现问题", "师傅来得快", "都挺好的，没有意见", "希望以后早点通知"];

/** The callbacks of a matter that somebody still has to hold, as the ledger has them now. */
function plannedOf({ playground }: MonthStage, caseId: number) {
  const { client } = playground.simulation.app().database;
  const now = playground.simulation.clock.now();
  return client.callback.findMany({
    where: { caseId, state: "planned", startsAt: { lte: now } },
    orderBy: { dueAt: "asc" },
    include: { record: { select: { number: true, responsibleDepartment: true } } },
  });
}

/** What will be said and written, whatever callbacks there come to be: which ones, the desk's lot decides. */
interface Script {
  readonly caseId: number;
  readonly verdict: string;
  readonly said: string;
  /** The supervisor's opinion, or null where none is written. */
  readonly opinion: string | null;
}

/** Whoever was asked calls and writes down what they heard; where two vouch for it, the other confirms. */
async function holdCallbacks(stage: MonthStage, { caseId, verdict, said }: Script): Promise<void> {
  const { playground, people } = stage;
  const { standIn, machine } = playground.simulation;
  const forms: Readonly<Record<string, string>> = { phone: "电话", homeVisit: "家访", letter: "信访" };
  for (const callback of await plannedOf(stage, caseId)) {
    const { number, responsibleDepartment } = callback.record;
    const caller = callback.caller ?? people.withRole("customerAssistant").userid;
    const words = `回访 ${number} ${verdict} ${forms[callback.form] ?? "电话"} ${said}`;
    await standIn.member(caller).writes(words);
    await machine.settle();
    if (callback.confirmerRole === null) continue;
    const assistant = people.withRole("customerAssistant").userid;
    const head = people.head(responsibleDepartment as Department).userid;
    await standIn.member(caller === assistant ? head : assistant).writes(`确认回访 ${number}`);
    await machine.settle();
  }
}

/** The supervisor writes an opinion on most records (CBK-23). */
async function reviewMatter(stage: MonthStage, { caseId, opinion }: Script): Promise<void> {
  const { playground, people } = stage;
  const { client } = playground.simulation.app().database;
  const record = await client.caseRecord.findUnique({ where: { id: caseId } });
  const supervisor = playground.simulation.standIn.member(people.withRole("supervisor").userid);
  const held = await client.callback.count({ where: { caseId, state: "done", reviewedAt: null } });
  if (record && held > 0 && opinion) await supervisor.writes(`回访意见 ${record.number} ${opinion}`);
}

/** The supervisor registers the record of a complaint the same day (CMP-20). */
async function register(stage: MonthStage, number: number): Promise<void> {
  const supervisor = stage.people.withRole("supervisor").userid;
  await stage.playground.simulation.standIn.member(supervisor).writes(`签收 ${number}`);
}

/** What follows a settlement: the record is handed over, the resident called back, mostly in time, and the record reviewed. */
export function planAftercare(
  stage: MonthStage,
  record: { readonly id: number; readonly number: number; readonly kind: string },
): void {
  const { agenda, dice, playground } = stage;
  const now = playground.simulation.clock.now().getTime();
  if (record.kind === "complaint") {
    agenda.at(atWork(now + dice.between(1, 3) * HOUR, stage), () => register(stage, record.number));
  }
  const script: Script = {
    caseId: record.id,
    verdict: dice.pick(["满意", "满意", "满意", "基本满意"]),
    said: dice.pick(SAID),
    opinion: dice.chance(0.8) ? dice.pick(["同意归档", "处理到位", "下次提前联系"]) : null,
  };
  const called = now + dice.between(3, dice.chance(0.85) ? 40 : 60) * HOUR;
  agenda.at(atWork(called, stage), () => holdCallbacks(stage, script));
  agenda.at(atWork(called + dice.between(1, 3) * DAY, stage), () => reviewMatter(stage, script));
  // What the lot chose later than at the settlement.
  agenda.at(atWork(now + 4 * DAY + dice.between(1, 9) * HOUR, stage), () => holdCallbacks(stage, script));
}

/** The lots of the month fall as its seed says, so that the same seed makes the same month. */
export async function castLots(
  { estate, playground }: MonthStage,
  month: { readonly seed: number; readonly begin: number; readonly end: number },
): Promise<void> {
  const { client } = playground.simulation.app().database;
  const moments = [month.begin, (month.begin + month.end) / 2, month.end].map((at) => new Date(at));
  const periods = DRAWN_KINDS.flatMap((kind) => moments.map((at) => drawPeriod(at, kind, estate.timezone)));
  for (const period of new Set(periods)) {
    const seed = `${month.seed} ${period}`;
    await client.callbackDraw.upsert({
      where: { estateId_period: { estateId: estate.id, period } },
      create: { estateId: estate.id, period, seed },
      update: { seed },
    });
  }
}
