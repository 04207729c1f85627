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
  /** Makes the keys unique: what happened. */
  readonly cause: string;
  readonly now: Date;
}

/** Tells the department's group, phones masked, and 1:1 whoever accepted the matter. */
export async function tellWorkers(stores: Stores, news: WorkerNews): Promise<void> {
  const { estate, record, words, cause, now } = news;
  const [first] = planDispatch(record, estate).groups;
  if (first) {
    await queueMessage(
      stores,
      {
        estateId: estate.id,
        key: `news:${record.id}:${cause}:group`,
        target: { channel: "robot", group: first.group.id },
        content: { type: "markdown", text: groupUpdate(record, words) },
        record,
      },
      now,
    );
  }
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
