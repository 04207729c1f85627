import type { CaseRecord } from "../rules/case-record.js";
import { type Estate, staffWithRole } from "../rules/estate.js";
import { MANAGER_ROLES, SUPERVISOR_ROLES } from "../rules/roles.js";
import type { Stores } from "./ports.js";
import { plainText, queueMessage } from "./queue-message.js";

/** Something the supervisor should know about a matter. */
export interface SupervisorNews {
  readonly estate: Estate;
  readonly record: CaseRecord;
  readonly words: string;
  /** Idempotency key; queueing it twice tells once. */
  readonly key: string;
  readonly now: Date;
}

/** Tells the supervisors 1:1, or whoever holds the next role up (design §4); returns whom. */
export async function tellSupervisors(stores: Stores, news: SupervisorNews): Promise<readonly string[]> {
  const { estate, record, words, key, now } = news;
  const ladder = [...SUPERVISOR_ROLES, ...MANAGER_ROLES];
  const role = ladder.find((one) => staffWithRole(estate, [one]).length > 0);
  const members = role ? staffWithRole(estate, [role]) : [];
  for (const { userid } of members) {
    await queueMessage(
      stores,
      {
        estateId: estate.id,
        key: `${key}:${userid}`,
        target: { channel: "app", userid },
        content: plainText(words),
        record,
      },
      now,
    );
  }
  return members.map(({ userid }) => userid);
}
