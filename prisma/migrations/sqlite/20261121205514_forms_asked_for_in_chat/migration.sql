-- RedefineTables
PRAGMA defer_foreign_keys=ON;
PRAGMA foreign_keys=OFF;
CREATE TABLE "new_ExportRun" (
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
INSERT INTO "new_ExportRun" ("askedBy", "at", "estateId", "files", "id", "period") SELECT "askedBy", "at", "estateId", "files", "id", "period" FROM "ExportRun";
DROP TABLE "ExportRun";
ALTER TABLE "new_ExportRun" RENAME TO "ExportRun";
CREATE UNIQUE INDEX "ExportRun_inboundId_key" ON "ExportRun"("inboundId");
CREATE INDEX "ExportRun_estateId_at_idx" ON "ExportRun"("estateId", "at");
CREATE INDEX "ExportRun_state_at_idx" ON "ExportRun"("state", "at");
PRAGMA foreign_keys=ON;
PRAGMA defer_foreign_keys=OFF;
