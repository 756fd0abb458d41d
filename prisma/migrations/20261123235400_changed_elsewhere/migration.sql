-- AlterTable
ALTER TABLE "access_review_person" ADD COLUMN     "is_elsewhere" BOOLEAN NOT NULL DEFAULT false;

-- Whom somebody keeps, they keep in the review.
ALTER TABLE "access_review_person" ADD CONSTRAINT "review_keeps_nobody_elsewhere"
  CHECK (NOT "is_elsewhere" OR ("decision" IS NOT NULL AND "decision" <> 'KEPT'));
