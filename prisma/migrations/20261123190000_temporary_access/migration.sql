-- AlterEnum
ALTER TYPE "notification_event" ADD VALUE 'ACCESS';

-- AlterTable
ALTER TABLE "invitation" ADD COLUMN     "access_until" DATE;

-- AlterTable
ALTER TABLE "user" ADD COLUMN     "access_reminded" INTEGER,
ADD COLUMN     "access_until" DATE;

-- Those whose access ends are few among many.
CREATE INDEX "user_access_ending" ON "user" ("access_until") WHERE "access_until" IS NOT NULL AND "status" <> 'INACTIVE';

-- The Owner's access has no end, whoever becomes Owner and in whatever way.
CREATE FUNCTION "owner_has_no_access_end"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."access_until" := NULL;
  NEW."access_reminded" := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER "owner_has_no_access_end" BEFORE INSERT OR UPDATE ON "user"
  FOR EACH ROW WHEN (NEW."role_kind" = 'OWNER' AND NEW."access_until" IS NOT NULL) EXECUTE FUNCTION "owner_has_no_access_end"();

-- A reminder is of an end.
ALTER TABLE "user" ADD CONSTRAINT "user_access_reminded_of_an_end" CHECK ("access_reminded" IS NULL OR "access_until" IS NOT NULL);
