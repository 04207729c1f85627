import { deskGroup, type Estate, findStaff, staffWithRole } from "../rules/estate.js";
import type { Role } from "../rules/roles.js";
import { PERSON_CALLS } from "../rules/wording/conversation-wording.js";
import { climbUndelivered, isNudge } from "./climb-undelivered.js";
import type { DeskDeps } from "./desk-deps.js";
import type { OutboundContent, QueuedMessage } from "./outbound-message.js";
import { PRIORITY } from "./outbound-message.js";
import type { Stores } from "./ports.js";
import { plainText, queueMessage } from "./queue-message.js";
import { tellByPhone } from "./tell-by-phone.js";

/** A message that could not be delivered, and why in words staff understand. */
export interface Undelivered {
  readonly message: QueuedMessage;
  readonly reason: string;
  readonly now: Date;
}

/** Who hears when a group or a member cannot be reached, first held role first. */
const NEXT_IN_LINE: readonly Role[] = ["receptionist", "supervisor", "centerManager", "generalManager"];

/** What the message said, as plain text; null for what is worth nothing to anybody else. */
function wordsOf(content: OutboundContent): string | null {
  switch (content.type) {
    case "text":
    case "takeBack":
      return content.text;
    case "markdown":
      return content.text.replace(/<\/?font[^>]*>|<@[^>]*>|\*\*|^> ?/gm, "").trim();
    case "card":
      return [
        content.card.title,
        content.card.description,
        ...content.card.fields.map((field) => `${field.name}：${field.value}`),
      ].join("\n");
    case "menu":
      return content.head;
    case "handOver":
      return PERSON_CALLS;
    default:
      return null;
  }
}

function nextInLine(estate: Estate, except: string | null): string[] {
  for (const role of NEXT_IN_LINE) {
    const others = staffWithRole(estate, [role]).filter(
      (member) => member.userid.toLowerCase() !== except?.toLowerCase(),
    );
    if (others.length) return others.map((member) => member.userid);
  }
  return [];
}

async function tellMembers(
  stores: Stores,
  undelivered: Undelivered,
  to: { estate: Estate; userids: readonly string[]; words: string },
) {
  const { message, now } = undelivered;
  for (const userid of to.userids) {
    await queueMessage(
      stores,
      {
        estateId: to.estate.id,
        key: `instead:${message.id}:${userid}`,
        target: { channel: "app", userid },
        content: plainText(to.words),
        record: message.caseId === null ? null : { id: message.caseId },
        priority: message.priority,
      },
      now,
    );
  }
}

/** In the ledger of every matter whose words it carried. */
async function noteUndelivered(stores: Stores, undelivered: Undelivered): Promise<void> {
  const { message, reason, now } = undelivered;
  for (const caseId of await stores.outbound.casesOf(message)) {
    await stores.ledger.append(caseId, {
      at: now,
      type: "undelivered",
      actor: "guanjia",
      data: { channel: message.target.channel, key: message.key, reason },
      inboundId: null,
      correctsId: null,
    });
  }
}

/**
 * Finds another way for what could not be delivered (design §1.3, §1.5): a resident is called by phone, a
 * dead group's card goes 1:1 to the department's head and the desk, a member who cannot be reached is
 * replaced by the next in line and named in the desk's group. A replacement that fails too is left to the
 * error log and /readyz: no message breeds messages without end.
 */
export async function passOn(deps: DeskDeps, stores: Stores, undelivered: Undelivered): Promise<void> {
  const { message, now } = undelivered;
  const estate = deps.directory.byId(message.estateId);
  const words = wordsOf(message.content);
  await noteUndelivered(stores, undelivered);
  if (isNudge(message) && message.target.channel === "app") {
    return climbUndelivered(deps, stores, undelivered);
  }
  if (!estate || !words || message.key.startsWith("instead:")) return;
  const record = message.caseId === null ? null : await stores.cases.find(message.caseId);
  const { target } = message;
  switch (target.channel) {
    case "kf":
      return tellByPhone(stores, { ...undelivered, estate, words });
    case "robot": {
      const head = Object.values(estate.departments).find(
        (department) => department.group === target.group,
      )?.head;
      const member = head ? findStaff(estate, head) : undefined;
      const userids = [...new Set([...(member ? [member.userid] : []), ...nextInLine(estate, null)])];
      const group = estate.groups[target.group]?.name ?? target.group;
      return tellMembers(stores, undelivered, {
        estate,
        userids,
        words: `【${group}发不进去，改为单独通知】\n${words}`,
      });
    }
    case "app": {
      const name = findStaff(estate, target.userid)?.name ?? target.userid;
      const userids = nextInLine(estate, target.userid);
      const note = `【${name}没有收到，请代为跟进】\n${words}`;
      await tellMembers(stores, undelivered, { estate, userids, words: note });
      const group = deskGroup(estate);
      if (!group?.hasRobot || !record) return;
      await queueMessage(
        stores,
        {
          estateId: estate.id,
          key: `instead:${message.id}:group`,
          target: { channel: "robot", group: group.id },
          content: {
            type: "text",
            text: `#${record.number} 通知不到${name}，已改发${userids.length ? "下一位" : "本群"}，请留意。`,
            mentions: userids,
          },
          record,
          priority: PRIORITY.notice,
        },
        now,
      );
      return;
    }
    case "bot": {
      const asked = await stores.inbound.find(target.inboundId);
      if (asked) await tellMembers(stores, undelivered, { estate, userids: [asked.senderId], words });
    }
  }
}
