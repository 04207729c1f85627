import { isOpen } from "../../rules/case-record.js";
import { reach } from "../../rules/ladder.js";
import { serviceDisliked } from "../../rules/wording/callback-news.js";
import type { DeskDeps } from "../desk-deps.js";
import type { Stores } from "../ports.js";
import { plainText, queueMessage } from "../queue-message.js";
import { reopenCase } from "../reopen-case.js";
import { tellSupervisors } from "../tell-supervisors.js";
import type { HeldCallback } from "./record-held-callback.js";

/** The office director hears of it at once, 1:1 (CBK-24). */
async function tellDirector(stores: Stores, held: HeldCallback, words: string): Promise<void> {
  const { record, callback, context } = held;
  const { estate, member, now } = context;
  const ladder = [{ role: "officeDirector" as const, until: null, takesOver: false }];
  const absences = await stores.absences.current(estate.id, now);
  const { userid } = reach({ ladder, step: 0, ownerUserid: null }, { estate, record, absences, now });
  if (!userid || userid === member.userid) return;
  await queueMessage(
    stores,
    {
      estateId: estate.id,
      key: `callbackBad:${callback.id}:${callback.version}:director`,
      target: { channel: "app", userid },
      content: plainText(words),
      record,
    },
    now,
  );
}

/**
 * What follows when a resident says in a callback that they are not satisfied (CBK-24): the matter is opened
 * again one rung higher. A contract or an event cannot be settled again: director and supervisor hear it instead,
 * and write their opinion.
 */
export async function actOnBadAnswer(deps: DeskDeps, stores: Stores, held: HeldCallback): Promise<void> {
  const { record, callback, context, told } = held;
  const { estate, member, message, now } = context;
  if (["activity", "visit"].includes(callback.kind) || callback.kind.startsWith("special")) {
    const words = serviceDisliked(record, callback, told.words);
    await tellDirector(stores, held, words);
    const key = `callbackBad:${callback.id}:${callback.version}`;
    await tellSupervisors(stores, { estate, record, words, key, now });
    return;
  }
  // Opened again already, by another answer.
  if (isOpen(record)) return;
  const bad = { estate, record, words: told.words, heardBy: member.userid, inboundId: message.id, now };
  await reopenCase(deps, stores, bad);
}
