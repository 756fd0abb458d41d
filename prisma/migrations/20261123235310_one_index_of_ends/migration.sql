-- Whose invitation ends soon and was not reminded, and whose has ended, is found by one index: each invitation that is
-- written touches one less.
DROP INDEX "invitation_to_remind";
DROP INDEX "invitation_lapsing";
CREATE INDEX "invitation_ending" ON "invitation" ("expires_at", "reminded_at") WHERE "status" = 'PENDING';
