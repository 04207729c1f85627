-- AlterTable
ALTER TABLE "OutboundMessage" ADD COLUMN     "mergedIntoId" INTEGER;

-- CreateIndex
CREATE INDEX "OutboundMessage_mergedIntoId_idx" ON "OutboundMessage"("mergedIntoId");
