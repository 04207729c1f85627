-- AlterTable
ALTER TABLE "ExportRun" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "department" TEXT,
ADD COLUMN     "doneAt" TIMESTAMP(3),
ADD COLUMN     "form" TEXT,
ADD COLUMN     "inboundId" INTEGER,
ADD COLUMN     "leasedUntil" TIMESTAMP(3),
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'done';

-- CreateIndex
CREATE UNIQUE INDEX "ExportRun_inboundId_key" ON "ExportRun"("inboundId");

-- CreateIndex
CREATE INDEX "ExportRun_state_at_idx" ON "ExportRun"("state", "at");
