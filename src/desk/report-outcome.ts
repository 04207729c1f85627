import type { CaseRecord } from "../rules/case-record.js";
import type { Estate } from "../rules/estate.js";
import { reach } from "../rules/ladder.js";
import { outcomeReport } from "../rules/wording/callback-news.js";
import type { Stores } from "./ports.js";
import { plainText, queueMessage } from "./queue-message.js";

/**
 * The outcome of an important or major complaint goes to the manager once the supervisor has its record (CMP-21);
 * minor ones stand in the digests. The ledger keeps whom it was reported to.
 */
export async function reportOutcome(
  stores: Stores,
  at: { record: CaseRecord; estate: Estate; by: string; inboundId: number; now: Date },
): Promise<void> {
  const { record, estate, by, inboundId, now } = at;
  if (record.complaintClass !== "important" && record.complaintClass !== "major") return;
  const ladder = [{ role: "centerManager" as const, until: null, takesOver: false }];
  const absences = await stores.absences.current(estate.id, now);
  const { userid } = reach({ ladder, step: 0, ownerUserid: null }, { estate, record, absences, now });
  if (!userid || userid === by) return;
  await queueMessage(
    stores,
    {
      estateId: estate.id,
      key: `outcome:${record.id}:${record.round}`,
      target: { channel: "app", userid },
      content: plainText(outcomeReport(record, await stores.callbacks.ofCase(record.id), { estate, now })),
      record,
    },
    now,
  );
  await stores.ledger.append(record.id, {
    at: now,
    type: "reported",
    actor: by,
    data: { to: userid, reportedAt: now.toISOString() },
    inboundId,
    correctsId: null,
  });
}
