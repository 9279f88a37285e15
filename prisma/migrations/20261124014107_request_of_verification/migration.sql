-- AlterTable
ALTER TABLE "Verification" ADD COLUMN     "requestId" TEXT,
ADD COLUMN     "traceParent" TEXT;
