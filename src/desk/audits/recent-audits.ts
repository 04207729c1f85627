import { type AuditCommand, readAuditClick } from "../../rules/audit-commands.js";
import { readStaffCommand } from "../../rules/staff-commands.js";
import type { StaffContext } from "../handle-staff-message.js";
import { conversationKey, type MessageContent } from "../inbound-message.js";
import type { Stores } from "../ports.js";

type Audit = Extract<AuditCommand, { verb: "audit" }>;

/** An audit is walked in one go; whoever comes back later begins anew. */
const WALK_MILLIS = 2 * 3_600_000;

function auditIn(content: MessageContent): Audit | null {
  if (content.type === "cardClick") return readAuditClick(content.key);
  const read = content.type === "text" ? readStaffCommand(content.text, null) : null;
  return read?.verb === "audit" ? read : null;
}

/** What the member said about audits here in the last two hours, oldest first, this message included. */
export async function recentAudits(stores: Stores, { message, now }: StaffContext): Promise<Audit[]> {
  const since = new Date(now.getTime() - WALK_MILLIS);
  const said = await stores.inbound.sentSince(conversationKey(message), since);
  return said
    .filter(({ id, senderId }) => senderId === message.senderId && id <= message.id)
    .flatMap(({ content }) => auditIn(content) ?? []);
}
