-- CreateEnum
CREATE TYPE "RejudgeState" AS ENUM ('open', 'applying', 'applied', 'discarded');

-- AlterTable
ALTER TABLE "Submission" ADD COLUMN     "rejudgeId" UUID,
ADD COLUMN     "rejudgeOf" UUID,
ADD COLUMN     "replacedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Rejudge" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "state" "RejudgeState" NOT NULL DEFAULT 'open',
    "total" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Rejudge_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Rejudge_userId_idx" ON "Rejudge"("userId");

-- CreateIndex
CREATE INDEX "Rejudge_state_idx" ON "Rejudge"("state");

-- CreateIndex
CREATE INDEX "Submission_rejudgeOf_idx" ON "Submission"("rejudgeOf");

-- CreateIndex
CREATE UNIQUE INDEX "Submission_rejudgeId_rejudgeOf_key" ON "Submission"("rejudgeId", "rejudgeOf");

-- AddForeignKey
ALTER TABLE "Submission" ADD CONSTRAINT "Submission_rejudgeId_fkey" FOREIGN KEY ("rejudgeId") REFERENCES "Rejudge"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Submission" ADD CONSTRAINT "Submission_rejudgeOf_fkey" FOREIGN KEY ("rejudgeOf") REFERENCES "Submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Rejudge" ADD CONSTRAINT "Rejudge_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;
