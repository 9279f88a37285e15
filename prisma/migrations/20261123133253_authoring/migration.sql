-- CreateEnum
CREATE TYPE "VersionSource" AS ENUM ('folder', 'upload');

-- CreateEnum
CREATE TYPE "VerificationState" AS ENUM ('queued', 'running', 'finished', 'failed');

-- AlterTable
ALTER TABLE "Exercise" ADD COLUMN     "folderHash" TEXT,
ADD COLUMN     "inFolder" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "pinned" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "publishedAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "ExerciseVersion" ADD COLUMN     "source" "VersionSource" NOT NULL DEFAULT 'folder',
ADD COLUMN     "uploadedBy" UUID;

-- CreateTable
CREATE TABLE "VersionAuthorsPart" (
    "contentHash" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "VersionAuthorsPart_pkey" PRIMARY KEY ("contentHash")
);

-- CreateTable
CREATE TABLE "Verification" (
    "id" UUID NOT NULL,
    "contentHash" TEXT NOT NULL,
    "authorsHash" TEXT NOT NULL,
    "userId" UUID,
    "state" "VerificationState" NOT NULL DEFAULT 'queued',
    "total" INTEGER NOT NULL DEFAULT 0,
    "running" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "token" UUID,
    "workerId" TEXT,
    "deadlineAt" TIMESTAMPTZ(3),
    "error" TEXT,
    "ok" BOOLEAN,
    "report" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finishedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VerificationStep" (
    "verificationId" UUID NOT NULL,
    "index" INTEGER NOT NULL,
    "outcome" JSONB NOT NULL,

    CONSTRAINT "VerificationStep_pkey" PRIMARY KEY ("verificationId","index")
);

-- CreateIndex
CREATE UNIQUE INDEX "Verification_token_key" ON "Verification"("token");

-- CreateIndex
CREATE INDEX "Verification_contentHash_idx" ON "Verification"("contentHash");

-- CreateIndex
CREATE INDEX "Verification_state_deadlineAt_idx" ON "Verification"("state", "deadlineAt");

-- CreateIndex
CREATE INDEX "Submission_contentHash_idx" ON "Submission"("contentHash");

-- AddForeignKey
ALTER TABLE "ExerciseVersion" ADD CONSTRAINT "ExerciseVersion_uploadedBy_fkey" FOREIGN KEY ("uploadedBy") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VersionAuthorsPart" ADD CONSTRAINT "VersionAuthorsPart_contentHash_fkey" FOREIGN KEY ("contentHash") REFERENCES "ExerciseVersion"("contentHash") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Verification" ADD CONSTRAINT "Verification_contentHash_fkey" FOREIGN KEY ("contentHash") REFERENCES "ExerciseVersion"("contentHash") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Verification" ADD CONSTRAINT "Verification_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VerificationStep" ADD CONSTRAINT "VerificationStep_verificationId_fkey" FOREIGN KEY ("verificationId") REFERENCES "Verification"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is there came from folders, and learners have seen it.
UPDATE "Exercise" SET "folderHash" = "currentHash", "inFolder" = published, "publishedAt" = "updatedAt";
