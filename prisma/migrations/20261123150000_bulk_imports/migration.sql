-- CreateEnum
CREATE TYPE "import_problem" AS ENUM ('EMAIL_MISSING', 'EMAIL_MALFORMED', 'EMAIL_LOOK_ALIKE', 'EMAIL_MISTYPED', 'ROLE_MISSING', 'ROLE_UNKNOWN', 'ROLE_NOT_GRANTABLE', 'NAME_TOO_LONG', 'MESSAGE_TOO_LONG', 'DETAIL_TOO_LONG', 'TOO_MANY_CELLS', 'DUPLICATE', 'DOMAIN_NOT_ALLOWED', 'ALREADY_A_USER', 'ALREADY_INVITED', 'SENT_TOO_OFTEN');

-- CreateEnum
CREATE TYPE "import_status" AS ENUM ('REVIEW', 'SENDING', 'PAUSED', 'DONE', 'CANCELED');

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "department" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "job_title" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "department" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "job_title" TEXT NOT NULL DEFAULT '';

-- CreateTable
CREATE TABLE "bulk_import" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "started_by_id" UUID NOT NULL,
    "submission" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "status" "import_status" NOT NULL DEFAULT 'REVIEW',
    "skip_known" BOOLEAN NOT NULL,
    "row_count" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "invited_count" INTEGER NOT NULL DEFAULT 0,
    "mailed_up_to" INTEGER NOT NULL DEFAULT 0,
    "claimed_up_to" INTEGER NOT NULL DEFAULT 0,
    "slack_channel_id" TEXT,
    "message_ts" TEXT,

    CONSTRAINT "bulk_import_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "bulk_import_file" (
    "workspace_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "bulk_import_file_pkey" PRIMARY KEY ("workspace_id","import_id")
);

-- CreateTable
CREATE TABLE "bulk_import_row" (
    "workspace_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "invitation_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role_id" UUID,
    "role_kind" "role_kind",
    "first_name" TEXT NOT NULL,
    "last_name" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "department" TEXT NOT NULL,
    "job_title" TEXT NOT NULL,
    "problem" "import_problem",
    "problem_value" TEXT NOT NULL DEFAULT '',
    "suggestion" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "bulk_import_row_pkey" PRIMARY KEY ("workspace_id","import_id","position")
);

-- CreateIndex
CREATE INDEX "bulk_import_workspace_id_created_at_id_idx" ON "bulk_import"("workspace_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "bulk_import_workspace_id_submission_key" ON "bulk_import"("workspace_id", "submission");

-- AddForeignKey
ALTER TABLE "bulk_import" ADD CONSTRAINT "bulk_import_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk_import" ADD CONSTRAINT "bulk_import_workspace_id_started_by_id_fkey" FOREIGN KEY ("workspace_id", "started_by_id") REFERENCES "user"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk_import_file" ADD CONSTRAINT "bulk_import_file_workspace_id_import_id_fkey" FOREIGN KEY ("workspace_id", "import_id") REFERENCES "bulk_import"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bulk_import_row" ADD CONSTRAINT "bulk_import_row_workspace_id_import_id_fkey" FOREIGN KEY ("workspace_id", "import_id") REFERENCES "bulk_import"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whoever is invited by a row has an address and a role.
ALTER TABLE "bulk_import_row" ADD CONSTRAINT "import_row_invites_somebody"
  CHECK ("problem" IS NOT NULL OR ("email" <> '' AND "role_id" IS NOT NULL AND "role_kind" IS NOT NULL));
ALTER TABLE "bulk_import_row" ADD CONSTRAINT "import_row_is_never_for_an_owner" CHECK ("role_kind" <> 'OWNER');
ALTER TABLE "bulk_import" ADD CONSTRAINT "import_is_sent_once" CHECK (("status" = 'REVIEW') = ("sent_at" IS NULL));
ALTER TABLE "bulk_import" ADD CONSTRAINT "import_ends_once" CHECK (("status" IN ('DONE', 'CANCELED')) = ("ended_at" IS NOT NULL));
ALTER TABLE "bulk_import" ADD CONSTRAINT "import_is_mailed_forward"
  CHECK (0 <= "mailed_up_to" AND "mailed_up_to" <= "claimed_up_to" AND "claimed_up_to" <= "row_count");

-- What is told of in Home: of an import the import itself, and not each of its people.
CREATE INDEX "activity_told" ON "activity" ("workspace_id", "id" DESC) WHERE ("after" ->> 'importId') IS NULL;
