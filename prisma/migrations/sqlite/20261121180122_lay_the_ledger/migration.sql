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
    "kind" TEXT NOT NULL,
    "requirement" TEXT NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "dueAt" DATETIME NOT NULL,
    "ownerRole" TEXT NOT NULL,
    "ownerUserid" TEXT,
    "ladder" JSONB NOT NULL,
    "step" INTEGER NOT NULL DEFAULT 0,
    "warnings" JSONB NOT NULL,
    "calendar" TEXT NOT NULL,
    "nextNudgeAt" DATETIME,
    "pausedAt" DATETIME,
    "pausedMillis" INTEGER NOT NULL DEFAULT 0,
    "settledAt" DATETIME,
    "cancelledAt" DATETIME,
    CONSTRAINT "Duty_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Duty_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "CaseRecord" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Callback" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "estateId" TEXT NOT NULL,
    "caseId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "callerRole" TEXT NOT NULL,
    "caller" TEXT,
    "dueAt" DATETIME NOT NULL,
    "doneAt" DATETIME,
    "satisfaction" TEXT,
    "contents" JSONB,
    "words" TEXT,
    "reviewedBy" TEXT,
    "reviewedAt" DATETIME,
    "opinion" TEXT,
    CONSTRAINT "Callback_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Callback_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "CaseRecord" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
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
CREATE TABLE "ReportRun" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "estateId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "finishedAt" DATETIME,
    CONSTRAINT "ReportRun_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SweepMark" (
    "name" TEXT NOT NULL PRIMARY KEY,
    "ranAt" DATETIME NOT NULL
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
CREATE INDEX "Callback_estateId_dueAt_idx" ON "Callback"("estateId", "dueAt");

-- CreateIndex
CREATE INDEX "Callback_caseId_idx" ON "Callback"("caseId");

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
CREATE INDEX "OutboundMessage_inboundId_idx" ON "OutboundMessage"("inboundId");

-- CreateIndex
CREATE INDEX "OutboundMessage_caseId_idx" ON "OutboundMessage"("caseId");

-- CreateIndex
CREATE INDEX "Setting_estateId_name_id_idx" ON "Setting"("estateId", "name", "id");

-- CreateIndex
CREATE UNIQUE INDEX "SignOff_estateId_kind_period_key" ON "SignOff"("estateId", "kind", "period");

-- CreateIndex
CREATE UNIQUE INDEX "ReportRun_estateId_kind_period_key" ON "ReportRun"("estateId", "kind", "period");
