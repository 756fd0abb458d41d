-- A mail is noted as sent, delivered and opened: three updates of nearly every invitation. Where they touch no column of
-- an index and the page has room, they cost a fraction: so the index is over what changes only where a mail fails, and
-- pages are filled by half, which the versions of rows would do anyway.
DROP INDEX "invitation_undelivered";
ALTER TABLE "invitation" ADD COLUMN "undelivered" BOOLEAN GENERATED ALWAYS AS ("delivery" IN ('BOUNCED', 'DROPPED', 'SPAM')) STORED;
CREATE INDEX "invitation_undelivered" ON "invitation" ("workspace_id", "sent_at" DESC, "id" DESC)
  WHERE "status" = 'PENDING' AND "undelivered";
ALTER TABLE "invitation" SET (fillfactor = 50);

-- The role and the inviter of an invitation are of its workspace, and each is looked up for every row: so the workspace
-- is there, and is not looked up a third time.
ALTER TABLE "invitation" DROP CONSTRAINT "invitation_workspace_id_fkey";
