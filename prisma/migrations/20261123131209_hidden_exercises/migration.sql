-- AlterTable
ALTER TABLE "Exercise" ADD COLUMN     "hidden" BOOLEAN NOT NULL DEFAULT false;
