-- AlterTable
ALTER TABLE "ExerciseVersion" ADD COLUMN     "sqlEngine" TEXT;

-- AlterTable
ALTER TABLE "Submission" ADD COLUMN     "parkedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "WorkerHeartbeat" ADD COLUMN     "runtimes" TEXT[] DEFAULT ARRAY[]::TEXT[];
