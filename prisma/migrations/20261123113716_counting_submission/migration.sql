-- CreateIndex
CREATE UNIQUE INDEX "BestScore_submissionId_key" ON "BestScore"("submissionId");

-- AddForeignKey
ALTER TABLE "BestScore" ADD CONSTRAINT "BestScore_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;
