import { type EstateStory, type StoryOptions, startEstate } from "../stories/estate-story.js";
import { drawAt } from "./planned-callbacks.js";

/** 刘工 takes the matter and settles it; what residents hear is theirs to read. */
export async function settle(estate: EstateStory, number: number, words: string): Promise<void> {
  await estate.group("工程群").says("刘工", `接单 ${number}`);
  await estate.group("工程群").says("刘工", `完成 ${number} ${words}`);
}

/** A story in which 谭女士 has reported a leak; the answer is hers to read. */
export async function reportedRepair(options: StoryOptions = {}) {
  const estate = await startEstate(options);
  const resident = estate.resident("谭女士");
  await resident.says("3栋2单元502厨房水槽下面漏水了，电话13800138000，今天下午都在家");
  return { estate, resident, client: () => estate.simulation.app().database.client };
}

/** A story in which she has gone on to a second matter in the same breath. */
export async function reportedPair() {
  const story = await reportedRepair();
  await story.resident.says("另外3栋2单元一楼大厅的灯不亮了");
  return story;
}

/** A story in which both have just been settled and asked about. */
export async function settledPair() {
  const story = await reportedPair();
  await settle(story.estate, 1, "更换下水管接头");
  await settle(story.estate, 2, "换了灯管");
  story.resident.read();
  return story;
}

/** A story in which the first matter has just been settled and asked about. */
export async function settledRepair(options: StoryOptions & { readonly drawn?: boolean } = {}) {
  const story = await reportedRepair(options);
  const { estate, resident } = story;
  if (options.drawn) await drawAt(estate, 1);
  resident.expects(/编号#1/);
  await settle(estate, 1, "更换下水管接头，已试水");
  resident.expects(/#1.*刘工接手/);
  resident.expects(/#1.*已处理：更换下水管接头，已试水。\n处理得怎么样？回复 1 满意 · 2 基本满意 · 3 不满意/);
  estate.readStaff();
  return story;
}

/** A story in which a complaint has just been settled and asked about. */
export async function settledComplaint() {
  const estate = await startEstate();
  const resident = estate.resident("乔先生");
  await resident.says("投诉门岗保安，态度恶劣还骂人，我住1栋1单元802，电话13900002222");
  resident.expects(/道歉.*#1/);
  const desk = estate.group("客服群");
  await desk.says("孙磊", "接单 1");
  await desk.says("孙磊", "完成 1 当事人已当面道歉并停岗培训");
  resident.expects(/#1.*孙磊接手/);
  resident.expects(/您反映的#1.*已处理：当事人已当面道歉.*给您添了麻烦，很抱歉。\n处理得怎么样/);
  estate.readStaff();
  return { estate, resident, client: () => estate.simulation.app().database.client };
}
