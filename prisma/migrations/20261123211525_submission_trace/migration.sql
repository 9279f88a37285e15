-- AlterTable
ALTER TABLE "Submission" ADD COLUMN     "requestId" TEXT,
ADD COLUMN     "traceParent" TEXT;
