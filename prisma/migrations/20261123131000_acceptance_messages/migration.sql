-- CreateEnum
CREATE TYPE "acceptance_audience" AS ENUM ('CHANNEL', 'INVITER');

-- CreateTable
CREATE TABLE "acceptance_notice" (
    "workspace_id" UUID NOT NULL,
    "audience" "acceptance_audience" NOT NULL,
    "invitation_id" UUID NOT NULL,
    "message_id" UUID,

    CONSTRAINT "acceptance_notice_pkey" PRIMARY KEY ("workspace_id","audience","invitation_id")
);

-- CreateTable
CREATE TABLE "acceptance_message" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "inviter_id" UUID,
    "slack_channel_id" TEXT NOT NULL,
    "ts" TEXT NOT NULL,
    "posted_at" TIMESTAMPTZ(3) NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "acceptance_message_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "acceptance_notice_workspace_id_message_id_idx" ON "acceptance_notice"("workspace_id", "message_id");

-- CreateIndex
CREATE INDEX "acceptance_message_workspace_id_inviter_id_idx" ON "acceptance_message"("workspace_id", "inviter_id");

-- AddForeignKey
ALTER TABLE "acceptance_notice" ADD CONSTRAINT "acceptance_notice_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "acceptance_notice" ADD CONSTRAINT "acceptance_notice_workspace_id_invitation_id_fkey" FOREIGN KEY ("workspace_id", "invitation_id") REFERENCES "invitation"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "acceptance_notice" ADD CONSTRAINT "acceptance_notice_workspace_id_message_id_fkey" FOREIGN KEY ("workspace_id", "message_id") REFERENCES "acceptance_message"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "acceptance_message" ADD CONSTRAINT "acceptance_message_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "acceptance_message" ADD CONSTRAINT "acceptance_message_workspace_id_inviter_id_fkey" FOREIGN KEY ("workspace_id", "inviter_id") REFERENCES "user"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
