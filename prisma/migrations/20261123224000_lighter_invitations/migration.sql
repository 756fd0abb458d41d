-- A mail is noted as sent, delivered and opened: three updates of nearly every invitation. Where they touch no column of
-- an index and the page has room, they cost a fraction: so the index is over what changes only where a mail fails, and
-- pages are filled by half, which the versions of rows would do anyway.
ALTER TABLE "invitation" SET (fillfactor = 50);
DROP INDEX "invitation_undelivered";
-- Writes the table anew: nobody reads or writes invitations meanwhile, of a million for some seconds.
ALTER TABLE "invitation" ADD COLUMN "undelivered" BOOLEAN GENERATED ALWAYS AS ("delivery" IN ('BOUNCED', 'DROPPED', 'SPAM')) STORED;
CREATE INDEX "invitation_undelivered" ON "invitation" ("workspace_id", "sent_at" DESC, "id" DESC)
  WHERE "status" = 'PENDING' AND "undelivered";

-- The role and the inviter of an invitation are of its workspace, and each is looked up for every row: so the workspace
-- is there, and is not looked up a third time.
ALTER TABLE "invitation" DROP CONSTRAINT "invitation_workspace_id_fkey";
