-- AlterTable
ALTER TABLE "CaseRecord" ADD COLUMN     "linkKind" TEXT,
ADD COLUMN     "reportCount" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "Notice" (
    "id" SERIAL NOT NULL,
    "estateId" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "buildings" JSONB NOT NULL,
    "startsAt" TIMESTAMP(3) NOT NULL,
    "endsAt" TIMESTAMP(3) NOT NULL,
    "publishedBy" TEXT NOT NULL,
    "publishedAt" TIMESTAMP(3) NOT NULL,
    "withdrawnAt" TIMESTAMP(3),

    CONSTRAINT "Notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StaffAct" (
    "id" SERIAL NOT NULL,
    "estateId" TEXT NOT NULL,
    "userid" TEXT NOT NULL,
    "verb" TEXT NOT NULL,
    "inboundId" INTEGER NOT NULL,
    "caseId" INTEGER,
    "noticeId" INTEGER,
    "before" JSONB NOT NULL,
    "openDuties" JSONB NOT NULL,
    "versionAfter" INTEGER,
    "at" TIMESTAMP(3) NOT NULL,
    "undoneAt" TIMESTAMP(3),

    CONSTRAINT "StaffAct_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Notice_estateId_endsAt_idx" ON "Notice"("estateId", "endsAt");

-- CreateIndex
CREATE UNIQUE INDEX "StaffAct_inboundId_key" ON "StaffAct"("inboundId");

-- CreateIndex
CREATE INDEX "StaffAct_userid_at_idx" ON "StaffAct"("userid", "at");

-- CreateIndex
CREATE INDEX "CaseRecord_linkedCaseId_idx" ON "CaseRecord"("linkedCaseId");

-- AddForeignKey
ALTER TABLE "Notice" ADD CONSTRAINT "Notice_estateId_fkey" FOREIGN KEY ("estateId") REFERENCES "Estate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
