-- CreateTable
CREATE TABLE "Estate" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "installedAt" TIMESTAMP(3) NOT NULL,
    "lastCaseNumber" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Estate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Resident" (
    "id" TEXT NOT NULL,
    "estateId" TEXT NOT NULL,
    "externalUserId" TEXT,
    "name" TEXT,
    "phone" TEXT,
    "room" TEXT,
    "script" TEXT NOT NULL DEFAULT 'simplified',
    "createdAt" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Resident_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StaffMember" (
    "id" TEXT NOT NULL,
    "estateId" TEXT NOT NULL,
    "userid" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "roles" JSONB NOT NULL,
    "department" TEXT,
    "leftAt" TIMESTAMP(3),

    CONSTRAINT "StaffMember_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Conversation" (
    "id" TEXT NOT NULL,
    "estateId" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "peerId" TEXT NOT NULL,
    "residentId" TEXT,
    "lastInboundAt" TIMESTAMP(3),
    "sentSinceInbound" INTEGER NOT NULL DEFAULT 0,
    "humanSince" TIMESTAMP(3),
    "pendingQuestion" JSONB,

    CONSTRAINT "Conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InboundMessage" (
    "id" SERIAL NOT NULL,
    "channel" TEXT NOT NULL,
    "accountId" TEXT NOT NULL,
    "channelMessageId" TEXT NOT NULL,
    "peerId" TEXT NOT NULL,
    "conversationKey" TEXT NOT NULL,
    "senderId" TEXT NOT NULL,
    "inGroup" BOOLEAN NOT NULL DEFAULT false,
    "content" JSONB NOT NULL,
    "replyHandle" JSONB,
    "sentAt" TIMESTAMP(3) NOT NULL,
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "leasedUntil" TIMESTAMP(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMP(3) NOT NULL,
    "lastError" TEXT,
    "handledAt" TIMESTAMP(3),
    "outcome" TEXT,
    "caseId" INTEGER,

    CONSTRAINT "InboundMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Attachment" (
    "id" SERIAL NOT NULL,
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
    "nextAttemptAt" TIMESTAMP(3) NOT NULL,
    "lastError" TEXT,
    "savedAt" TIMESTAMP(3),

    CONSTRAINT "Attachment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CaseRecord" (
    "id" SERIAL NOT NULL,
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
    "appointmentAt" TIMESTAMP(3),
    "requestedBy" TIMESTAMP(3),
    "channel" TEXT NOT NULL,
    "residentId" TEXT,
    "conversationId" TEXT,
    "receivedBy" TEXT,
    "recordedBy" TEXT,
    "assignee" TEXT,
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "acceptedAt" TIMESTAMP(3),
    "firstReplyAt" TIMESTAMP(3),
    "handledAt" TIMESTAMP(3),
    "handling" TEXT,
    "result" TEXT,
    "closedAt" TIMESTAMP(3),
    "closeReason" TEXT,
    "triageRule" TEXT NOT NULL,
    "triageConfidence" DOUBLE PRECISION NOT NULL,
    "classifiedBy" TEXT NOT NULL,
    "needsClassification" BOOLEAN NOT NULL DEFAULT false,
    "chaseCount" INTEGER NOT NULL DEFAULT 0,
    "linkedCaseId" INTEGER,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "CaseRecord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LedgerEntry" (
    "id" SERIAL NOT NULL,
    "caseId" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "type" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "inboundId" INTEGER,
    "correctsId" INTEGER,

    CONSTRAINT "LedgerEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Duty" (
    "id" SERIAL NOT NULL,
    "estateId" TEXT NOT NULL,
    "caseId" INTEGER,
    "kind" TEXT NOT NULL,
    "requirement" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "ownerRole" TEXT NOT NULL,
    "ownerUserid" TEXT,
    "ladder" JSONB NOT NULL,
    "step" INTEGER NOT NULL DEFAULT 0,
    "warnings" JSONB NOT NULL,
    "calendar" TEXT NOT NULL,
    "nextNudgeAt" TIMESTAMP(3),
    "pausedAt" TIMESTAMP(3),
    "pausedMillis" INTEGER NOT NULL DEFAULT 0,
    "settledAt" TIMESTAMP(3),
    "cancelledAt" TIMESTAMP(3),

    CONSTRAINT "Duty_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Callback" (
    "id" SERIAL NOT NULL,
    "estateId" TEXT NOT NULL,
    "caseId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "form" TEXT NOT NULL,
    "callerRole" TEXT NOT NULL,
    "caller" TEXT,
    "dueAt" TIMESTAMP(3) NOT NULL,
    "doneAt" TIMESTAMP(3),
    "satisfaction" TEXT,
    "contents" JSONB,
    "words" TEXT,
    "reviewedBy" TEXT,
    "reviewedAt" TIMESTAMP(3),
    "opinion" TEXT,

    CONSTRAINT "Callback_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboundMessage" (
    "id" SERIAL NOT NULL,
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
    "notBefore" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3),
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "leasedUntil" TIMESTAMP(3),
    "mayHaveArrived" BOOLEAN NOT NULL DEFAULT false,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAttemptAt" TIMESTAMP(3) NOT NULL,
    "lastError" TEXT,
    "sentAt" TIMESTAMP(3),
    "channelMessageId" TEXT,
    "responseCode" TEXT,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "OutboundMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SyncCursor" (
    "accountId" TEXT NOT NULL,
    "cursor" TEXT NOT NULL DEFAULT '',
    "updatedAt" TIMESTAMP(3) NOT NULL,
    "leasedUntil" TIMESTAMP(3),

    CONSTRAINT "SyncCursor_pkey" PRIMARY KEY ("accountId")
);

-- CreateTable
CREATE TABLE "ChannelPause" (
    "targetKey" TEXT NOT NULL,
    "until" TIMESTAMP(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ChannelPause_pkey" PRIMARY KEY ("targetKey")
);

-- CreateTable
CREATE TABLE "Setting" (
    "id" SERIAL NOT NULL,
    "estateId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "oldValue" TEXT,
    "newValue" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignOff" (
    "id" SERIAL NOT NULL,
    "estateId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "userid" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "remark" TEXT,
    "lastEntryId" INTEGER NOT NULL,

    CONSTRAINT "SignOff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ReportRun" (
    "id" SERIAL NOT NULL,
    "estateId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "period" TEXT NOT NULL,
    "startedAt" TIMESTAMP(3) NOT NULL,
    "finishedAt" TIMESTAMP(3),

    CONSTRAINT "ReportRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SweepMark" (
    "name" TEXT NOT NULL,
    "ranAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SweepMark_pkey" PRIMARY KEY ("name")
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

-- AddForeignKey
ALTER TABLE "Resident" ADD CONSTRAINT "Resident_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StaffMember" ADD CONSTRAINT "StaffMember_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conversation" ADD CONSTRAINT "Conversation_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conversation" ADD CONSTRAINT "Conversation_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_inboundId_fkey" FOREIGN KEY ("inboundId") REFERENCES "InboundMessage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attachment" ADD CONSTRAINT "Attachment_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "CaseRecord"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseRecord" ADD CONSTRAINT "CaseRecord_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseRecord" ADD CONSTRAINT "CaseRecord_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CaseRecord" ADD CONSTRAINT "CaseRecord_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LedgerEntry" ADD CONSTRAINT "LedgerEntry_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "CaseRecord"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Duty" ADD CONSTRAINT "Duty_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Duty" ADD CONSTRAINT "Duty_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "CaseRecord"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Callback" ADD CONSTRAINT "Callback_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Callback" ADD CONSTRAINT "Callback_caseId_fkey" FOREIGN KEY ("caseId") REFERENCES "CaseRecord"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutboundMessage" ADD CONSTRAINT "OutboundMessage_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Setting" ADD CONSTRAINT "Setting_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SignOff" ADD CONSTRAINT "SignOff_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ReportRun" ADD CONSTRAINT "ReportRun_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
