import type { CaseRecord } from "../rules/case-record.js";
import { planDispatch } from "../rules/dispatch-plan.js";
import type { Estate } from "../rules/estate.js";
import { groupUpdate, personalUpdate } from "../rules/wording/staff-wording.js";
import type { Stores } from "./ports.js";
import { plainText, queueMessage } from "./queue-message.js";

/** News about a matter for those who work on it, in words that may hold a phone number. */
export interface WorkerNews {
  readonly estate: Estate;
  readonly record: CaseRecord;
  readonly words: string;
  /** Everybody hears who was called to it, and not the department alone; `guards` are those of the gate besides. */
  readonly reach?: "called" | "guards";
  /** Makes the keys unique: what happened. */
  readonly cause: string;
  readonly now: Date;
}

function groupsFor({ estate, record, reach }: WorkerNews): ReadonlySet<string> {
  const called = planDispatch(record, estate).groups;
  const guards = planDispatch({ ...record, responsibleDepartment: "security" }, estate).groups;
  const groups = reach === "guards" ? [...called, ...guards] : reach ? called : called.slice(0, 1);
  return new Set(groups.map(({ group }) => group.id));
}

/** Tells the department's group, phones masked, and 1:1 whoever accepted the matter. */
export async function tellWorkers(stores: Stores, news: WorkerNews): Promise<void> {
  const { estate, record, words, cause, now } = news;
  for (const group of groupsFor(news)) {
    await queueMessage(
      stores,
      {
        estateId: estate.id,
        key: `news:${record.id}:${cause}:group:${group}`,
        target: { channel: "robot", group },
        content: { type: "markdown", text: groupUpdate(record, words) },
        record,
      },
      now,
    );
  }
  await tellAssignee(stores, news);
}

/** Tells 1:1 whoever accepted the matter; nobody while nobody has. */
export async function tellAssignee(stores: Stores, news: WorkerNews): Promise<void> {
  const { estate, record, words, cause, now } = news;
  if (record.assignee) {
    await queueMessage(
      stores,
      {
        estateId: estate.id,
        key: `news:${record.id}:${cause}:assignee`,
        target: { channel: "app", userid: record.assignee },
        content: plainText(personalUpdate(record, words)),
        record,
      },
      now,
    );
  }
}
