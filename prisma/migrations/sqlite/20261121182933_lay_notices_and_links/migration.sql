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
    "before" JSONB NOT NULL,
    "openDuties" JSONB NOT NULL,
    "versionAfter" INTEGER,
    "at" DATETIME NOT NULL,
    "undoneAt" DATETIME
);

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_CaseRecord" (
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
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "CaseRecord_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "CaseRecord_residentId_fkey" FOREIGN KEY ("residentId") REFERENCES "Resident" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "CaseRecord_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);
INSERT INTO "new_CaseRecord" ("acceptedAt", "appointmentAt", "assignee", "channel", "chaseCount", "classifiedBy", "closeReason", "closedAt", "complaintClass", "contactName", "contactPhone", "conversationId", "emergency", "estateId", "firstReplyAt", "handledAt", "handling", "id", "kind", "linkedCaseId", "matter", "needsClassification", "number", "receivedAt", "receivedBy", "recordedBy", "requestedBy", "residentId", "respondentDepartment", "responsibleDepartment", "result", "room", "status", "summary", "triageConfidence", "triageRule", "updatedAt", "version", "wishedTime") SELECT "acceptedAt", "appointmentAt", "assignee", "channel", "chaseCount", "classifiedBy", "closeReason", "closedAt", "complaintClass", "contactName", "contactPhone", "conversationId", "emergency", "estateId", "firstReplyAt", "handledAt", "handling", "id", "kind", "linkedCaseId", "matter", "needsClassification", "number", "receivedAt", "receivedBy", "recordedBy", "requestedBy", "residentId", "respondentDepartment", "responsibleDepartment", "result", "room", "status", "summary", "triageConfidence", "triageRule", "updatedAt", "version", "wishedTime" FROM "CaseRecord";
DROP TABLE "CaseRecord";
ALTER TABLE "new_CaseRecord" RENAME TO "CaseRecord";
CREATE INDEX "CaseRecord_estateId_status_receivedAt_idx" ON "CaseRecord"("estateId", "status", "receivedAt");
CREATE INDEX "CaseRecord_residentId_status_idx" ON "CaseRecord"("residentId", "status");
CREATE INDEX "CaseRecord_estateId_assignee_status_idx" ON "CaseRecord"("estateId", "assignee", "status");
CREATE INDEX "CaseRecord_estateId_room_idx" ON "CaseRecord"("estateId", "room");
CREATE INDEX "CaseRecord_linkedCaseId_idx" ON "CaseRecord"("linkedCaseId");
CREATE UNIQUE INDEX "CaseRecord_estateId_number_key" ON "CaseRecord"("estateId", "number");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "Notice_estateId_endsAt_idx" ON "Notice"("estateId", "endsAt");

-- CreateIndex
CREATE UNIQUE INDEX "StaffAct_inboundId_key" ON "StaffAct"("inboundId");

-- CreateIndex
CREATE INDEX "StaffAct_userid_at_idx" ON "StaffAct"("userid", "at");
