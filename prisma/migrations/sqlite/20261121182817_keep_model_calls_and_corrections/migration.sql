-- AlterTable
ALTER TABLE "CaseRecord" ADD COLUMN "summary" TEXT;

-- CreateTable
CREATE TABLE "ModelCall" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "estateId" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    "question" TEXT NOT NULL,
    "inboundId" INTEGER,
    "promptHash" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "latencyMillis" INTEGER NOT NULL,
    "tries" INTEGER NOT NULL,
    "inputTokens" INTEGER,
    "outputTokens" INTEGER,
    "proposal" JSONB,
    "proposalState" TEXT
);

-- CreateTable
CREATE TABLE "ModelBudget" (
    "day" TEXT NOT NULL PRIMARY KEY,
    "calls" INTEGER NOT NULL DEFAULT 0
);

-- CreateTable
CREATE TABLE "CorrectedExample" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "estateId" TEXT NOT NULL,
    "caseId" INTEGER NOT NULL,
    "receivedAt" DATETIME NOT NULL,
    "text" TEXT NOT NULL,
    "saidKind" TEXT NOT NULL,
    "saidClass" TEXT,
    "saidDepartment" TEXT,
    "emergency" BOOLEAN NOT NULL,
    "rule" TEXT NOT NULL,
    "confidence" REAL NOT NULL,
    "classifiedBy" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "complaintClass" TEXT,
    "department" TEXT NOT NULL,
    "kindCorrected" BOOLEAN NOT NULL DEFAULT false,
    "classCorrected" BOOLEAN NOT NULL DEFAULT false,
    "departmentCorrected" BOOLEAN NOT NULL DEFAULT false,
    "correctedBy" TEXT NOT NULL,
    "firstCorrectedAt" DATETIME NOT NULL,
    "correctedAt" DATETIME NOT NULL
);

-- CreateIndex
CREATE INDEX "ModelCall_at_idx" ON "ModelCall"("at");

-- CreateIndex
CREATE INDEX "ModelCall_proposalState_id_idx" ON "ModelCall"("proposalState", "id");

-- CreateIndex
CREATE INDEX "ModelCall_inboundId_idx" ON "ModelCall"("inboundId");

-- CreateIndex
CREATE UNIQUE INDEX "CorrectedExample_caseId_key" ON "CorrectedExample"("caseId");

-- CreateIndex
CREATE INDEX "CorrectedExample_estateId_receivedAt_idx" ON "CorrectedExample"("estateId", "receivedAt");
