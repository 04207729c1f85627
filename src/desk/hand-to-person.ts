import type { CaseRecord } from "../rules/case-record.js";
import { deskGroup, type Estate, findStaff, staffWithRole } from "../rules/estate.js";
import { maskPhone, maskPhonesIn } from "../rules/privacy.js";
import type { Role } from "../rules/roles.js";
import { isUnsafeToCall } from "../rules/unsafe-calls.js";
import { DO_NOT_CALL } from "../rules/wording/emergency-wording.js";
import { phoneTask } from "../rules/wording/staff-wording.js";
import { PRIORITY } from "./outbound-message.js";
import type { Stores } from "./ports.js";
import { plainText, queueMessage } from "./queue-message.js";

const CALLER_LADDER: readonly Role[] = [
  "receptionist",
  "repairReceptionist",
  "customerAssistant",
  "supervisor",
  "centerManager",
];

/** Something a person must say to a resident whom WeChat cannot reach (design §1.5). */
export interface PhoneTask {
  readonly estate: Estate;
  /** The matters it is about, none when it is about no matter; the messages belong to the first. */
  readonly records: readonly CaseRecord[];
  readonly words: string;
  /** Why it is not a chat message, in Chinese. */
  readonly reason: string;
  /** Key of the message it replaces. */
  readonly key: string;
  /** userid that should call; null = whoever holds the first role of the desk. */
  readonly caller: string | null;
  /** What to write once it is done; nothing unless told. */
  readonly afterwards?: string;
}

function callerOf(estate: Estate, wanted: string | null): string | null {
  if (wanted && findStaff(estate, wanted)) return wanted;
  for (const role of CALLER_LADDER) {
    const [first] = staffWithRole(estate, [role]);
    if (first) return first.userid;
  }
  return null;
}

/**
 * Turns a message that WeChat would not carry into a phone task: the full number and the words go 1:1 to the
 * caller, a masked line to the desk's group, an entry to each matter's ledger. Runs in the caller's transaction.
 */
export async function handToPerson(stores: Stores, task: PhoneTask, now: Date): Promise<void> {
  const { estate, records, words, reason, key } = task;
  const [record = null] = records;
  const caller = callerOf(estate, task.caller);
  const known = records.find(({ contactPhone }) => contactPhone)?.contactPhone;
  const phone = records.some(isUnsafeToCall)
    ? `${DO_NOT_CALL}，请到现场当面说`
    : (known ?? "没有留下电话，请到房号上门或查业主档案");
  const told = phoneTask({ records, reason, words, phone });
  const full = task.afterwards ? `${told}\n${task.afterwards}` : told;
  if (caller) {
    await queueMessage(
      stores,
      {
        estateId: estate.id,
        key: `phone:${key}:member`,
        target: { channel: "app", userid: caller },
        content: plainText(full),
        record,
        priority: PRIORITY.notice,
      },
      now,
    );
  }
  const group = deskGroup(estate);
  if (group?.hasRobot) {
    const masked = phoneTask({ records, reason, words: maskPhonesIn(words), phone: maskPhone(phone) });
    await queueMessage(
      stores,
      {
        estateId: estate.id,
        key: `phone:${key}:group`,
        target: { channel: "robot", group: group.id },
        content: { type: "text", text: masked, mentions: caller ? [caller] : [] },
        record,
        priority: PRIORITY.notice,
      },
      now,
    );
  }
  for (const { id } of records) {
    await stores.ledger.append(id, {
      at: now,
      type: "phoneTask",
      actor: "guanjia",
      data: { reason, words, caller },
      inboundId: null,
      correctsId: null,
    });
  }
}
