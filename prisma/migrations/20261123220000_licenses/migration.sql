-- CreateTable
CREATE TABLE "license" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "vendor" TEXT NOT NULL DEFAULT '',
    "seats" INTEGER NOT NULL,
    "seats_used" INTEGER NOT NULL DEFAULT 0,
    "key_sealed" BYTEA,
    "key_hint" TEXT NOT NULL DEFAULT '',
    "expires_on" DATE,
    "reminded_of" DATE,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "license_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "license_assignment" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "license_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "assigned_at" TIMESTAMPTZ(3) NOT NULL,
    "assigned_by_id" UUID NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by_id" UUID,

    CONSTRAINT "license_assignment_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "license_assignment_workspace_id_license_id_assigned_at_idx" ON "license_assignment"("workspace_id", "license_id", "assigned_at" DESC);

-- CreateIndex
CREATE INDEX "license_assignment_workspace_id_user_id_assigned_at_idx" ON "license_assignment"("workspace_id", "user_id", "assigned_at" DESC);

-- AddForeignKey
ALTER TABLE "license" ADD CONSTRAINT "license_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "license_assignment" ADD CONSTRAINT "license_assignment_workspace_id_license_id_fkey" FOREIGN KEY ("workspace_id", "license_id") REFERENCES "license"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "license_assignment" ADD CONSTRAINT "license_assignment_workspace_id_user_id_fkey" FOREIGN KEY ("workspace_id", "user_id") REFERENCES "user"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "license_assignment" ADD CONSTRAINT "license_assignment_workspace_id_assigned_by_id_fkey" FOREIGN KEY ("workspace_id", "assigned_by_id") REFERENCES "user"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "license_assignment" ADD CONSTRAINT "license_assignment_workspace_id_ended_by_id_fkey" FOREIGN KEY ("workspace_id", "ended_by_id") REFERENCES "user"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "license" ADD CONSTRAINT "license_has_a_name" CHECK (btrim("name") <> '');
-- However many assign it at once, no license is used by more people than it is for.
ALTER TABLE "license" ADD CONSTRAINT "license_seats_within_limit" CHECK ("seats" >= 1 AND "seats_used" BETWEEN 0 AND "seats");
ALTER TABLE "license" ADD CONSTRAINT "deleted_license_is_unused" CHECK ("deleted_at" IS NULL OR "seats_used" = 0);
ALTER TABLE "license_assignment" ADD CONSTRAINT "license_assignment_ends_after_it_began" CHECK ("ended_at" >= "assigned_at");
CREATE UNIQUE INDEX "license_once_for_a_person" ON "license_assignment" ("workspace_id", "license_id", "user_id") WHERE "ended_at" IS NULL;

-- The number in use follows the assignments, whoever writes them: taking a seat waits for whoever takes another one.
CREATE FUNCTION "license_seats_are_counted"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "license" SET "seats_used" = "seats_used" + CASE WHEN NEW."ended_at" IS NULL THEN 1 ELSE -1 END
  WHERE "workspace_id" = NEW."workspace_id" AND "id" = NEW."license_id";
  RETURN NULL;
END $$;
CREATE TRIGGER "license_seat_is_taken" AFTER INSERT ON "license_assignment"
  FOR EACH ROW WHEN (NEW."ended_at" IS NULL) EXECUTE FUNCTION "license_seats_are_counted"();
CREATE TRIGGER "license_seat_is_freed" AFTER UPDATE OF "ended_at" ON "license_assignment"
  FOR EACH ROW WHEN (OLD."ended_at" IS NULL AND NEW."ended_at" IS NOT NULL) EXECUTE FUNCTION "license_seats_are_counted"();
-- An assignment that has ended does not begin again: a new one is a new row.
CREATE FUNCTION "license_assignment_ends_once"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'license_assignment_ends_once' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "license_assignment_ends_once" BEFORE UPDATE OF "ended_at" ON "license_assignment"
  FOR EACH ROW WHEN (OLD."ended_at" IS NOT NULL) EXECUTE FUNCTION "license_assignment_ends_once"();

CREATE INDEX "license_list" ON "license" ("workspace_id", "created_at" DESC, "id" DESC) WHERE "deleted_at" IS NULL;
CREATE INDEX "license_search" ON "license" USING gin ("search_words"("name" || ' ' || "vendor"));
CREATE INDEX "license_expiry" ON "license" ("expires_on") WHERE "deleted_at" IS NULL AND "expires_on" IS NOT NULL;

-- Whoever is inactive uses nothing: looked at when the transaction ends.
CREATE FUNCTION "inactive_user_uses_no_license"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM "license_assignment" held
    JOIN "user" u ON u."workspace_id" = held."workspace_id" AND u."id" = held."user_id"
    WHERE held."workspace_id" = NEW."workspace_id" AND held."ended_at" IS NULL AND u."status" = 'INACTIVE'
      AND held."user_id" = coalesce(to_jsonb(NEW) ->> 'user_id', to_jsonb(NEW) ->> 'id')::uuid
  ) THEN
    RAISE EXCEPTION 'inactive_user_uses_no_license' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "license_assignment_is_possible" AFTER INSERT ON "license_assignment"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW."ended_at" IS NULL)
  EXECUTE FUNCTION "inactive_user_uses_no_license"();
CREATE CONSTRAINT TRIGGER "inactive_user_uses_no_license" AFTER UPDATE OF "status" ON "user"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW."status" = 'INACTIVE')
  EXECUTE FUNCTION "inactive_user_uses_no_license"();
