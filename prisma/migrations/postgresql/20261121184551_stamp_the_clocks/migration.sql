-- AlterTable
ALTER TABLE "Duty" ADD COLUMN     "acceptedUntil" TIMESTAMP(3),
ADD COLUMN     "askedAt" TIMESTAMP(3),
ADD COLUMN     "insistedAt" TIMESTAMP(3),
ADD COLUMN     "noOneReachedAt" TIMESTAMP(3),
ADD COLUMN     "nudges" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "pauseReason" TEXT,
ADD COLUMN     "pausedUntil" TIMESTAMP(3),
ADD COLUMN     "terms" JSONB,
ADD COLUMN     "warned" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "Nudge" (
    "id" SERIAL NOT NULL,
    "dutyId" INTEGER NOT NULL,
    "estateId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "step" INTEGER NOT NULL,
    "recipient" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,
    "messageKey" TEXT,

    CONSTRAINT "Nudge_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Absence" (
    "id" SERIAL NOT NULL,
    "estateId" TEXT NOT NULL,
    "userid" TEXT NOT NULL,
    "fromAt" TIMESTAMP(3) NOT NULL,
    "untilAt" TIMESTAMP(3) NOT NULL,
    "deputy" TEXT,
    "enteredBy" TEXT NOT NULL,
    "enteredAt" TIMESTAMP(3) NOT NULL,
    "cancelledAt" TIMESTAMP(3),

    CONSTRAINT "Absence_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Nudge_messageKey_recipient_idx" ON "Nudge"("messageKey", "recipient");

-- CreateIndex
CREATE UNIQUE INDEX "Nudge_dutyId_number_recipient_key" ON "Nudge"("dutyId", "number", "recipient");

-- CreateIndex
CREATE INDEX "Absence_estateId_untilAt_idx" ON "Absence"("estateId", "untilAt");

-- CreateIndex
CREATE INDEX "Duty_noOneReachedAt_idx" ON "Duty"("noOneReachedAt");

-- AddForeignKey
ALTER TABLE "Nudge" ADD CONSTRAINT "Nudge_dutyId_fkey" FOREIGN KEY ("dutyId") REFERENCES "Duty"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Absence" ADD CONSTRAINT "Absence_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
