-- AlterTable
ALTER TABLE "Submission" ADD COLUMN     "turn" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "KnownDevice" (
    "userId" UUID NOT NULL,
    "deviceHash" BYTEA NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "KnownDevice_pkey" PRIMARY KEY ("userId","deviceHash")
);

-- CreateTable
CREATE TABLE "RateLimitCount" (
    "key" BYTEA NOT NULL,
    "hits" INTEGER NOT NULL,
    "resetAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RateLimitCount_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "KnownDevice_expiresAt_idx" ON "KnownDevice"("expiresAt");

-- CreateIndex
CREATE INDEX "RateLimitCount_resetAt_idx" ON "RateLimitCount"("resetAt");

-- CreateIndex
CREATE INDEX "Submission_userId_finishedAt_idx" ON "Submission"("userId", "finishedAt");

-- AddForeignKey
ALTER TABLE "KnownDevice" ADD CONSTRAINT "KnownDevice_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Counts of the last minutes: not worth a write-ahead log.
ALTER TABLE "RateLimitCount" SET UNLOGGED;
