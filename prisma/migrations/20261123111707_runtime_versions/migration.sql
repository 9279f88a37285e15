-- CreateTable
CREATE TABLE "RuntimeVersion" (
    "name" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RuntimeVersion_pkey" PRIMARY KEY ("name")
);
