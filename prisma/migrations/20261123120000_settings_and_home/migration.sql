-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "settings_revision" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "home_visit" (
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "visited_at" TIMESTAMPTZ(3) NOT NULL,
    "shown" TEXT NOT NULL,

    CONSTRAINT "home_visit_pkey" PRIMARY KEY ("workspace_id","user_id")
);

-- CreateIndex
CREATE INDEX "home_visit_workspace_id_visited_at_idx" ON "home_visit"("workspace_id", "visited_at" DESC);

-- AddForeignKey
ALTER TABLE "home_visit" ADD CONSTRAINT "home_visit_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "home_visit" ADD CONSTRAINT "home_visit_workspace_id_user_id_fkey" FOREIGN KEY ("workspace_id", "user_id") REFERENCES "user"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whose mail did not arrive, of those who could still accept.
CREATE INDEX "invitation_undelivered" ON "invitation" ("workspace_id", "sent_at" DESC, "id" DESC)
  WHERE "status" = 'PENDING' AND "delivery" IN ('BOUNCED', 'DROPPED', 'SPAM');

-- Whatever changes is recorded, and so the record is where it is noticed that seats were taken or freed, and that Home
-- shows something older. One job for all that changes until it runs; of a workspace without a limit whose Home nobody
-- opened, none. Deferred: whoever waits for others who queue the same job holds nothing else up any more.
CREATE FUNCTION "activity_is_followed"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed uuid := NEW."workspace_id";
BEGIN
  -- Once a transaction, however many rows it recorded.
  IF current_setting('fluxera.followed', true) = changed::text THEN
    RETURN NULL;
  END IF;
  PERFORM set_config('fluxera.followed', changed::text, true);
  PERFORM "graphile_worker"."add_job"('watch-seats', json_build_object('workspaceId', changed), job_key => 'watch-seats:' || changed)
    FROM "workspace" WHERE "id" = changed AND ("seat_limit" IS NOT NULL OR "seats_warned" > 0);
  PERFORM "graphile_worker"."add_job"('publish-homes', json_build_object('workspaceId', changed), job_key => 'publish-homes:' || changed,
      run_at => now() + interval '2 seconds', job_key_mode => 'preserve_run_at')
    WHERE EXISTS (SELECT FROM "home_visit" WHERE "workspace_id" = changed AND "visited_at" > now() - interval '1 day');
  RETURN NULL;
END $$;
-- Whoever only signs in changes nothing that either of them shows.
CREATE CONSTRAINT TRIGGER "activity_is_followed" AFTER INSERT ON "activity" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW."action" NOT IN ('user.signed-in', 'user.slack-linked', 'identity.password-set'))
  EXECUTE FUNCTION "activity_is_followed"();
