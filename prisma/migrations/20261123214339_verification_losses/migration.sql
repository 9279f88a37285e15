-- AlterTable
ALTER TABLE "Verification" ADD COLUMN     "failures" INTEGER NOT NULL DEFAULT 0;
