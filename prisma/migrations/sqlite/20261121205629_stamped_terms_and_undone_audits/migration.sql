-- AlterTable
ALTER TABLE "StaffAct" ADD COLUMN "subject" TEXT;

-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_Duty" (
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
INSERT INTO "new_Duty" ("acceptedUntil", "askedAt", "calendar", "cancelledAt", "caseId", "dueAt", "estateId", "id", "insistedAt", "kind", "ladder", "nextNudgeAt", "noOneReachedAt", "nudges", "ownerRole", "ownerUserid", "pauseReason", "pausedAt", "pausedMillis", "pausedUntil", "requirement", "settledAt", "startedAt", "step", "subject", "terms", "warned", "warnings") SELECT "acceptedUntil", "askedAt", "calendar", "cancelledAt", "caseId", "dueAt", "estateId", "id", "insistedAt", "kind", "ladder", "nextNudgeAt", "noOneReachedAt", "nudges", "ownerRole", "ownerUserid", "pauseReason", "pausedAt", "pausedMillis", "pausedUntil", "requirement", "settledAt", "startedAt", "step", "subject", "terms", "warned", "warnings" FROM "Duty";
DROP TABLE "Duty";
ALTER TABLE "new_Duty" RENAME TO "Duty";
CREATE INDEX "Duty_nextNudgeAt_idx" ON "Duty"("nextNudgeAt");
CREATE INDEX "Duty_caseId_idx" ON "Duty"("caseId");
CREATE INDEX "Duty_estateId_dueAt_idx" ON "Duty"("estateId", "dueAt");
CREATE INDEX "Duty_noOneReachedAt_idx" ON "Duty"("noOneReachedAt");
CREATE UNIQUE INDEX "Duty_estateId_kind_subject_key" ON "Duty"("estateId", "kind", "subject");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
