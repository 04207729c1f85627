import type { Cause } from "../figures/causes.js";
import { CAUSE_NAMES } from "../figures/causes.js";
import { kpisOf } from "../figures/kpi.js";
import { countOf, countsBy, type PlaceCell } from "../figures/period-figures.js";
import { departmentName, placeName } from "./case-words.js";
import { sayPercent } from "./figure-words.js";
import { draftTitle } from "./monthly-wording.js";
import { listed, plain, quiet, type ReportLine } from "./report-lines.js";
import type { PeriodFacts } from "./weekly-wording.js";

/** Times a topic must have come up at one place before it is worth a remark. */
const OFTEN = 3;
const PROPOSALS = 3;

/** What one would look at first when complaints have this cause. */
const REMEDIES: Readonly<Record<Cause, string>> = {
  attitude: "安排服务礼仪培训，主管抽听、抽看现场接待，并由本人向住户道歉。",
  appearance: "班前检查着装仪容，抽查结果记入考核。",
  diligence: "核对排班和在岗记录，增加现场抽查，交接班写清未完事项。",
  coordination: "每周开一次部门协调会，跨部门的事定一个牵头人跟到底。",
  quality: "返工的事项由部门负责人到场复验，常见做法写成作业标准。",
  timeliness: "核对派单到接单的时间，缺人的班次调整排班，到不了的提前告知住户。",
  fees: "收费标准和调整依据公示到楼栋，前台准备统一的解释。",
  facility: "把反复出问题的设备列入专项检修，报维修计划并公示进度。",
  other: "逐件看原因，能归类的请主管用「原因」补记。",
};

const placeLine = ({ building, topic, count }: PlaceCell) => `${placeName(building)} ${topic}（${count}次）`;

function placeProposals(places: readonly PlaceCell[]): string[] {
  return places
    .filter(({ count }) => count >= OFTEN)
    .map((place) => `${placeLine(place)}反复出现，建议由责任部门专项排查一次，查完告知该楼住户。`);
}

function kpiProposals({ figures, estate }: PeriodFacts): string[] {
  const missed = kpisOf(figures, estate).filter(
    ({ isMet, definition }) => isMet === false && definition.unit === "percent",
  );
  return missed.map(
    ({ definition, value, target }) =>
      `${definition.name}${sayPercent(value)}，离目标${target}%有差距，建议逐件核对没做到的原因。`,
  );
}

/** Three proposals that the period's own figures give rise to, no two of one sort before there is one of each. */
function proposals(facts: PeriodFacts, causes: readonly (readonly [Cause, number])[]): string[] {
  const ofCauses = causes.map(
    ([cause, count]) => `${CAUSE_NAMES[cause]}类投诉${count}件：${REMEDIES[cause]}`,
  );
  const sorts = [ofCauses, placeProposals(facts.figures.places), kpiProposals(facts)];
  const ranked = [0, 1, 2].flatMap((rank) => sorts.flatMap((sort) => sort[rank] ?? []));
  return ranked.slice(0, PROPOSALS);
}

/**
 * The periodic analysis of complaints as a draft (CMP-25): causes, what comes back by place and equipment, three
 * proposals. It judges nobody; a supervisor decides what of it stands.
 */
export function analysisDraft(facts: PeriodFacts): ReportLine[] {
  const { estate, figures } = facts;
  const complaints = figures.received.filter(({ kind }) => kind === "complaint");
  const causes = countsBy(complaints, ({ cause }) => cause);
  const departments = countsBy(complaints, ({ department }) => department);
  const often = figures.places.filter(({ count }) => count >= OFTEN).slice(0, 5);
  const total = countOf(complaints);
  const [first] = causes;
  const [department] = departments;
  const opening =
    total === 0
      ? "本期没有投诉。"
      : `本期投诉${total}件，最多的原因是${first ? `${CAUSE_NAMES[first[0]]}（${first[1]}件）` : "未归类"}，最多的责任部门是${department ? `${departmentName(estate, department[0])}（${department[1]}件）` : "未定"}。`;
  const advice = proposals(facts, causes);
  return [
    draftTitle(facts),
    plain(opening),
    ...(often.length > 0 ? [plain(`同一处反复反映的：${often.map(placeLine).join("；")}`)] : []),
    ...(advice.length > 0 ? [plain("建议：")] : [plain("从数据里看不出需要改进的地方。")]),
    ...advice.map((words, index) => listed(`${index + 1}. ${words}`)),
    quiet("草稿由台账自动拟写，原因含系统按住户原话拟的；改原因回复「原因 编号 态度」。"),
  ];
}
