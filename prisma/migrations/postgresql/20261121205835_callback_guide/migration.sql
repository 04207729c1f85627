-- AlterTable
ALTER TABLE "Callback" ADD COLUMN     "guide" JSONB,
ADD COLUMN     "guidedBy" TEXT;

-- CreateIndex
CREATE INDEX "Callback_state_dutyId_startsAt_idx" ON "Callback"("state", "dutyId", "startsAt");

-- CreateIndex
CREATE INDEX "Callback_guidedBy_idx" ON "Callback"("guidedBy");
