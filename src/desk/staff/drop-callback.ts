import { drawPeriod } from "../../rules/callback-draw.js";
import { isDrawn } from "../../rules/callback-plan.js";
import { isMandatory } from "../../rules/callback-table.js";
import { isOpen } from "../../rules/case-record.js";
import { callbackName } from "../../rules/wording/callback-wording.js";
import { cancelCallback } from "../cancel-callbacks.js";
import { closeWhenComplete } from "../close-when-complete.js";
import { LostRace } from "../errors.js";
import type { Stores } from "../ports.js";
import type { Adjust } from "./adjust-callback.js";
import { refused, type StaffAnswer } from "./run-staff-command.js";
import { noteStep } from "./step-notes.js";

const LEAST_WORDS = 2;

/** The sample lacks one again: the next settlement that can be asked steps in (CBK-11). */
async function giveBackLot(stores: Stores, adjust: Adjust): Promise<void> {
  const { record, estate } = adjust;
  if (!isDrawn(record, estate)) return;
  const { kind, handledAt } = record;
  const draw = await stores.callbacks.findDraw(estate.id, drawPeriod(handledAt, kind, estate.timezone));
  if (!draw || draw.chosen === 0) return;
  const counts = { seen: draw.seen, chosen: draw.chosen - 1 };
  if (!(await stores.callbacks.moveDraw(draw, counts))) throw new LostRace(`draw ${draw.id}`);
}

/** 回访计划 42 取消 …: what the SOP leaves to the supervisor may be taken off, with the reason (CBK-10, CBK-13). */
export async function dropCallback(stores: Stores, adjust: Adjust, reason: string): Promise<StaffAnswer> {
  const { record, estate, now } = adjust;
  const { number } = record;
  const planned = (await stores.callbacks.ofCase(record.id)).filter(({ state }) => state === "planned");
  const callback = planned.find(({ kind }) => !isMandatory(kind)) ?? planned[0];
  if (!callback) return refused(`#${number} 没有待做的回访可以取消。`, record);
  if (isMandatory(callback.kind)) {
    return refused(
      `#${number} 的${callbackName(callback)}不能取消：投诉、特约服务要全部回访（CBK-10），急救一周内要家访（CBK-07）。可以换人、换方式或提前。`,
      record,
    );
  }
  if ([...reason].length < LEAST_WORDS) {
    return refused(`请写为什么取消，例如「回访计划 ${number} 取消 住户已搬走」。`, record);
  }
  await cancelCallback(stores, callback, now);
  const wasDrawn = callback.drawId !== null;
  if (wasDrawn) await giveBackLot(stores, adjust);
  await noteStep(stores, adjust, {
    record,
    type: "callbackCancelled",
    data: { callback: callback.kind, reason, drawn: wasDrawn },
  });
  if (!isOpen(record)) await closeWhenComplete(stores, { record, estate, now });
  const instead = wasDrawn ? "抽样会由下一件补上。" : "";
  return {
    words: `#${number} 的${callbackName(callback)}已取消，理由已记下。${instead}`,
    done: true,
    caseId: record.id,
  };
}
