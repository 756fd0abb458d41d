-- CreateEnum
CREATE TYPE "session_idle" AS ENUM ('QUARTER_HOUR', 'HOUR', 'EIGHT_HOURS', 'DAY', 'WEEK');

-- AlterTable
ALTER TABLE "session" ADD COLUMN     "last_used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "session_idle" "session_idle" NOT NULL DEFAULT 'WEEK';
