import type { DeskDeps } from "./desk-deps.js";
import { LostRace } from "./errors.js";
import { createHandleKfEvent } from "./handle-kf-event.js";
import { createHandleResidentMessage } from "./handle-resident-message.js";
import { createHandleStaffMessage } from "./handle-staff-message.js";
import type { StoredMessage } from "./inbound-message.js";
import type { Claim, Stores } from "./ports.js";

/** What handling a message did: a word for the inbox row, and the case it touched. */
export interface Handled {
  readonly outcome: string;
  readonly caseId: number | null;
  /** Ids of the messages behind the claimed one that were read together with it. */
  readonly joined?: readonly number[];
}

/** Work to be done in the one transaction that also marks the message handled. */
export type Effects = (stores: Stores, now: Date) => Promise<Handled>;

/** Decides what a message means; slow things (a model) happen here, before the transaction. */
export type PrepareMessage = (message: StoredMessage) => Promise<Effects>;

/** Effects of a message that changes nothing. */
export function nothingToDo(outcome: string): Effects {
  return async () => ({ outcome, caseId: null });
}

/**
 * Handles one claimed message. Its effects and the mark "handled" are one transaction: a crash before the
 * commit leaves the message waiting, a lost claim rolls everything back.
 */
export function createHandleMessage(deps: DeskDeps) {
  const handleResident = createHandleResidentMessage(deps);
  const handleKfEvent = createHandleKfEvent(deps);
  const handleStaff = createHandleStaffMessage(deps);

  const prepare: PrepareMessage = (message) => {
    if (message.channel !== "kf") return handleStaff(message);
    return message.content.type === "event" ? handleKfEvent(message) : handleResident(message);
  };

  return async function handle(message: StoredMessage, claim: Claim): Promise<Handled> {
    const effects = await prepare(message);
    return deps.unitOfWork.run(async (stores) => {
      const now = deps.clock.now();
      const handled = await effects(stores, now);
      const { outcome, caseId, joined = [] } = handled;
      const marked = await stores.inbound.markHandled(claim, { at: now, outcome, caseId });
      if (!marked) throw new LostRace(`message ${claim.id}`);
      if (!(await stores.inbound.markJoined(joined, { at: now, caseId }))) {
        throw new LostRace(`pieces behind message ${claim.id}`);
      }
      return handled;
    });
  };
}
