import type { Duty } from "../../rules/duty.js";
import type { Estate } from "../../rules/estate.js";
import type { Opening } from "../../rules/sop-periods.js";
import { auditCard } from "../../rules/wording/audit-wording.js";
import { periodAnnouncement } from "../../rules/wording/period-wording.js";
import { periodKey } from "../climb-undelivered.js";
import type { OutboundContent } from "../outbound-message.js";
import type { Stores } from "../ports.js";
import { plainText, queueMessage } from "../queue-message.js";
import { AUDIT_DUTY, type AuditKind, readAudit } from "./read-audit.js";

interface Announced {
  readonly opening: Opening;
  readonly estate: Estate;
  readonly now: Date;
}

async function contentOf(stores: Stores, duty: Duty, at: Announced): Promise<OutboundContent> {
  const { opening, estate, now } = at;
  const kind = (Object.keys(AUDIT_DUTY) as AuditKind[]).find((one) => AUDIT_DUTY[one] === duty.kind);
  if (!kind) return plainText(periodAnnouncement(duty, { estate, now }));
  const { period } = opening;
  const { items } = await readAudit(stores, { estate, kind, period, now });
  return { type: "card", card: auditCard({ duty, kind, period, items }, { estate, now }) };
}

/**
 * Whoever owes the period hears of it when its clock starts: an audit comes as a card that can be signed with
 * one thumb. Where nobody held the role, the first nudge tells whoever stands in instead.
 */
export async function announcePeriod(stores: Stores, duty: Duty, at: Announced): Promise<void> {
  if (!duty.ownerUserid || duty.noOneReachedAt) return;
  await queueMessage(
    stores,
    {
      estateId: duty.estateId,
      key: periodKey(duty),
      target: { channel: "app", userid: duty.ownerUserid },
      content: await contentOf(stores, duty, at),
    },
    at.now,
  );
}
