import { callbackName } from "../../rules/wording/callback-wording.js";
import { closeWhenComplete } from "../close-when-complete.js";
import { LostRace } from "../errors.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import type { StaffAnswer } from "./run-staff-command.js";

/**
 * A photo sent 1:1 by whoever calls back on an important event is the record signed by the resident (CBK-21),
 * before or after the words. Null when no signature of theirs is waited for, or it is no photo.
 */
export async function signCallback(stores: Stores, context: StaffContext): Promise<StaffAnswer | null> {
  const { estate, member, message, now } = context;
  const { content } = message;
  if (message.inGroup || content.type !== "media" || !content.media.some(({ kind }) => kind === "image")) {
    return null;
  }
  const [callback] = await stores.callbacks.lackingEvidence(estate.id, member.userid);
  const record = callback ? await stores.cases.find(callback.caseId) : null;
  if (!callback || !record) return null;
  if (!(await stores.callbacks.update(callback, { evidenceInboundId: message.id }))) {
    throw new LostRace(`callback ${callback.id}`);
  }
  await stores.attachments.linkToCase(message.id, record.id);
  await stores.ledger.append(record.id, {
    at: now,
    type: "callbackSigned",
    actor: member.userid,
    data: { callback: callback.kind },
    inboundId: message.id,
    correctsId: null,
  });
  const after = await closeWhenComplete(stores, { record, estate, now });
  const rest =
    callback.state === "planned"
      ? `回访结果请写「回访 ${record.number} 满意 家访 住户的原话」。`
      : after.status === "closed"
        ? "各步骤都有记录，已自动关闭。"
        : "";
  return {
    words: `照片已收作 #${record.number} ${callbackName(callback)}的住户签名。${rest}`,
    done: true,
    caseId: record.id,
  };
}
