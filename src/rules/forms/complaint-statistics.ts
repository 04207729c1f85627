import type { CaseRecord } from "../case-record.js";
import type { Estate } from "../estate.js";
import { CAUSE_NAMES, causeOf } from "../figures/causes.js";
import { CLASS_NAMES, departmentName } from "../wording/case-words.js";
import { type Column, count, decimal, words } from "./form-table.js";

type Complaint = Pick<
  CaseRecord,
  | "complaintClass"
  | "responsibleDepartment"
  | "respondentDepartment"
  | "cause"
  | "receivedAt"
  | "firstReplyAt"
  | "handledAt"
>;

/** A line of 客户投诉统计: how many of one sort, and how they went. */
export interface StatisticsRow {
  /** By what is counted: 级别, 责任部门 … */
  readonly by: string;
  readonly name: string;
  readonly count: number;
  /** Per cent of all. */
  readonly share: number;
  readonly handled: number;
  /** Means over those that have one; null without any. */
  readonly handlingHours: number | null;
  readonly firstReplyMinutes: number | null;
}

/** 客户投诉统计 by class, department and cause (CMP-22, 24, 25, 30). */
export const STATISTICS_COLUMNS: readonly Column<StatisticsRow>[] = [
  words("统计口径", 14, ({ by }) => by),
  words("项目", 20, ({ name }) => name),
  count("件数", 10, (row) => row.count),
  decimal("占比（%）", 12, ({ share }) => share),
  count("已处理", 10, ({ handled }) => handled),
  count("未处理", 10, (row) => row.count - row.handled),
  decimal("平均处理时长（小时）", 20, ({ handlingHours }) => handlingHours),
  decimal("平均首次答复（分钟）", 20, ({ firstReplyMinutes }) => firstReplyMinutes),
];

interface Sum {
  count: number;
  handled: number;
  handlingMillis: number;
  replied: number;
  replyMillis: number;
}

const MINUTE = 60_000;
const UNKNOWN = "未填写";

function sortsOf(record: Complaint, estate: Estate): readonly (readonly [by: string, name: string])[] {
  const cause = causeOf(record.cause);
  return [
    ["合计", "全部投诉"],
    ["级别", record.complaintClass ? CLASS_NAMES[record.complaintClass] : "未定级"],
    ["责任部门", departmentName(estate, record.responsibleDepartment)],
    [
      "被投诉部门",
      record.respondentDepartment ? departmentName(estate, record.respondentDepartment) : UNKNOWN,
    ],
    ["原因", cause ? CAUSE_NAMES[cause] : UNKNOWN],
  ];
}

const BY = ["级别", "责任部门", "被投诉部门", "原因", "合计"];

/** Adds up complaints one by one; memory grows with the sorts, not with the complaints. */
export function createComplaintStatistics(estate: Estate) {
  const sums = new Map<string, { by: string; name: string; sum: Sum }>();
  return {
    add(record: Complaint): void {
      for (const [by, name] of sortsOf(record, estate)) {
        const key = `${by} ${name}`;
        const known = sums.get(key);
        const sum = known?.sum ?? { count: 0, handled: 0, handlingMillis: 0, replied: 0, replyMillis: 0 };
        if (!known) sums.set(key, { by, name, sum });
        sum.count += 1;
        if (record.handledAt) {
          sum.handled += 1;
          sum.handlingMillis += record.handledAt.getTime() - record.receivedAt.getTime();
        }
        if (record.firstReplyAt) {
          sum.replied += 1;
          sum.replyMillis += record.firstReplyAt.getTime() - record.receivedAt.getTime();
        }
      }
    },
    /** By kind of sort, the most frequent first; the total last. */
    rows(): StatisticsRow[] {
      const total = sums.get("合计 全部投诉")?.sum.count ?? 0;
      return [...sums.values()]
        .map(({ by, name, sum }) => ({
          by,
          name,
          count: sum.count,
          share: (100 * sum.count) / total,
          handled: sum.handled,
          handlingHours: sum.handled ? sum.handlingMillis / sum.handled / (60 * MINUTE) : null,
          firstReplyMinutes: sum.replied ? sum.replyMillis / sum.replied / MINUTE : null,
        }))
        .sort((one, other) => BY.indexOf(one.by) - BY.indexOf(other.by) || other.count - one.count);
    },
  };
}
