import type { CaseRecord } from "../rules/case-record.js";
import type { Duty } from "../rules/duty.js";
import type { Estate } from "../rules/estate.js";
import type { LedgerType } from "../rules/ledger-entry.js";
import { type DutyStart, dutiesOf, settledBy } from "../rules/sop.js";
import type { DutyTrigger } from "../rules/sop-rule.js";
import { announceDuty } from "./announce-duty.js";
import type { Stores } from "./ports.js";

/** What has happened to a record, and when its clocks begin. */
export interface Happening {
  readonly record: CaseRecord;
  readonly estate: Estate;
  readonly trigger: DutyTrigger;
  readonly happenedAt: Date;
  readonly now: Date;
  readonly given?: NonNullable<DutyStart["given"]>;
}

/**
 * Starts the duties that an event brings (rules/sop-table) inside the caller's transaction. One that nobody
 * is there to own goes to the next rung at once, and the ledger says so.
 */
export async function startDuties(stores: Stores, happening: Happening): Promise<Duty[]> {
  const { record, estate, now } = happening;
  const absences = await stores.absences.current(estate.id, now);
  const started: Duty[] = [];
  for (const duty of dutiesOf({ ...happening, absences })) {
    const running = await stores.duties.start(duty);
    started.push(running);
    await announceDuty(stores, running, { record, estate, absences, now });
    if (!duty.noOneReachedAt) continue;
    await stores.ledger.append(record.id, {
      at: now,
      type: "noOneReached",
      actor: "guanjia",
      data: { duty: duty.kind, role: duty.ladder[0]?.role ?? null, instead: duty.ownerUserid },
      inboundId: null,
      correctsId: null,
    });
  }
  return started;
}

/** Ends the duties that an entry of this type settles; returns how many. */
export function settleDuties(
  stores: Stores,
  record: Pick<CaseRecord, "id">,
  by: { type: LedgerType; at: Date },
): Promise<number> {
  return stores.duties.settle(record.id, settledBy(by.type), by.at);
}
