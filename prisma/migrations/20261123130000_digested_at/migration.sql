-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "digested_at" TIMESTAMPTZ(3);
