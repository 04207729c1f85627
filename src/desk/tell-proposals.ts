import type { CaseRecord } from "../rules/case-record.js";
import { isOpen } from "../rules/case-record.js";
import { deskGroup, type Estate } from "../rules/estate.js";
import { proposalLine } from "../rules/wording/model-wording.js";
import type { DeskDeps } from "./desk-deps.js";
import { LostRace } from "./errors.js";
import type { WaitingProposal } from "./model-ports.js";
import { PRIORITY } from "./outbound-message.js";
import type { Stores } from "./ports.js";
import { plainText, queueMessage } from "./queue-message.js";

const AT_A_TIME = 20;
/** A message not handled by then has other troubles than its class. */
const PATIENCE_MILLIS = 10 * 60_000;

/** True while the class is still what the program gave the record when this very message opened it. */
async function isUntouched(stores: Stores, record: CaseRecord, inboundId: number | null): Promise<boolean> {
  if (!isOpen(record) || record.classifiedBy === "desk") return false;
  const entries = await stores.ledger.ofCase(record.id);
  if (entries.some((entry) => entry.type === "transferred")) return false;
  return entries.some((entry) => entry.type === "classified" && entry.inboundId === inboundId);
}

/** Puts the proposal where it belongs; false when there is nothing left to propose. */
async function tell(
  stores: Stores,
  at: { estate: Estate; record: CaseRecord; now: Date },
  { proposal }: WaitingProposal,
): Promise<boolean> {
  const { estate, record, now } = at;
  if (proposal.summary !== null) {
    if (record.summary !== null) return false;
    const updated = await stores.cases.update(record, { summary: proposal.summary }, now);
    if (!updated) throw new LostRace(`case ${record.id}`);
    return true;
  }
  const words = proposal.reading && proposalLine(record, estate, proposal.reading);
  const group = deskGroup(estate);
  if (!words || !group) return false;
  await queueMessage(
    stores,
    {
      estateId: estate.id,
      // Once per case, however often a model changes its mind.
      key: `proposal:${record.id}`,
      target: { channel: "robot", group: group.id },
      content: plainText(words),
      record,
      priority: proposal.reading?.emergency ? PRIORITY.emergency : PRIORITY.notice,
    },
    now,
  );
  return true;
}

/**
 * Shows the desk what a model read too late, or saw as a danger where the rules see none: one line in the
 * desk's group, once, for a person to decide (GEN-07). A late summary is put on the record. Proposals whose
 * message is still being handled wait; those that no longer matter are dropped. Returns how many were told.
 */
export function createTellProposals(deps: Pick<DeskDeps, "unitOfWork" | "clock" | "directory" | "log">) {
  const { unitOfWork, clock, directory } = deps;

  async function settle(waiting: WaitingProposal, now: Date): Promise<boolean> {
    if (!waiting.isHandled && now.getTime() - waiting.at.getTime() < PATIENCE_MILLIS) return false;
    return unitOfWork.run(async (stores) => {
      const estate = directory.byId(waiting.estateId);
      const record = waiting.caseId === null ? null : await stores.cases.find(waiting.caseId);
      const matters = record !== null && (await isUntouched(stores, record, waiting.inboundId));
      const told = matters && estate ? await tell(stores, { estate, record, now }, waiting) : false;
      const first = await stores.modelCalls.settleProposal(waiting.id, told ? "told" : "dropped");
      if (!first) throw new LostRace(`proposal ${waiting.id}`);
      return told;
    });
  }

  return async function tellProposals(): Promise<number> {
    const now = clock.now();
    let told = 0;
    for (const waiting of await unitOfWork.stores.modelCalls.waitingProposals(AT_A_TIME)) {
      try {
        if (await settle(waiting, now)) told += 1;
      } catch (error) {
        if (!(error instanceof LostRace)) throw error;
      }
    }
    return told;
  };
}
