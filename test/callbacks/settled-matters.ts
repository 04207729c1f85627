import { type EstateStory, type StoryOptions, startEstate } from "../stories/estate-story.js";

/** A story in which the first matter has just been settled and asked about. */
export async function settledRepair(options: StoryOptions = {}) {
  const estate = await startEstate(options);
  const resident = estate.resident("谭女士");
  await resident.says("3栋2单元502厨房水槽下面漏水了，电话13800138000，今天下午都在家");
  resident.expects(/编号#1/);
  await settle(estate, 1, "更换下水管接头，已试水");
  resident.expects(/#1.*刘工接手/);
  resident.expects(/#1.*已处理：更换下水管接头，已试水。\n处理得怎么样？回复 1 满意 · 2 基本满意 · 3 不满意/);
  estate.readStaff();
  return { estate, resident, client: () => estate.simulation.app().database.client };
}

/** 刘工 takes the matter and settles it. */
export async function settle(estate: EstateStory, number: number, words: string): Promise<void> {
  await estate.group("工程群").says("刘工", `接单 ${number}`);
  await estate.group("工程群").says("刘工", `完成 ${number} ${words}`);
}
