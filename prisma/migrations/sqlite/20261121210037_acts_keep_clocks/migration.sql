-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_StaffAct" (
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
INSERT INTO "new_StaffAct" ("at", "caseId", "estateId", "id", "inboundId", "noticeId", "subject", "undoneAt", "userid", "verb") SELECT "at", "caseId", "estateId", "id", "inboundId", "noticeId", "subject", "undoneAt", "userid", "verb" FROM "StaffAct";
DROP TABLE "StaffAct";
ALTER TABLE "new_StaffAct" RENAME TO "StaffAct";
CREATE UNIQUE INDEX "StaffAct_inboundId_key" ON "StaffAct"("inboundId");
CREATE INDEX "StaffAct_userid_at_idx" ON "StaffAct"("userid", "at");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
