-- The rules that the database itself keeps, whatever the code does.

-- Exactly one Owner. At least one: a workspace names its Owner, and that user's role is Owner. Deferred, because a
-- workspace and its Owner refer to each other, and because ownership is handed over in several statements.
ALTER TABLE "workspace" ADD COLUMN "owner_kind" "role_kind" NOT NULL GENERATED ALWAYS AS ('OWNER'::"role_kind") STORED;
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_has_an_owner"
  FOREIGN KEY ("id", "owner_id", "owner_kind") REFERENCES "user" ("workspace_id", "id", "role_kind")
  DEFERRABLE INITIALLY DEFERRED;
-- At most one.
CREATE UNIQUE INDEX "user_one_owner" ON "user" ("workspace_id") WHERE "role_kind" = 'OWNER';
ALTER TABLE "user" ADD CONSTRAINT "user_owner_is_never_inactive" CHECK ("role_kind" <> 'OWNER' OR "status" <> 'INACTIVE');

-- Addresses are stored normalised, so that comparing them is comparing text.
ALTER TABLE "user" ADD CONSTRAINT "user_email_is_normalised"
  CHECK ("email" = lower("email") AND "email" = btrim("email") AND "email" IS NFKC NORMALIZED AND "email" LIKE '%_@_%');
ALTER TABLE "identity" ADD CONSTRAINT "identity_email_is_normalised"
  CHECK ("email" = lower("email") AND "email" = btrim("email") AND "email" IS NFKC NORMALIZED AND "email" LIKE '%_@_%');
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_email_is_normalised"
  CHECK ("email" = lower("email") AND "email" = btrim("email") AND "email" IS NFKC NORMALIZED AND "email" LIKE '%_@_%');

-- Invitations.
CREATE UNIQUE INDEX "invitation_one_pending" ON "invitation" ("workspace_id", "email") WHERE "status" = 'PENDING';
CREATE INDEX "invitation_lapsing" ON "invitation" ("expires_at") WHERE "status" = 'PENDING';
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_lasts_seven_days" CHECK ("expires_at" - "sent_at" = interval '7 days');
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_is_never_for_an_owner" CHECK ("role_kind" <> 'OWNER');
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_is_settled_once" CHECK (("status" = 'PENDING') = ("settled_at" IS NULL));
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_accepted_by_a_user" CHECK (("status" = 'ACCEPTED') = ("accepted_user_id" IS NOT NULL));
-- Deferred: the claim that only one acceptance can win comes before the user whom it makes.
ALTER TABLE "invitation" ALTER CONSTRAINT "invitation_workspace_id_accepted_user_id_fkey" DEFERRABLE INITIALLY DEFERRED;

-- An address that is already a user is not invited. Whoever invites it while its invitation is being accepted waits for
-- that at invitation_one_pending, and then finds the user here.
CREATE FUNCTION "invitation_is_for_no_user"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "after" JOIN "user" USING ("workspace_id", "email")) THEN
    RAISE EXCEPTION 'invitation_is_for_no_user: the address is a user of the workspace' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "invitation_is_for_no_user" AFTER INSERT ON "invitation"
  REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "invitation_is_for_no_user"();

-- Seats. A seat is taken by each user who is not inactive and by each pending invitation until its seven days are over,
-- archived or not. Whoever would take one more waits for the others of the workspace and counts; workspaces without a
-- limit never wait.
CREATE FUNCTION "refuse_beyond_seat_limit"(of_workspace uuid, with_pending boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  seats integer;
  taken integer;
BEGIN
  -- Not FOR SHARE of more than the key: this must not wait for the announcements channel being changed.
  SELECT "seat_limit" INTO seats FROM "workspace" WHERE "id" = of_workspace FOR KEY SHARE;
  IF seats IS NULL THEN
    RETURN;
  END IF;
  SELECT "seat_limit" INTO seats FROM "workspace" WHERE "id" = of_workspace FOR NO KEY UPDATE;
  SELECT count(*) INTO taken FROM "user" WHERE "workspace_id" = of_workspace AND "status" <> 'INACTIVE';
  IF with_pending THEN
    taken := taken + (SELECT count(*) FROM "invitation" WHERE "workspace_id" = of_workspace AND "status" = 'PENDING' AND "expires_at" > now());
  END IF;
  IF taken > seats THEN
    RAISE EXCEPTION 'seats_within_limit: all % seats are taken', seats USING ERRCODE = 'check_violation';
  END IF;
END $$;

CREATE FUNCTION "invitation_takes_a_seat"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "refuse_beyond_seat_limit"("workspace_id", true)
    FROM (SELECT DISTINCT "workspace_id" FROM "after" WHERE "status" = 'PENDING') AS "pending";
  RETURN NULL;
END $$;
CREATE TRIGGER "invitation_takes_a_seat" AFTER INSERT ON "invitation"
  REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "invitation_takes_a_seat"();

CREATE FUNCTION "invitation_takes_a_seat_again"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "refuse_beyond_seat_limit"("workspace_id", true) FROM (
    SELECT DISTINCT "workspace_id" FROM "after" JOIN "before" USING ("workspace_id", "id")
    WHERE "after"."status" = 'PENDING' AND "after"."expires_at" > now()
      AND ("before"."status" <> 'PENDING' OR "before"."expires_at" <= now())
  ) AS "revived";
  RETURN NULL;
END $$;
CREATE TRIGGER "invitation_takes_a_seat_again" AFTER UPDATE ON "invitation"
  REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "invitation_takes_a_seat_again"();

-- A new user brings the seat of their invitation along. Where a plan shrank below what is pending, the first to accept
-- get the seats.
CREATE FUNCTION "user_takes_a_seat"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "refuse_beyond_seat_limit"("workspace_id", false)
    FROM (SELECT DISTINCT "workspace_id" FROM "after" WHERE "status" <> 'INACTIVE') AS "joined";
  RETURN NULL;
END $$;
CREATE TRIGGER "user_takes_a_seat" AFTER INSERT ON "user"
  REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "user_takes_a_seat"();

CREATE FUNCTION "user_takes_a_seat_again"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "refuse_beyond_seat_limit"("workspace_id", true) FROM (
    SELECT DISTINCT "workspace_id" FROM "after" JOIN "before" USING ("workspace_id", "id")
    WHERE "after"."status" <> 'INACTIVE' AND "before"."status" = 'INACTIVE'
  ) AS "reactivated";
  RETURN NULL;
END $$;
CREATE TRIGGER "user_takes_a_seat_again" AFTER UPDATE ON "user"
  REFERENCING OLD TABLE AS "before" NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "user_takes_a_seat_again"();

-- Activity can only be appended.
CREATE FUNCTION "activity_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'activity can only be appended' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "activity_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "activity"
  FOR EACH STATEMENT EXECUTE FUNCTION "activity_is_append_only"();

-- Names are typed in commands, where case does not count.
CREATE UNIQUE INDEX "role_name_in_any_case" ON "role" ("workspace_id", lower("name"));
