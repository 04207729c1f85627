-- CreateIndex
CREATE INDEX "ReportRun_finishedAt_startedAt_idx" ON "ReportRun"("finishedAt", "startedAt");
