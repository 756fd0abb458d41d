-- CreateEnum
CREATE TYPE "notification_event" AS ENUM ('ACCEPTANCES', 'REQUESTS', 'DIGEST', 'BOUNCES');

-- CreateTable
CREATE TABLE "notification_channel" (
    "workspace_id" UUID NOT NULL,
    "event" "notification_event" NOT NULL,
    "slack_channel_id" TEXT NOT NULL,

    CONSTRAINT "notification_channel_pkey" PRIMARY KEY ("workspace_id","event")
);

-- The one channel that there was hears of everything.
INSERT INTO "notification_channel" ("workspace_id", "event", "slack_channel_id")
SELECT "id", "event", "notification_channel_id"
FROM "workspace" CROSS JOIN unnest(enum_range(NULL::"notification_event")) AS "event"
WHERE "notification_channel_id" IS NOT NULL;

-- AlterTable
ALTER TABLE "workspace" DROP COLUMN "notification_channel_id",
ADD COLUMN     "allowed_domains" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "default_role_id" UUID,
ADD COLUMN     "digested_on" DATE,
ADD COLUMN     "plan_name" TEXT NOT NULL DEFAULT 'Standard',
ADD COLUMN     "remind_invitees" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "seats_warned" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "time_zone" TEXT NOT NULL DEFAULT 'UTC';

-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "delivery_at" TIMESTAMPTZ(3),
ADD COLUMN     "delivery_detail" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "reminded_at" TIMESTAMPTZ(3),
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1;

-- CreateIndex
CREATE INDEX "invitation_workspace_id_sent_at_id_idx" ON "invitation"("workspace_id", "sent_at" DESC, "id" DESC);

-- CreateTable
CREATE TABLE "schedule_firing" (
    "key" TEXT NOT NULL,
    "fired_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "schedule_firing_pkey" PRIMARY KEY ("key")
);

-- AddForeignKey
ALTER TABLE "notification_channel" ADD CONSTRAINT "notification_channel_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The default role is one of the workspace's, and is no default any more when it is deleted.
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_default_role"
  FOREIGN KEY ("id", "default_role_id") REFERENCES "role" ("workspace_id", "id") ON DELETE SET NULL ("default_role_id");
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_seats_warned" CHECK ("seats_warned" IN (0, 90, 100));

-- A search finds words of names and addresses by their beginning. A word is what stands between characters that are
-- neither letters nor digits, as it is typed: nothing is stemmed, and no word is too common.
CREATE FUNCTION "search_words"(of_text text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN array_to_tsvector(array_remove(regexp_split_to_array(lower(of_text), '[^[:alnum:]]+'), ''));
CREATE INDEX "invitation_search" ON "invitation" USING gin ("search_words"("email" || ' ' || "first_name" || ' ' || "last_name"));
CREATE INDEX "user_search" ON "user" USING gin ("search_words"("email" || ' ' || "first_name" || ' ' || "last_name"));

-- Whom nobody reminded yet.
CREATE INDEX "invitation_to_remind" ON "invitation" ("expires_at") WHERE "status" = 'PENDING' AND "reminded_at" IS NULL;

-- An address that is already a user is not invited by sending again, or by mending an address, either.
CREATE FUNCTION "open_invitation_is_for_no_user"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM "after" JOIN "before" USING ("workspace_id", "id")
    JOIN "user" ON "user"."workspace_id" = "after"."workspace_id" AND "user"."email" = "after"."email"
    WHERE "after"."status" = 'PENDING'
      AND ("before"."status" <> 'PENDING' OR "before"."email" <> "after"."email")
  ) THEN
    RAISE EXCEPTION 'invitation_is_for_no_user: the address is a user of the workspace' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "open_invitation_is_for_no_user" AFTER UPDATE ON "invitation"
  REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "open_invitation_is_for_no_user"();
