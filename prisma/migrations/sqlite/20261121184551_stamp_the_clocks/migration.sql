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

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Duty" (
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
    "terms" JSONB,
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
INSERT INTO "new_Duty" ("calendar", "cancelledAt", "caseId", "dueAt", "estateId", "id", "kind", "ladder", "nextNudgeAt", "ownerRole", "ownerUserid", "pausedAt", "pausedMillis", "requirement", "settledAt", "startedAt", "step", "warnings") SELECT "calendar", "cancelledAt", "caseId", "dueAt", "estateId", "id", "kind", "ladder", "nextNudgeAt", "ownerRole", "ownerUserid", "pausedAt", "pausedMillis", "requirement", "settledAt", "startedAt", "step", "warnings" FROM "Duty";
DROP TABLE "Duty";
ALTER TABLE "new_Duty" RENAME TO "Duty";
CREATE INDEX "Duty_nextNudgeAt_idx" ON "Duty"("nextNudgeAt");
CREATE INDEX "Duty_caseId_idx" ON "Duty"("caseId");
CREATE INDEX "Duty_estateId_dueAt_idx" ON "Duty"("estateId", "dueAt");
CREATE INDEX "Duty_noOneReachedAt_idx" ON "Duty"("noOneReachedAt");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;

-- CreateIndex
CREATE INDEX "Nudge_messageKey_recipient_idx" ON "Nudge"("messageKey", "recipient");

-- CreateIndex
CREATE UNIQUE INDEX "Nudge_dutyId_number_recipient_key" ON "Nudge"("dutyId", "number", "recipient");

-- CreateIndex
CREATE INDEX "Absence_estateId_untilAt_idx" ON "Absence"("estateId", "untilAt");
