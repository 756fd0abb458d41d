-- AlterEnum
ALTER TYPE "notification_event" ADD VALUE 'REPORT';

-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "reported_on" DATE;
