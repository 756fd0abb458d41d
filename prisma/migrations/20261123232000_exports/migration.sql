-- CreateEnum
CREATE TYPE "export_kind" AS ENUM ('USERS', 'INVITATIONS', 'ACTIVITY', 'ASSETS', 'ASSET_HISTORY', 'LICENSES', 'LICENSE_HISTORY');

-- CreateEnum
CREATE TYPE "export_status" AS ENUM ('REQUESTED', 'SENT', 'NOT_SENT');

-- CreateTable
CREATE TABLE "export" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "requested_by_id" UUID NOT NULL,
    "submission" TEXT NOT NULL,
    "kind" "export_kind" NOT NULL,
    "wish" JSONB NOT NULL,
    "own_only" BOOLEAN NOT NULL DEFAULT false,
    "status" "export_status" NOT NULL DEFAULT 'REQUESTED',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "row_count" INTEGER,
    "slack_file_id" TEXT,
    "slack_channel_id" TEXT,
    "message_ts" TEXT,

    CONSTRAINT "export_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "export_workspace_id_submission_key" ON "export"("workspace_id", "submission");

-- AddForeignKey
ALTER TABLE "export" ADD CONSTRAINT "export_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "export" ADD CONSTRAINT "export_workspace_id_requested_by_id_fkey" FOREIGN KEY ("workspace_id", "requested_by_id") REFERENCES "user"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- It ends once: sent, or not.
ALTER TABLE "export" ADD CONSTRAINT "export_has_an_end" CHECK (("status" = 'REQUESTED') = ("ended_at" IS NULL));
ALTER TABLE "export" ADD CONSTRAINT "export_that_was_sent_has_rows" CHECK ("status" <> 'SENT' OR coalesce("row_count", 0) > 0);
CREATE FUNCTION "export_ends_once"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'export_ends_once' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "export_ends_once" BEFORE UPDATE OF "status" ON "export"
  FOR EACH ROW WHEN (OLD."status" <> 'REQUESTED') EXECUTE FUNCTION "export_ends_once"();
