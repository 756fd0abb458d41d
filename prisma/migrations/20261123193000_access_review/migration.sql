-- CreateEnum
CREATE TYPE "review_decision" AS ENUM ('KEPT', 'ROLE_CHANGED', 'DEACTIVATED');

-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "review_reminded_at" TIMESTAMPTZ(3),
ADD COLUMN     "review_reminders" BOOLEAN NOT NULL DEFAULT true;

-- CreateTable
CREATE TABLE "access_review" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "started_by_id" UUID NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_by_id" UUID,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_review_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "access_review_person" (
    "workspace_id" UUID NOT NULL,
    "review_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "user_id" UUID NOT NULL,
    "role_before" TEXT NOT NULL,
    "status_before" "user_status" NOT NULL,
    "decision" "review_decision",
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "role_after" TEXT,
    "status_after" "user_status",
    "last_sign_in_at" TIMESTAMPTZ(3),

    CONSTRAINT "access_review_person_pkey" PRIMARY KEY ("workspace_id","review_id","position")
);

-- CreateIndex
CREATE INDEX "access_review_workspace_id_finished_at_idx" ON "access_review"("workspace_id", "finished_at" DESC);

-- CreateIndex
CREATE INDEX "access_review_person_workspace_id_user_id_idx" ON "access_review_person"("workspace_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "access_review_person_workspace_id_review_id_user_id_key" ON "access_review_person"("workspace_id", "review_id", "user_id");

-- AddForeignKey
ALTER TABLE "access_review" ADD CONSTRAINT "access_review_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_review" ADD CONSTRAINT "access_review_workspace_id_started_by_id_fkey" FOREIGN KEY ("workspace_id", "started_by_id") REFERENCES "user"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_review" ADD CONSTRAINT "access_review_workspace_id_finished_by_id_fkey" FOREIGN KEY ("workspace_id", "finished_by_id") REFERENCES "user"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_review_person" ADD CONSTRAINT "access_review_person_workspace_id_review_id_fkey" FOREIGN KEY ("workspace_id", "review_id") REFERENCES "access_review"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_review_person" ADD CONSTRAINT "access_review_person_workspace_id_user_id_fkey" FOREIGN KEY ("workspace_id", "user_id") REFERENCES "user"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "access_review_person" ADD CONSTRAINT "access_review_person_workspace_id_decided_by_id_fkey" FOREIGN KEY ("workspace_id", "decided_by_id") REFERENCES "user"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- One at a time.
CREATE UNIQUE INDEX "review_one_open" ON "access_review" ("workspace_id") WHERE "finished_at" IS NULL;
ALTER TABLE "access_review" ADD CONSTRAINT "review_is_signed_off_by_somebody"
  CHECK (("finished_at" IS NULL) = ("finished_by_id" IS NULL));
ALTER TABLE "access_review_person" ADD CONSTRAINT "review_decision_has_its_time"
  CHECK (("decision" IS NULL) = ("decided_at" IS NULL));

-- What was signed off stays as it was.
CREATE FUNCTION "review_is_signed_off_once"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'review_is_signed_off_once: the review is signed off' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "review_is_signed_off_once" BEFORE UPDATE ON "access_review"
  FOR EACH ROW WHEN (OLD."finished_at" IS NOT NULL) EXECUTE FUNCTION "review_is_signed_off_once"();
CREATE TRIGGER "review_is_signed_off_once" BEFORE UPDATE ON "access_review_person"
  FOR EACH ROW WHEN (OLD."status_after" IS NOT NULL) EXECUTE FUNCTION "review_is_signed_off_once"();
