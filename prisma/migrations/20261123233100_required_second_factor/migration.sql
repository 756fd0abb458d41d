-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "require_second_factor" BOOLEAN NOT NULL DEFAULT false;
