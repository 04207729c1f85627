import type { CaseRecord } from "../rules/case-record.js";
import type { Duty } from "../rules/duty.js";
import type { Estate } from "../rules/estate.js";
import { type Absence, reach } from "../rules/ladder.js";
import { handOverNotice, majorReportDraft } from "../rules/wording/nudge-wording.js";
import type { Stores } from "./ports.js";
import { plainText, queueMessage } from "./queue-message.js";

/**
 * What somebody must have in hand when a duty starts: the drafted report of a major complaint (CMP-10), and
 * for the supervisor the settled complaint whose record is to be received (CMP-20). All others have their card.
 */
export async function announceDuty(
  stores: Stores,
  duty: Duty,
  at: { record: CaseRecord; estate: Estate; absences: readonly Absence[]; now: Date },
): Promise<void> {
  const { record, estate, absences, now } = at;
  const tell = async (userid: string | null, words: string) => {
    if (!userid) return;
    await queueMessage(
      stores,
      {
        estateId: estate.id,
        key: `announce:${duty.id}`,
        target: { channel: "app", userid },
        content: plainText(words),
        record,
      },
      now,
    );
  };
  if (duty.kind === "complaint.reportMajor") {
    await tell(duty.ownerUserid, majorReportDraft(record, duty, { estate, now }));
  }
  if (duty.kind === "complaint.handOver") {
    const above = { ladder: duty.ladder, step: 1, ownerUserid: null };
    const { userid } = reach(above, { estate, record, absences, now });
    await tell(userid, handOverNotice(record, estate));
  }
}
