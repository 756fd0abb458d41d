-- An import writes thousands of invitations and entries at once, which refer to a few roles, one inviter, one workspace.
-- A foreign key looks each up for every row. These rules say the same and look up each that is different: with the same
-- locks, in both directions.

ALTER TABLE "activity" DROP CONSTRAINT "activity_workspace_id_fkey";
CREATE FUNCTION "activity_is_of_a_workspace"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT "workspace_id" FROM "after") AS "recorded"
    WHERE NOT EXISTS (SELECT FROM "workspace" WHERE "id" = "recorded"."workspace_id" FOR KEY SHARE)
  ) THEN
    RAISE EXCEPTION 'activity_is_of_a_workspace: there is no such workspace' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "activity_is_of_a_workspace" AFTER INSERT ON "activity"
  REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "activity_is_of_a_workspace"();

CREATE FUNCTION "workspace_of_activity_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "activity" WHERE "workspace_id" = OLD."id") THEN
    RAISE EXCEPTION 'workspace_of_activity_stays: the workspace has activity' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "workspace_of_activity_stays" AFTER DELETE ON "workspace"
  FOR EACH ROW EXECUTE FUNCTION "workspace_of_activity_stays"();
CREATE TRIGGER "workspace_of_activity_stays_itself" AFTER UPDATE OF "id" ON "workspace" FOR EACH ROW
  WHEN (OLD."id" <> NEW."id") EXECUTE FUNCTION "workspace_of_activity_stays"();

ALTER TABLE "invitation" DROP CONSTRAINT "invitation_workspace_id_role_id_role_kind_fkey";
ALTER TABLE "invitation" DROP CONSTRAINT "invitation_workspace_id_inviter_id_fkey";
CREATE FUNCTION "require_role_and_inviter"(of_workspace uuid, its_role uuid, its_kind "role_kind", its_inviter uuid)
RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM "role" WHERE "workspace_id" = of_workspace AND "id" = its_role AND "kind" = its_kind FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'invitation_has_a_role: the workspace has no such role' USING ERRCODE = 'foreign_key_violation';
  END IF;
  PERFORM FROM "user" WHERE "workspace_id" = of_workspace AND "id" = its_inviter FOR KEY SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'invitation_has_an_inviter: the workspace has no such user' USING ERRCODE = 'foreign_key_violation';
  END IF;
END $$;

CREATE FUNCTION "invitation_refers_to_what_is_there"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "require_role_and_inviter"("workspace_id", "role_id", "role_kind", "inviter_id")
    FROM (SELECT DISTINCT "workspace_id", "role_id", "role_kind", "inviter_id" FROM "after" ORDER BY 1, 2, 3, 4) AS "named";
  RETURN NULL;
END $$;
CREATE TRIGGER "invitation_refers_to_what_is_there" AFTER INSERT ON "invitation"
  REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "invitation_refers_to_what_is_there"();

CREATE FUNCTION "invitation_refers_to_what_is_there_still"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "require_role_and_inviter"(NEW."workspace_id", NEW."role_id", NEW."role_kind", NEW."inviter_id");
  RETURN NULL;
END $$;
CREATE TRIGGER "invitation_refers_to_what_is_there_still"
  AFTER UPDATE OF "workspace_id", "role_id", "role_kind", "inviter_id" ON "invitation" FOR EACH ROW
  WHEN ((OLD."workspace_id", OLD."role_id", OLD."role_kind", OLD."inviter_id")
    IS DISTINCT FROM (NEW."workspace_id", NEW."role_id", NEW."role_kind", NEW."inviter_id"))
  EXECUTE FUNCTION "invitation_refers_to_what_is_there_still"();

-- Afterwards, when whoever refers to it at this moment was waited for, and is seen.
CREATE FUNCTION "role_of_invitations_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "invitation" WHERE "workspace_id" = OLD."workspace_id" AND "role_id" = OLD."id") THEN
    RAISE EXCEPTION 'role_of_invitations_stays: invitations have the role' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "role_of_invitations_stays" AFTER DELETE ON "role"
  FOR EACH ROW EXECUTE FUNCTION "role_of_invitations_stays"();
CREATE TRIGGER "role_of_invitations_stays_itself" AFTER UPDATE OF "workspace_id", "id", "kind" ON "role" FOR EACH ROW
  WHEN ((OLD."workspace_id", OLD."id", OLD."kind") IS DISTINCT FROM (NEW."workspace_id", NEW."id", NEW."kind"))
  EXECUTE FUNCTION "role_of_invitations_stays"();

CREATE FUNCTION "inviter_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "invitation" WHERE "workspace_id" = OLD."workspace_id" AND "inviter_id" = OLD."id") THEN
    RAISE EXCEPTION 'inviter_stays: the user has invited others' USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "inviter_stays" AFTER DELETE ON "user" FOR EACH ROW EXECUTE FUNCTION "inviter_stays"();
CREATE TRIGGER "inviter_stays_itself" AFTER UPDATE OF "workspace_id", "id" ON "user" FOR EACH ROW
  WHEN ((OLD."workspace_id", OLD."id") IS DISTINCT FROM (NEW."workspace_id", NEW."id"))
  EXECUTE FUNCTION "inviter_stays"();
