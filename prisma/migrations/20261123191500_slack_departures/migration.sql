-- CreateEnum
CREATE TYPE "departure_status" AS ENUM ('OPEN', 'DEACTIVATED', 'KEPT', 'RETURNED');

-- CreateTable
CREATE TABLE "slack_departure" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "status" "departure_status" NOT NULL DEFAULT 'OPEN',
    "left_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_by_id" UUID,
    "settled_at" TIMESTAMPTZ(3),
    "slack_channel_id" TEXT,
    "ts" TEXT,

    CONSTRAINT "slack_departure_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "slack_departure_workspace_id_user_id_idx" ON "slack_departure"("workspace_id", "user_id");

-- AddForeignKey
ALTER TABLE "slack_departure" ADD CONSTRAINT "slack_departure_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slack_departure" ADD CONSTRAINT "slack_departure_workspace_id_user_id_fkey" FOREIGN KEY ("workspace_id", "user_id") REFERENCES "user"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slack_departure" ADD CONSTRAINT "slack_departure_workspace_id_settled_by_id_fkey" FOREIGN KEY ("workspace_id", "settled_by_id") REFERENCES "user"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- However often Slack says that somebody has left, it is one thing to decide, until they come back or are inactive.
CREATE UNIQUE INDEX "departure_is_noted_once" ON "slack_departure" ("workspace_id", "user_id") WHERE "status" IN ('OPEN', 'KEPT');
ALTER TABLE "slack_departure" ADD CONSTRAINT "departure_is_settled_at_a_time" CHECK (("status" = 'OPEN') = ("settled_at" IS NULL));
