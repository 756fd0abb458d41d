-- AlterTable
ALTER TABLE "user" ADD COLUMN     "pending_email" TEXT,
ADD COLUMN     "phone" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1;

-- An address that waits to be verified is one that can be stored then.
ALTER TABLE "user" ADD CONSTRAINT "user_pending_email_is_normalised"
  CHECK ("pending_email" = lower("pending_email") AND "pending_email" = btrim("pending_email")
    AND "pending_email" IS NFKC NORMALIZED AND "pending_email" LIKE '%_@_%');

-- Words of departments are found like those of names and addresses.
DROP INDEX "user_search";
CREATE INDEX "user_search" ON "user" USING gin ("search_words"("email" || ' ' || "first_name" || ' ' || "last_name" || ' ' || "department"));
DROP INDEX "invitation_search";
CREATE INDEX "invitation_search" ON "invitation" USING gin ("search_words"("email" || ' ' || "first_name" || ' ' || "last_name" || ' ' || "department"));

-- How somebody came is found by who they are, whatever their address has become.
CREATE INDEX "invitation_accepted" ON "invitation" ("workspace_id", "accepted_user_id") WHERE "accepted_user_id" IS NOT NULL;
