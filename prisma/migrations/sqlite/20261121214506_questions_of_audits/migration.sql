-- CreateIndex
CREATE INDEX "AuditMark_estateId_mark_at_idx" ON "AuditMark"("estateId", "mark", "at");
