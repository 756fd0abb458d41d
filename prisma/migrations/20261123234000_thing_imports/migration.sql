-- CreateEnum
CREATE TYPE "thing_kind" AS ENUM ('ASSETS', 'LICENSES');

-- CreateEnum
CREATE TYPE "thing_problem" AS ENUM ('NAME_MISSING', 'TAG_MISSING', 'TEXT_TOO_LONG', 'STATUS_UNKNOWN', 'DATE_UNREADABLE', 'DATE_AMBIGUOUS', 'SEATS_MISSING', 'SEATS_UNREADABLE', 'KEY_CUT', 'HOLDER_MALFORMED', 'HOLDER_UNKNOWN', 'HOLDER_INACTIVE', 'HOLDERS_TOO_MANY', 'MAY_NOT_ASSIGN', 'NOT_IN_SERVICE', 'TOO_MANY_CELLS', 'DUPLICATE', 'ALREADY_THERE');

-- CreateTable
CREATE TABLE "thing_import" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" "thing_kind" NOT NULL,
    "started_by_id" UUID NOT NULL,
    "submission" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "header" TEXT[],
    "delimiter" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "stored_at" TIMESTAMPTZ(3),
    "created_count" INTEGER,

    CONSTRAINT "thing_import_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "thing_import_row" (
    "workspace_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "thing_id" UUID NOT NULL,
    "cells" TEXT[],
    "known" JSONB NOT NULL,
    "key_sealed" BYTEA,
    "key_hint" TEXT NOT NULL DEFAULT '',
    "holders" JSONB NOT NULL,
    "problem" "thing_problem",
    "problem_value" TEXT NOT NULL DEFAULT '',
    "suggestion" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "thing_import_row_pkey" PRIMARY KEY ("workspace_id","import_id","position")
);

-- CreateIndex
CREATE INDEX "thing_import_created_at_idx" ON "thing_import"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "thing_import_workspace_id_submission_key" ON "thing_import"("workspace_id", "submission");

-- AddForeignKey
ALTER TABLE "thing_import" ADD CONSTRAINT "thing_import_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thing_import" ADD CONSTRAINT "thing_import_workspace_id_started_by_id_fkey" FOREIGN KEY ("workspace_id", "started_by_id") REFERENCES "user"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "thing_import_row" ADD CONSTRAINT "thing_import_row_workspace_id_import_id_fkey" FOREIGN KEY ("workspace_id", "import_id") REFERENCES "thing_import"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a row adds has a name.
ALTER TABLE "thing_import_row" ADD CONSTRAINT "thing_import_row_adds_something"
  CHECK ("problem" IS NOT NULL OR "known" ->> 'name' <> '');
-- It is stored once.
ALTER TABLE "thing_import" ADD CONSTRAINT "thing_import_is_counted" CHECK (("stored_at" IS NULL) = ("created_count" IS NULL));
CREATE FUNCTION "thing_import_is_stored_once"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'thing_import_is_stored_once' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "thing_import_is_stored_once" BEFORE UPDATE OF "stored_at" ON "thing_import"
  FOR EACH ROW WHEN (OLD."stored_at" IS NOT NULL) EXECUTE FUNCTION "thing_import_is_stored_once"();

-- As before, but found by indexes: of ten thousand assignments at once, each would have looked at all.
CREATE OR REPLACE FUNCTION "asset_assignment_is_possible"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (
      SELECT "workspace_id", "asset_id", "user_id" FROM "asset_assignment"
      WHERE TG_TABLE_NAME = 'asset' AND "workspace_id" = NEW."workspace_id" AND "asset_id" = NEW."id" AND "ended_at" IS NULL
      UNION ALL
      SELECT "workspace_id", "asset_id", "user_id" FROM "asset_assignment"
      WHERE TG_TABLE_NAME = 'user' AND "workspace_id" = NEW."workspace_id" AND "user_id" = NEW."id" AND "ended_at" IS NULL
      UNION ALL
      SELECT "workspace_id", "asset_id", "user_id" FROM "asset_assignment"
      WHERE TG_TABLE_NAME = 'asset_assignment' AND "workspace_id" = NEW."workspace_id" AND "id" = NEW."id" AND "ended_at" IS NULL
    ) held
    JOIN "asset" a ON a."workspace_id" = held."workspace_id" AND a."id" = held."asset_id"
    JOIN "user" u ON u."workspace_id" = held."workspace_id" AND u."id" = held."user_id"
    WHERE a."status" <> 'IN_SERVICE' OR a."deleted_at" IS NOT NULL OR u."status" = 'INACTIVE'
  ) THEN
    RAISE EXCEPTION 'asset_assignment_is_possible' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
