-- DropIndex
DROP INDEX "SatisfactionQuestion_conversationId_state_idx";

-- AlterTable
ALTER TABLE "SatisfactionQuestion" ADD COLUMN     "messageKey" TEXT;

-- CreateIndex
CREATE INDEX "SatisfactionQuestion_messageKey_idx" ON "SatisfactionQuestion"("messageKey");

-- CreateIndex
CREATE INDEX "SatisfactionQuestion_conversationId_askedAt_idx" ON "SatisfactionQuestion"("conversationId", "askedAt");
