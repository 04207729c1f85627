-- CreateTable
CREATE TABLE "Estate" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "name" TEXT NOT NULL,
    "installedAt" DATETIME NOT NULL,
    "lastCaseNumber" INTEGER NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "Resident" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "estateId" TEXT NOT NULL,
    "externalUserId" TEXT,
    "name" TEXT,
    "phone" TEXT,
    "room" TEXT,
    "script" TEXT NOT NULL DEFAULT 'simplified',
    "createdAt" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "Resident_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "StaffMember" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "estateId" TEXT NOT NULL,
    "userid" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "roles" JSONB NOT NULL,
    "department" TEXT,
    "leftAt" DATETIME,
    CONSTRAINT "StaffMember_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Conversation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "estateId" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "peerId" TEXT NOT NULL,
    "residentId" TEXT,
    "lastInboundAt" DATETIME,
    "sentSinceInbound" INTEGER NOT NULL DEFAULT 0,
    "humanSince" DATETIME,
    "pendingQuestion" JSONB,
    CONSTRAINT "Conversation_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Conversation_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "InboundMessage" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "channel" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "channelMessageId" TEXT NOT NULL,
    "peerId" TEXT NOT NULL,
    "conversationKey" TEXT NOT NULL,
    "senderId" TEXT NOT NULL,
    "inGroup" BOOLEAN NOT NULL DEFAULT false,
    "content" JSONB NOT NULL,
    "replyHandle" JSONB,
    "sentAt" DATETIME NOT NULL,
    "receivedAt" DATETIME NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "leasedUntil" DATETIME,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" DATETIME NOT NULL,
    "lastError" TEXT,
    "handledAt" DATETIME,
    "outcome" TEXT,
    "caseId" INTEGER
);

-- CreateTable
CREATE TABLE "Attachment" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "inboundId" INTEGER NOT NULL,
    "caseId" INTEGER,
    "kind" TEXT NOT NULL,
    "source" JSONB NOT NULL,
    "fileName" TEXT,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "path" TEXT,
    "bytes" INTEGER,
    "sha256" TEXT,
    "contentType" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" DATETIME NOT NULL,
    "lastError" TEXT,
    "savedAt" DATETIME,
    CONSTRAINT "Attachment_inboundId_fkey" FOREIGN KEY ("inboundId") REFERENCES "InboundMessage" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Attachment_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "CaseRecord" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CaseRecord" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "estateId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "complaintClass" TEXT,
    "status" TEXT NOT NULL,
    "emergency" BOOLEAN NOT NULL DEFAULT false,
    "responsibleDepartment" TEXT NOT NULL,
    "respondentDepartment" TEXT,
    "room" TEXT,
    "contactName" TEXT,
    "contactPhone" TEXT,
    "matter" TEXT NOT NULL,
    "summary" TEXT,
    "wishedTime" TEXT,
    "appointmentAt" DATETIME,
    "requestedBy" DATETIME,
    "channel" TEXT NOT NULL,
    "residentId" TEXT,
    "conversationId" TEXT,
    "receivedBy" TEXT,
    "recordedBy" TEXT,
    "assignee" TEXT,
    "receivedAt" DATETIME NOT NULL,
    "acceptedAt" DATETIME,
    "firstReplyAt" DATETIME,
    "handledAt" DATETIME,
    "handling" TEXT,
    "result" TEXT,
    "closedAt" DATETIME,
    "closeReason" TEXT,
    "triageRule" TEXT NOT NULL,
    "triageConfidence" REAL NOT NULL,
    "classifiedBy" TEXT NOT NULL,
    "needsClassification" BOOLEAN NOT NULL DEFAULT false,
    "chaseCount" INTEGER NOT NULL DEFAULT 0,
    "linkedCaseId" INTEGER,
    "linkKind" TEXT,
    "reportCount" INTEGER NOT NULL DEFAULT 1,
    "cause" TEXT,
    "round" INTEGER NOT NULL DEFAULT 0,
    "handledBy" TEXT,
    "retainUntil" DATETIME,
    "anonymisedAt" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "CaseRecord_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "CaseRecord_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "CaseRecord_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "LedgerEntry" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "caseId" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "type" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "inboundId" INTEGER,
    "correctsId" INTEGER,
    CONSTRAINT "LedgerEntry_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "CaseRecord" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Duty" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "estateId" TEXT NOT NULL,
    "caseId" INTEGER,
    "subject" TEXT,
    "kind" TEXT NOT NULL,
    "requirement" TEXT NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "ownerRole" TEXT NOT NULL,
    "ownerUserid" TEXT,
    "ladder" JSONB NOT NULL,
    "terms" JSONB NOT NULL,
    "step" INTEGER NOT NULL DEFAULT 0,
    "warnings" JSONB NOT NULL,
    "calendar" TEXT NOT NULL,
    "nextNudgeAt" DATETIME,
    "nudges" INTEGER NOT NULL DEFAULT 0,
    "warned" INTEGER NOT NULL DEFAULT 0,
    "insistedAt" DATETIME,
    "acceptedUntil" DATETIME,
    "askedAt" DATETIME,
    "pausedAt" DATETIME,
    "pausedUntil" DATETIME,
    "pauseReason" TEXT,
    "pausedMillis" INTEGER NOT NULL DEFAULT 0,
    "noOneReachedAt" DATETIME,
    "settledAt" DATETIME,
    "cancelledAt" DATETIME,
    CONSTRAINT "Duty_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Duty_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "CaseRecord" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Nudge" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "dutyId" INTEGER NOT NULL,
    "estateId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "recipient" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "messageKey" TEXT,
    CONSTRAINT "Nudge_dutyId_fkey" FOREIGN KEY ("dutyId") REFERENCES "Duty" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Absence" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "estateId" TEXT NOT NULL,
    "userid" TEXT NOT NULL,
    "fromAt" DATETIME NOT NULL,
    "untilAt" DATETIME NOT NULL,
    "deputy" TEXT,
    "enteredBy" TEXT NOT NULL,
    "enteredAt" DATETIME NOT NULL,
    "cancelledAt" DATETIME,
    CONSTRAINT "Absence_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Callback" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "estateId" TEXT NOT NULL,
    "caseId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "requirement" TEXT NOT NULL,
    "round" INTEGER NOT NULL DEFAULT 1,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "proposedForm" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "formRemark" TEXT,
    "callerRole" TEXT NOT NULL,
    "caller" TEXT,
    "confirmerRole" TEXT,
    "confirmedBy" TEXT,
    "confirmedAt" DATETIME,
    "dutyId" INTEGER,
    "drawId" INTEGER,
    "startsAt" DATETIME NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "doneAt" DATETIME,
    "satisfaction" TEXT,
    "contents" JSONB,
    "words" TEXT,
    "enteredBy" TEXT,
    "needsEvidence" BOOLEAN NOT NULL DEFAULT false,
    "evidenceInboundId" INTEGER,
    "reviewedBy" TEXT,
    "reviewedAt" DATETIME,
    "opinion" TEXT,
    "filedAt" DATETIME,
    "retainUntil" DATETIME,
    "handledAt" DATETIME NOT NULL,
    "handledBy" TEXT,
    "department" TEXT NOT NULL,
    "caseKind" TEXT NOT NULL,
    "complaintClass" TEXT,
    "guidedBy" TEXT,
    "guide" JSONB,
    "createdAt" DATETIME NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    CONSTRAINT "Callback_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Callback_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "CaseRecord" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Callback_drawId_fkey" FOREIGN KEY ("drawId") REFERENCES "CallbackDraw" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "CallbackDraw" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "estateId" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "seed" TEXT NOT NULL,
    "seen" INTEGER NOT NULL DEFAULT 0,
    "chosen" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "CallbackDraw_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SatisfactionQuestion" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "estateId" TEXT NOT NULL,
    "caseId" INTEGER NOT NULL,
    "round" INTEGER NOT NULL DEFAULT 1,
    "conversationId" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "askedAt" DATETIME NOT NULL,
    "remindedAt" DATETIME,
    "answeredAt" DATETIME,
    "nextAt" DATETIME,
    "satisfaction" TEXT,
    "words" TEXT,
    "inboundId" INTEGER,
    "messageKey" TEXT,
    "lapsedBecause" TEXT,
    "handledBy" TEXT,
    "department" TEXT NOT NULL,
    "caseKind" TEXT NOT NULL,
    "complaintClass" TEXT,
    CONSTRAINT "SatisfactionQuestion_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "SatisfactionQuestion_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "CaseRecord" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "OutboundMessage" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "estateId" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "target" JSONB NOT NULL,
    "targetKey" TEXT NOT NULL,
    "content" JSONB NOT NULL,
    "caseId" INTEGER,
    "inboundId" INTEGER,
    "priority" INTEGER NOT NULL,
    "importance" TEXT NOT NULL DEFAULT 'normal',
    "notBefore" DATETIME NOT NULL,
    "expiresAt" DATETIME,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "mergedIntoId" INTEGER,
    "leasedUntil" DATETIME,
    "mayHaveArrived" BOOLEAN NOT NULL DEFAULT false,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" DATETIME NOT NULL,
    "lastError" TEXT,
    "sentAt" DATETIME,
    "channelMessageId" TEXT,
    "responseCode" TEXT,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "OutboundMessage_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SyncCursor" (
    "accountId" TEXT NOT NULL PRIMARY KEY,
    "cursor" TEXT NOT NULL DEFAULT '',
    "updatedAt" DATETIME NOT NULL,
    "leasedUntil" DATETIME
);

-- CreateTable
CREATE TABLE "ChannelPause" (
    "targetKey" TEXT NOT NULL PRIMARY KEY,
    "until" DATETIME NOT NULL,
    "reason" TEXT NOT NULL,
    "since" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Setting" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "estateId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "oldValue" TEXT,
    "newValue" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "Setting_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SignOff" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "estateId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "userid" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "remark" TEXT,
    "lastEntryId" INTEGER NOT NULL,
    CONSTRAINT "SignOff_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AuditMark" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "estateId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "caseId" INTEGER NOT NULL,
    "entryId" INTEGER NOT NULL,
    "mark" TEXT NOT NULL,
    "remark" TEXT,
    "userid" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "AuditMark_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ReportRun" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "estateId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "finishedAt" DATETIME,
    "figures" JSONB,
    "throughEntryId" INTEGER,
    CONSTRAINT "ReportRun_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ExportRun" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "estateId" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "askedBy" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "files" JSONB NOT NULL,
    "form" TEXT,
    "department" TEXT,
    "inboundId" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'done',
    "leasedUntil" DATETIME,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "doneAt" DATETIME,
    CONSTRAINT "ExportRun_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PurgeRun" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "estateId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "actor" TEXT NOT NULL,
    "counts" JSONB NOT NULL,
    CONSTRAINT "PurgeRun_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Notice" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "estateId" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "buildings" JSONB NOT NULL,
    "startsAt" DATETIME NOT NULL,
    "endsAt" DATETIME NOT NULL,
    "publishedBy" TEXT NOT NULL,
    "publishedAt" DATETIME NOT NULL,
    "withdrawnAt" DATETIME,
    CONSTRAINT "Notice_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "StaffAct" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "estateId" TEXT NOT NULL,
    "userid" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "inboundId" INTEGER NOT NULL,
    "caseId" INTEGER,
    "noticeId" INTEGER,
    "subject" TEXT,
    "records" JSONB NOT NULL DEFAULT '[]',
    "clocks" JSONB NOT NULL DEFAULT '[]',
    "at" DATETIME NOT NULL,
    "undoneAt" DATETIME
);

-- CreateTable
CREATE TABLE "SweepMark" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "ranAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "ModelCall" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "estateId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "question" TEXT NOT NULL,
    "inboundId" INTEGER,
    "promptHash" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "latencyMillis" INTEGER NOT NULL,
    "tries" INTEGER NOT NULL,
    "inputTokens" INTEGER,
    "outputTokens" INTEGER,
    "proposal" JSONB,
    "proposalState" TEXT
);

-- CreateTable
CREATE TABLE "ModelBudget" (
    "day" TEXT NOT NULL PRIMARY KEY,
    "calls" INTEGER NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "CorrectedExample" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "estateId" TEXT NOT NULL,
    "caseId" INTEGER NOT NULL,
    "receivedAt" DATETIME NOT NULL,
    "text" TEXT NOT NULL,
    "saidKind" TEXT NOT NULL,
    "saidClass" TEXT,
    "saidDepartment" TEXT,
    "emergency" BOOLEAN NOT NULL,
    "rule" TEXT NOT NULL,
    "confidence" REAL NOT NULL,
    "classifiedBy" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "complaintClass" TEXT,
    "department" TEXT NOT NULL,
    "kindCorrected" BOOLEAN NOT NULL DEFAULT false,
    "classCorrected" BOOLEAN NOT NULL DEFAULT false,
    "departmentCorrected" BOOLEAN NOT NULL DEFAULT false,
    "correctedBy" TEXT NOT NULL,
    "firstCorrectedAt" DATETIME NOT NULL,
    "correctedAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "Resident_estateId_phone_idx" ON "Resident"("estateId", "phone");

-- CreateIndex
CREATE INDEX "Resident_estateId_room_idx" ON "Resident"("estateId", "room");

-- CreateIndex
CREATE UNIQUE INDEX "Resident_estateId_externalUserId_key" ON "Resident"("estateId", "externalUserId");

-- CreateIndex
CREATE UNIQUE INDEX "StaffMember_estateId_userid_key" ON "StaffMember"("estateId", "userid");

-- CreateIndex
CREATE UNIQUE INDEX "Conversation_channel_accountId_peerId_key" ON "Conversation"("channel", "accountId", "peerId");

-- CreateIndex
CREATE INDEX "InboundMessage_state_id_idx" ON "InboundMessage"("state", "id");

-- CreateIndex
CREATE INDEX "InboundMessage_state_nextAttemptAt_idx" ON "InboundMessage"("state", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "InboundMessage_conversationKey_state_id_idx" ON "InboundMessage"("conversationKey", "state", "id");

-- CreateIndex
CREATE INDEX "InboundMessage_caseId_idx" ON "InboundMessage"("caseId");

-- CreateIndex
CREATE UNIQUE INDEX "InboundMessage_channel_accountId_channelMessageId_key" ON "InboundMessage"("channel", "accountId", "channelMessageId");

-- CreateIndex
CREATE INDEX "Attachment_state_nextAttemptAt_idx" ON "Attachment"("state", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "Attachment_caseId_idx" ON "Attachment"("caseId");

-- CreateIndex
CREATE INDEX "Attachment_inboundId_idx" ON "Attachment"("inboundId");

-- CreateIndex
CREATE INDEX "CaseRecord_estateId_status_receivedAt_idx" ON "CaseRecord"("estateId", "status", "receivedAt");

-- CreateIndex
CREATE INDEX "CaseRecord_residentId_status_idx" ON "CaseRecord"("residentId", "status");

-- CreateIndex
CREATE INDEX "CaseRecord_estateId_assignee_status_idx" ON "CaseRecord"("estateId", "assignee", "status");

-- CreateIndex
CREATE INDEX "CaseRecord_estateId_room_idx" ON "CaseRecord"("estateId", "room");

-- CreateIndex
CREATE INDEX "CaseRecord_linkedCaseId_idx" ON "CaseRecord"("linkedCaseId");

-- CreateIndex
CREATE INDEX "CaseRecord_retainUntil_anonymisedAt_idx" ON "CaseRecord"("retainUntil", "anonymisedAt");

-- CreateIndex
CREATE INDEX "CaseRecord_estateId_handledAt_idx" ON "CaseRecord"("estateId", "handledAt");

-- CreateIndex
CREATE UNIQUE INDEX "CaseRecord_estateId_number_key" ON "CaseRecord"("estateId", "number");

-- CreateIndex
CREATE INDEX "LedgerEntry_caseId_id_idx" ON "LedgerEntry"("caseId", "id");

-- CreateIndex
CREATE INDEX "LedgerEntry_type_at_idx" ON "LedgerEntry"("type", "at");

-- CreateIndex
CREATE INDEX "Duty_nextNudgeAt_idx" ON "Duty"("nextNudgeAt");

-- CreateIndex
CREATE INDEX "Duty_caseId_idx" ON "Duty"("caseId");

-- CreateIndex
CREATE INDEX "Duty_estateId_dueAt_idx" ON "Duty"("estateId", "dueAt");

-- CreateIndex
CREATE INDEX "Duty_noOneReachedAt_idx" ON "Duty"("noOneReachedAt");

-- CreateIndex
CREATE UNIQUE INDEX "Duty_estateId_kind_subject_key" ON "Duty"("estateId", "kind", "subject");

-- CreateIndex
CREATE INDEX "Nudge_messageKey_recipient_idx" ON "Nudge"("messageKey", "recipient");

-- CreateIndex
CREATE UNIQUE INDEX "Nudge_dutyId_number_recipient_key" ON "Nudge"("dutyId", "number", "recipient");

-- CreateIndex
CREATE INDEX "Absence_estateId_untilAt_idx" ON "Absence"("estateId", "untilAt");

-- CreateIndex
CREATE INDEX "Callback_estateId_state_dueAt_idx" ON "Callback"("estateId", "state", "dueAt");

-- CreateIndex
CREATE INDEX "Callback_state_dutyId_startsAt_idx" ON "Callback"("state", "dutyId", "startsAt");

-- CreateIndex
CREATE INDEX "Callback_guidedBy_idx" ON "Callback"("guidedBy");

-- CreateIndex
CREATE INDEX "Callback_estateId_doneAt_idx" ON "Callback"("estateId", "doneAt");

-- CreateIndex
CREATE INDEX "Callback_estateId_handledAt_idx" ON "Callback"("estateId", "handledAt");

-- CreateIndex
CREATE INDEX "Callback_drawId_idx" ON "Callback"("drawId");

-- CreateIndex
CREATE UNIQUE INDEX "Callback_caseId_kind_round_key" ON "Callback"("caseId", "kind", "round");

-- CreateIndex
CREATE UNIQUE INDEX "CallbackDraw_estateId_period_key" ON "CallbackDraw"("estateId", "period");

-- CreateIndex
CREATE INDEX "SatisfactionQuestion_nextAt_idx" ON "SatisfactionQuestion"("nextAt");

-- CreateIndex
CREATE INDEX "SatisfactionQuestion_messageKey_idx" ON "SatisfactionQuestion"("messageKey");

-- CreateIndex
CREATE INDEX "SatisfactionQuestion_conversationId_askedAt_idx" ON "SatisfactionQuestion"("conversationId", "askedAt");

-- CreateIndex
CREATE INDEX "SatisfactionQuestion_estateId_answeredAt_idx" ON "SatisfactionQuestion"("estateId", "answeredAt");

-- CreateIndex
CREATE UNIQUE INDEX "SatisfactionQuestion_caseId_round_key" ON "SatisfactionQuestion"("caseId", "round");

-- CreateIndex
CREATE UNIQUE INDEX "OutboundMessage_key_key" ON "OutboundMessage"("key");

-- CreateIndex
CREATE INDEX "OutboundMessage_state_nextAttemptAt_idx" ON "OutboundMessage"("state", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "OutboundMessage_state_leasedUntil_idx" ON "OutboundMessage"("state", "leasedUntil");

-- CreateIndex
CREATE INDEX "OutboundMessage_targetKey_state_id_idx" ON "OutboundMessage"("targetKey", "state", "id");

-- CreateIndex
CREATE INDEX "OutboundMessage_targetKey_sentAt_idx" ON "OutboundMessage"("targetKey", "sentAt");

-- CreateIndex
CREATE INDEX "OutboundMessage_channel_channelMessageId_idx" ON "OutboundMessage"("channel", "channelMessageId");

-- CreateIndex
CREATE INDEX "OutboundMessage_mergedIntoId_idx" ON "OutboundMessage"("mergedIntoId");

-- CreateIndex
CREATE INDEX "OutboundMessage_inboundId_idx" ON "OutboundMessage"("inboundId");

-- CreateIndex
CREATE INDEX "OutboundMessage_caseId_idx" ON "OutboundMessage"("caseId");

-- CreateIndex
CREATE INDEX "Setting_estateId_name_id_idx" ON "Setting"("estateId", "name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SignOff_estateId_kind_period_key" ON "SignOff"("estateId", "kind", "period");

-- CreateIndex
CREATE INDEX "AuditMark_estateId_kind_period_idx" ON "AuditMark"("estateId", "kind", "period");

-- CreateIndex
CREATE INDEX "AuditMark_estateId_mark_at_idx" ON "AuditMark"("estateId", "mark", "at");

-- CreateIndex
CREATE INDEX "AuditMark_caseId_idx" ON "AuditMark"("caseId");

-- CreateIndex
CREATE INDEX "ReportRun_finishedAt_startedAt_idx" ON "ReportRun"("finishedAt", "startedAt");

-- CreateIndex
CREATE UNIQUE INDEX "ReportRun_estateId_kind_period_key" ON "ReportRun"("estateId", "kind", "period");

-- CreateIndex
CREATE UNIQUE INDEX "ExportRun_inboundId_key" ON "ExportRun"("inboundId");

-- CreateIndex
CREATE INDEX "ExportRun_estateId_at_idx" ON "ExportRun"("estateId", "at");

-- CreateIndex
CREATE INDEX "ExportRun_state_at_idx" ON "ExportRun"("state", "at");

-- CreateIndex
CREATE INDEX "PurgeRun_estateId_at_idx" ON "PurgeRun"("estateId", "at");

-- CreateIndex
CREATE INDEX "Notice_estateId_endsAt_idx" ON "Notice"("estateId", "endsAt");

-- CreateIndex
CREATE UNIQUE INDEX "StaffAct_inboundId_key" ON "StaffAct"("inboundId");

-- CreateIndex
CREATE INDEX "StaffAct_userid_at_idx" ON "StaffAct"("userid", "at");

-- CreateIndex
CREATE INDEX "ModelCall_at_idx" ON "ModelCall"("at");

-- CreateIndex
CREATE INDEX "ModelCall_proposalState_id_idx" ON "ModelCall"("proposalState", "id");

-- CreateIndex
CREATE INDEX "ModelCall_inboundId_idx" ON "ModelCall"("inboundId");

-- CreateIndex
CREATE UNIQUE INDEX "CorrectedExample_caseId_key" ON "CorrectedExample"("caseId");

-- CreateIndex
CREATE INDEX "CorrectedExample_estateId_receivedAt_idx" ON "CorrectedExample"("estateId", "receivedAt");
