import { type Callback, isComplete } from "../../rules/callback.js";
import { mayFileCallbacks } from "../../rules/callback-permissions.js";
import { sayMoment } from "../../rules/estate-time.js";
import { readPeriod } from "../../rules/periods.js";
import { callbackKeptUntil } from "../../rules/retention.js";
import { filedAnswer, type Unfiled } from "../../rules/wording/callback-plan-wording.js";
import { callbackName, incompleteWords } from "../../rules/wording/callback-wording.js";
import { LostRace } from "../errors.js";
import type { StaffContext } from "../handle-staff-message.js";
import type { Stores } from "../ports.js";
import { refused, type StaffAnswer } from "./run-staff-command.js";

/** Callbacks that are overdue and looked through. */
const MOST = 500;

const EXAMPLE = "「归档 回访 10月」";

/** Why a callback of the month cannot be filed yet, or null when it can. */
function hindrance(callback: Callback): string | null {
  if (callback.state === "planned") return `${callbackName(callback)}还没有做`;
  if (!isComplete(callback)) return `${callbackName(callback)}${incompleteWords(callback)}`;
  return callback.reviewedAt === null ? `${callbackName(callback)}主管还没有写意见` : null;
}

async function fileOne(stores: Stores, context: StaffContext, callback: Callback): Promise<void> {
  const { estate, member, message, now } = context;
  const changes = { filedAt: now, retainUntil: callbackKeptUntil(estate, now) };
  if (!(await stores.callbacks.update(callback, changes))) throw new LostRace(`callback ${callback.id}`);
  await stores.ledger.append(callback.caseId, {
    at: now,
    type: "callbackFiled",
    actor: member.userid,
    data: { callback: callback.kind, until: changes.retainUntil.toISOString() },
    inboundId: message.id,
    correctsId: null,
  });
}

/** Households still to visit are one thing that is missing, however many they are. */
function isFirstOfRound({ kind, caseId }: Callback, index: number, all: readonly Callback[]): boolean {
  return kind !== "visit" || all.findIndex((one) => one.kind === "visit" && one.caseId === caseId) === index;
}

async function unfiled(stores: Stores, callbacks: readonly Callback[]): Promise<Unfiled[]> {
  const records = await stores.cases.findAll([...new Set(callbacks.map(({ caseId }) => caseId))]);
  return callbacks.flatMap((callback) => {
    const record = records.find(({ id }) => id === callback.caseId);
    const why = hindrance(callback);
    return record && why ? [{ number: record.number, why }] : [];
  });
}

/**
 * 归档 回访: files the reviewed records of a month, due by the tenth of the next (CBK-25, DL-24), and says what is
 * missing and why. Once nothing is missing the duty of the month is met.
 */
export async function fileCallbacks(
  stores: Stores,
  context: StaffContext & { words: string },
): Promise<StaffAnswer> {
  const { estate, member, now, words } = context;
  if (!mayFileCallbacks(member)) return refused("回访记录由档案管理员或客服主管归档（CBK-25）。");
  if (!words.includes("回访")) return refused(`请写归档什么、哪个月，例如${EXAMPLE}。`);
  const period = readPeriod(words.replaceAll(/回访(?:记录)?|的/g, " ").trim(), now, estate.timezone);
  if (period?.kind !== "month") return refused(`请写哪个月，例如${EXAMPLE}。`);
  const held = await stores.callbacks.heldIn(estate.id, period);
  const owed = (await stores.callbacks.planned(estate.id, period.to, MOST))
    .filter(({ dueAt }) => dueAt >= period.from)
    .filter(isFirstOfRound);
  const ready = held.filter((callback) => callback.filedAt === null && hindrance(callback) === null);
  for (const callback of ready) await fileOne(stores, context, callback);
  const open = [...held.filter(({ filedAt }) => filedAt === null), ...owed];
  const missing = await unfiled(stores, open);
  const isOver = period.to <= now;
  if (missing.length === 0 && isOver) {
    await stores.periods.settle({ estateId: estate.id, kind: "callback.file", subject: period.id }, now);
  }
  const keptUntil = sayMoment(callbackKeptUntil(estate, now), now, estate.timezone).replace(/（.*$/, "");
  const already = held.filter(({ filedAt }) => filedAt !== null).length;
  const [, month = ""] = period.id.split("-");
  const name = `${Number(month)}月`;
  return {
    words: filedAnswer({ month: name, filed: ready.length, already, missing, keptUntil }),
    done: true,
    caseId: null,
  };
}
