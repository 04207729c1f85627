import type { Stores } from "../../desk/ports.js";
import { createAbsenceStore } from "./absence-store.js";
import { createAttachmentStore } from "./attachment-store.js";
import { createAuditStore } from "./audit-store.js";
import { createCallbackStore } from "./callback-store.js";
import { createCaseStore } from "./case-store.js";
import { createConversationStore } from "./conversation-store.js";
import { createCorrectionStore } from "./correction-store.js";
import { createCursorStore } from "./cursor-store.js";
import { createDutyStore } from "./duty-store.js";
import { createEstateStore } from "./estate-store.js";
import { createExportRunStore } from "./export-run-store.js";
import { createFigureReads } from "./figure-reads.js";
import { createInboundStore } from "./inbound-store.js";
import { createLedgerStore } from "./ledger-store.js";
import { createModelCallStore } from "./model-call-store.js";
import { createNoticeStore } from "./notice-store.js";
import { createNudgeStore } from "./nudge-store.js";
import { createOutboundStore } from "./outbound-store.js";
import { createPeriodStore } from "./period-store.js";
import { createQuestionStore } from "./question-store.js";
import { createReportRunStore } from "./report-run-store.js";
import { createResidentStore } from "./resident-store.js";
import { createRetentionStore } from "./retention-store.js";
import type { Session } from "./session.js";
import { createStaffActStore } from "./staff-act-store.js";
import { createSweepMarkStore } from "./sweep-mark-store.js";

type Makers = { readonly [Name in keyof Stores]: (session: Session) => Stores[Name] };

const MAKERS: Makers = {
  inbound: createInboundStore,
  outbound: createOutboundStore,
  cases: createCaseStore,
  callbacks: createCallbackStore,
  questions: createQuestionStore,
  ledger: createLedgerStore,
  duties: createDutyStore,
  nudges: createNudgeStore,
  absences: createAbsenceStore,
  residents: createResidentStore,
  conversations: createConversationStore,
  notices: createNoticeStore,
  acts: createStaffActStore,
  attachments: createAttachmentStore,
  cursors: createCursorStore,
  estates: createEstateStore,
  marks: createSweepMarkStore,
  modelCalls: createModelCallStore,
  corrections: createCorrectionStore,
  exports: createExportRunStore,
  retention: createRetentionStore,
  figures: createFigureReads,
  reports: createReportRunStore,
  audits: createAuditStore,
  periods: createPeriodStore,
};

/** Stores by name, each made when it is first asked for. */
class StoresOfSession {
  readonly session: Session;

  constructor(session: Session) {
    this.session = session;
  }
}

for (const [name, make] of Object.entries(MAKERS)) {
  Object.defineProperty(StoresOfSession.prototype, name, {
    get(this: StoresOfSession) {
      const value = make(this.session);
      Object.defineProperty(this, name, { value });
      return value;
    },
  });
}

/**
 * Every table the desk uses, bound to one session. A transaction touches three or four of them, and to make
 * all for each cost as much as its statements.
 */
export function createStores(session: Session): Stores {
  return new StoresOfSession(session) as unknown as Stores;
}
