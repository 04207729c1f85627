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

/** Every table the desk uses, bound to one session. */
export function createStores(session: Session): Stores {
  return {
    inbound: createInboundStore(session),
    outbound: createOutboundStore(session),
    cases: createCaseStore(session),
    callbacks: createCallbackStore(session),
    questions: createQuestionStore(session),
    ledger: createLedgerStore(session),
    duties: createDutyStore(session),
    nudges: createNudgeStore(session),
    absences: createAbsenceStore(session),
    residents: createResidentStore(session),
    conversations: createConversationStore(session),
    notices: createNoticeStore(session),
    acts: createStaffActStore(session),
    attachments: createAttachmentStore(session),
    cursors: createCursorStore(session),
    estates: createEstateStore(session),
    marks: createSweepMarkStore(session),
    modelCalls: createModelCallStore(session),
    corrections: createCorrectionStore(session),
    exports: createExportRunStore(session),
    retention: createRetentionStore(session),
    figures: createFigureReads(session),
    reports: createReportRunStore(session),
    audits: createAuditStore(session),
    periods: createPeriodStore(session),
  };
}
