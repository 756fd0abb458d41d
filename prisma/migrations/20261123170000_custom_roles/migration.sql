-- DropIndex
DROP INDEX "role_workspace_id_name_key";

-- AlterTable
ALTER TABLE "role" ADD COLUMN     "deleted_at" TIMESTAMPTZ(3),
ADD COLUMN     "description" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "revision" INTEGER NOT NULL DEFAULT 1;

-- The name of a role that was deleted can be given again.
DROP INDEX "role_name_in_any_case";
CREATE UNIQUE INDEX "role_name_in_any_case" ON "role" ("workspace_id", lower("name")) WHERE "deleted_at" IS NULL;

-- The built-in roles are as the product says.
ALTER TABLE "role" ADD CONSTRAINT "role_built_in_stays"
  CHECK ("kind" = 'CUSTOM' OR ("deleted_at" IS NULL AND "revision" = 1));

-- Whoever is given a role keeps it from being deleted until that is committed; whoever deletes it first is waited for,
-- and then it is given to nobody any more. So nobody is left with a role that is not there.
CREATE FUNCTION "require_roles"(of_workspace uuid, wanted uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF (
    SELECT count(*) FROM (
      SELECT FROM "role" WHERE "workspace_id" = of_workspace AND "id" = ANY(wanted) AND "deleted_at" IS NULL
      ORDER BY "id" FOR SHARE
    ) AS "there"
  ) < cardinality(wanted) THEN
    RAISE EXCEPTION 'role_is_there: the role was deleted' USING ERRCODE = 'check_violation';
  END IF;
END $$;

CREATE FUNCTION "given_role_is_there"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "require_roles"("workspace_id", array_agg("role_id"))
    FROM (SELECT DISTINCT "workspace_id", "role_id" FROM "after") AS "given" GROUP BY "workspace_id";
  RETURN NULL;
END $$;
CREATE TRIGGER "role_is_there" AFTER INSERT ON "user"
  REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "given_role_is_there"();
CREATE TRIGGER "role_is_there" AFTER INSERT ON "invitation"
  REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "given_role_is_there"();
CREATE TRIGGER "role_is_there" AFTER INSERT ON "invitation_request"
  REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "given_role_is_there"();

CREATE FUNCTION "changed_role_is_there"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "require_roles"(NEW."workspace_id", ARRAY[NEW."role_id"]);
  RETURN NULL;
END $$;
CREATE TRIGGER "role_is_there_still" AFTER UPDATE OF "role_id" ON "user"
  FOR EACH ROW WHEN (OLD."role_id" <> NEW."role_id") EXECUTE FUNCTION "changed_role_is_there"();
CREATE TRIGGER "role_is_there_still" AFTER UPDATE OF "role_id" ON "invitation"
  FOR EACH ROW WHEN (OLD."role_id" <> NEW."role_id") EXECUTE FUNCTION "changed_role_is_there"();
CREATE TRIGGER "role_is_there_still" AFTER UPDATE OF "role_id" ON "invitation_request"
  FOR EACH ROW WHEN (OLD."role_id" <> NEW."role_id") EXECUTE FUNCTION "changed_role_is_there"();

CREATE FUNCTION "default_role_is_there"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "require_roles"(NEW."id", ARRAY[NEW."default_role_id"]);
  RETURN NULL;
END $$;
CREATE TRIGGER "role_is_there_still" AFTER UPDATE OF "default_role_id" ON "workspace"
  FOR EACH ROW WHEN (NEW."default_role_id" IS NOT NULL AND NEW."default_role_id" IS DISTINCT FROM OLD."default_role_id")
  EXECUTE FUNCTION "default_role_is_there"();

-- CreateTable
CREATE TABLE "ownership_transfer" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "from_id" UUID NOT NULL,
    "to_id" UUID NOT NULL,
    "role_id" UUID NOT NULL,
    "role_kind" "role_kind" NOT NULL,
    "offered_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ownership_transfer_pkey" PRIMARY KEY ("workspace_id")
);

-- AddForeignKey
ALTER TABLE "ownership_transfer" ADD CONSTRAINT "ownership_transfer_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ownership_transfer" ADD CONSTRAINT "ownership_transfer_workspace_id_from_id_fkey" FOREIGN KEY ("workspace_id", "from_id") REFERENCES "user"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ownership_transfer" ADD CONSTRAINT "ownership_transfer_workspace_id_to_id_fkey" FOREIGN KEY ("workspace_id", "to_id") REFERENCES "user"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ownership_transfer" ADD CONSTRAINT "ownership_transfer_workspace_id_role_id_role_kind_fkey" FOREIGN KEY ("workspace_id", "role_id", "role_kind") REFERENCES "role"("workspace_id", "id", "kind") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Only the Owner offers it, and it ends before they are the Owner no more.
ALTER TABLE "ownership_transfer" ADD COLUMN "from_kind" "role_kind" NOT NULL GENERATED ALWAYS AS ('OWNER'::"role_kind") STORED;
ALTER TABLE "ownership_transfer" ADD CONSTRAINT "transfer_is_the_owners"
  FOREIGN KEY ("workspace_id", "from_id", "from_kind") REFERENCES "user" ("workspace_id", "id", "role_kind");
ALTER TABLE "ownership_transfer" ADD CONSTRAINT "transfer_is_to_another" CHECK ("from_id" <> "to_id");
ALTER TABLE "ownership_transfer" ADD CONSTRAINT "transfer_leaves_one_owner" CHECK ("role_kind" <> 'OWNER');
ALTER TABLE "ownership_transfer" ADD CONSTRAINT "transfer_lasts_seven_days" CHECK ("expires_at" - "offered_at" = interval '7 days');
CREATE TRIGGER "role_is_there" AFTER INSERT ON "ownership_transfer"
  REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "given_role_is_there"();
CREATE TRIGGER "role_is_there_still" AFTER UPDATE OF "role_id" ON "ownership_transfer"
  FOR EACH ROW WHEN (OLD."role_id" <> NEW."role_id") EXECUTE FUNCTION "changed_role_is_there"();
