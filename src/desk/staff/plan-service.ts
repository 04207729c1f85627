import type { Callback } from "../../rules/callback.js";
import { contractCallbacks, secondCallbackSpan } from "../../rules/callback-plan.js";
import { type CaseRecord, isOpen } from "../../rules/case-record.js";
import { callbackLine } from "../../rules/wording/callback-wording.js";
import { planOne } from "../arrange-callbacks.js";
import { askForCallbacks } from "../ask-for-callbacks.js";
import { cancelCallback } from "../cancel-callbacks.js";
import { LostRace } from "../errors.js";
import type { Stores } from "../ports.js";
import type { Adjust } from "./adjust-callback.js";
import { refused, type StaffAnswer } from "./run-staff-command.js";

/** A matter that was closed has a mandatory step again: it waits for it as a settled one does (GEN-06). */
async function awaitStep(stores: Stores, record: CaseRecord, now: Date): Promise<CaseRecord> {
  if (record.status !== "closed") return record;
  const changes = { status: "handled", closedAt: null, retainUntil: null } as const;
  const updated = await stores.cases.update(record, changes, now);
  if (!updated) throw new LostRace(`case ${record.id}`);
  return updated;
}

async function answer(stores: Stores, adjust: Adjust, planned: readonly Callback[]): Promise<StaffAnswer> {
  const { record, estate, now } = adjust;
  await askForCallbacks(stores, { record, estate, now }, planned);
  const lines: string[] = [];
  for (const { id } of planned) {
    const after = await stores.callbacks.find(id);
    if (after) lines.push(callbackLine(after, { estate, now }));
  }
  return {
    words: [`#${record.number} 已安排：`, ...lines].join("\n"),
    done: true,
    caseId: record.id,
  };
}

/** The plain callback of the matter gives way to that of the service it turned out to be. */
async function replacePlain(stores: Stores, { record, now }: Adjust): Promise<void> {
  for (const callback of await stores.callbacks.ofCase(record.id)) {
    if (callback.state === "planned" && callback.kind === "other" && callback.drawId === null) {
      await cancelCallback(stores, callback, now);
    }
  }
}

const has = (callbacks: readonly Callback[], kinds: readonly string[]) =>
  callbacks.some(({ kind, state }) => state !== "cancelled" && kinds.includes(kind));

/** 第二次: a repair is looked at again between one and two months after it was done (CBK-05, DL-19). */
export async function planSecond(stores: Stores, adjust: Adjust): Promise<StaffAnswer> {
  const { record, estate, now } = adjust;
  const { number, handledAt } = record;
  if (record.kind !== "repair") return refused(`#${number} 不是报修，只有维修才安排第二次回访。`, record);
  if (isOpen(record) || !handledAt) return refused(`#${number} 还没有办结，办结后再安排。`, record);
  if (has(await stores.callbacks.ofCase(record.id), ["repairSecond"])) {
    return refused(`#${number} 已经安排了第二次回访，「回访计划 ${number}」可以看。`, record);
  }
  const { startsAt, dueAt } = secondCallbackSpan(handledAt, estate);
  if (dueAt <= now) return refused(`#${number} 办结已超过两个月，不能再安排第二次回访。`, record);
  const waiting = await awaitStep(stores, record, now);
  const span = { startsAt, dueAt };
  const planned = await planOne(stores, { record: waiting, estate, now }, { kind: "repairSecond", ...span });
  return answer(stores, { ...adjust, record: waiting }, [planned]);
}

/** 急救: somebody was rescued; they are visited at home within a week (CBK-07, EMG-12). */
export async function planFirstAid(stores: Stores, adjust: Adjust): Promise<StaffAnswer> {
  const { record, estate, now } = adjust;
  const { number } = record;
  if (has(await stores.callbacks.ofCase(record.id), ["firstAid"])) {
    return refused(`#${number} 已经安排了急救家访，「回访计划 ${number}」可以看。`, record);
  }
  await replacePlain(stores, adjust);
  const waiting = await awaitStep(stores, record, now);
  const startsAt = record.handledAt ?? now;
  const planned = await planOne(stores, { record: waiting, estate, now }, { kind: "firstAid", startsAt });
  return answer(stores, { ...adjust, record: waiting }, [planned]);
}

/** 特约: a special service is called back in the middle of its contract and after its end (CBK-06, SVC-03). */
export async function planSpecial(
  stores: Stores,
  adjust: Adjust,
  term: { readonly from: Date; readonly to: Date },
): Promise<StaffAnswer> {
  const { record, estate, now } = adjust;
  const { number } = record;
  const points = contractCallbacks(term, estate);
  if (
    has(
      await stores.callbacks.ofCase(record.id),
      points.map(({ kind }) => kind),
    )
  ) {
    return refused(`#${number} 的特约服务已经安排了回访，「回访计划 ${number}」可以看。`, record);
  }
  if (term.to <= now) return refused("合同已经到期很久，请核对日期。", record);
  await replacePlain(stores, adjust);
  const waiting = await awaitStep(stores, record, now);
  const planned: Callback[] = [];
  for (const { kind, startsAt } of points.filter((point) => point.startsAt > now)) {
    planned.push(await planOne(stores, { record: waiting, estate, now }, { kind, startsAt }));
  }
  return answer(stores, { ...adjust, record: waiting }, planned);
}
