-- CreateEnum
CREATE TYPE "asset_status" AS ENUM ('IN_SERVICE', 'IN_REPAIR', 'RETIRED');

-- CreateTable
CREATE TABLE "asset" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "tag" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "category" TEXT NOT NULL DEFAULT '',
    "serial" TEXT NOT NULL DEFAULT '',
    "status" "asset_status" NOT NULL DEFAULT 'IN_SERVICE',
    "purchased_on" DATE,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "asset_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "asset_assignment" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "asset_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "assigned_at" TIMESTAMPTZ(3) NOT NULL,
    "assigned_by_id" UUID NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by_id" UUID,

    CONSTRAINT "asset_assignment_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateIndex
CREATE INDEX "asset_assignment_workspace_id_asset_id_assigned_at_idx" ON "asset_assignment"("workspace_id", "asset_id", "assigned_at" DESC);

-- CreateIndex
CREATE INDEX "asset_assignment_workspace_id_user_id_assigned_at_idx" ON "asset_assignment"("workspace_id", "user_id", "assigned_at" DESC);

-- AddForeignKey
ALTER TABLE "asset" ADD CONSTRAINT "asset_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset_assignment" ADD CONSTRAINT "asset_assignment_workspace_id_asset_id_fkey" FOREIGN KEY ("workspace_id", "asset_id") REFERENCES "asset"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset_assignment" ADD CONSTRAINT "asset_assignment_workspace_id_user_id_fkey" FOREIGN KEY ("workspace_id", "user_id") REFERENCES "user"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset_assignment" ADD CONSTRAINT "asset_assignment_workspace_id_assigned_by_id_fkey" FOREIGN KEY ("workspace_id", "assigned_by_id") REFERENCES "user"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "asset_assignment" ADD CONSTRAINT "asset_assignment_workspace_id_ended_by_id_fkey" FOREIGN KEY ("workspace_id", "ended_by_id") REFERENCES "user"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One label, one asset, however it is written; a deleted one gives its label back.
ALTER TABLE "asset" ADD CONSTRAINT "asset_has_a_tag" CHECK ("tag" <> '' AND "tag" = btrim("tag"));
ALTER TABLE "asset" ADD CONSTRAINT "asset_has_a_name" CHECK (btrim("name") <> '');
CREATE UNIQUE INDEX "asset_tag_is_unique" ON "asset" ("workspace_id", lower("tag")) WHERE "deleted_at" IS NULL;

-- An asset is with one person at a time, and what has ended stays as it ended.
ALTER TABLE "asset_assignment" ADD CONSTRAINT "asset_assignment_ends_after_it_began" CHECK ("ended_at" >= "assigned_at");
CREATE UNIQUE INDEX "asset_is_with_one_person" ON "asset_assignment" ("workspace_id", "asset_id") WHERE "ended_at" IS NULL;
CREATE INDEX "asset_assignment_open" ON "asset_assignment" ("workspace_id", "user_id") WHERE "ended_at" IS NULL;

-- Lists, the newest first, and searches by words.
CREATE INDEX "asset_list" ON "asset" ("workspace_id", "created_at" DESC, "id" DESC) WHERE "deleted_at" IS NULL;
CREATE INDEX "asset_search" ON "asset" USING gin ("search_words"("tag" || ' ' || "name" || ' ' || "category" || ' ' || "serial"));

-- Whoever is inactive has nothing, and what is in repair, retired or deleted is with nobody: looked at when the
-- transaction ends, because one that deactivates somebody takes everything from them.
CREATE FUNCTION "asset_assignment_is_possible"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM "asset_assignment" held
    JOIN "asset" a ON a."workspace_id" = held."workspace_id" AND a."id" = held."asset_id"
    JOIN "user" u ON u."workspace_id" = held."workspace_id" AND u."id" = held."user_id"
    WHERE held."workspace_id" = NEW."workspace_id" AND held."ended_at" IS NULL
      AND CASE TG_TABLE_NAME
        WHEN 'asset' THEN held."asset_id" = (to_jsonb(NEW) ->> 'id')::uuid
        WHEN 'user' THEN held."user_id" = (to_jsonb(NEW) ->> 'id')::uuid
        ELSE held."id" = (to_jsonb(NEW) ->> 'id')::uuid
      END
      AND (a."status" <> 'IN_SERVICE' OR a."deleted_at" IS NOT NULL OR u."status" = 'INACTIVE')
  ) THEN
    RAISE EXCEPTION 'asset_assignment_is_possible' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER "asset_assignment_is_possible" AFTER INSERT OR UPDATE ON "asset_assignment"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW."ended_at" IS NULL)
  EXECUTE FUNCTION "asset_assignment_is_possible"();
CREATE CONSTRAINT TRIGGER "asset_is_with_nobody" AFTER UPDATE OF "status", "deleted_at" ON "asset"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW."status" <> 'IN_SERVICE' OR NEW."deleted_at" IS NOT NULL)
  EXECUTE FUNCTION "asset_assignment_is_possible"();
CREATE CONSTRAINT TRIGGER "inactive_user_has_nothing" AFTER UPDATE OF "status" ON "user"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW."status" = 'INACTIVE')
  EXECUTE FUNCTION "asset_assignment_is_possible"();
