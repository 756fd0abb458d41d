-- The rules compare the rows of a statement as they were and as they are. PostgreSQL keeps the plan of the first such
-- comparison in a connection: where that was of one row, a join walked through all of the one for each of the other
-- from then on, and a statement with ten thousand rows took fifteen seconds. EXCEPT has no such plan.

CREATE OR REPLACE FUNCTION "invitation_takes_a_seat_again"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "refuse_beyond_seat_limit"("workspace_id", true) FROM (
    SELECT DISTINCT "workspace_id" FROM (
      SELECT "workspace_id", "id" FROM "after" WHERE "status" = 'PENDING' AND "expires_at" > now()
      EXCEPT
      SELECT "workspace_id", "id" FROM "before" WHERE "status" = 'PENDING' AND "expires_at" > now()
    ) AS "revived"
  ) AS "fuller";
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION "user_takes_a_seat_again"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM "refuse_beyond_seat_limit"("workspace_id", true) FROM (
    SELECT DISTINCT "workspace_id" FROM (
      SELECT "workspace_id", "id" FROM "after" WHERE "status" <> 'INACTIVE'
      EXCEPT
      SELECT "workspace_id", "id" FROM "before" WHERE "status" <> 'INACTIVE'
    ) AS "reactivated"
  ) AS "fuller";
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION "open_invitation_is_for_no_user"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (
      SELECT "workspace_id", "id", "email" FROM "after" WHERE "status" = 'PENDING'
      EXCEPT
      SELECT "workspace_id", "id", "email" FROM "before" WHERE "status" = 'PENDING'
    ) AS "changed"
    JOIN "user" USING ("workspace_id", "email")
  ) THEN
    RAISE EXCEPTION 'invitation_is_for_no_user: the address is a user of the workspace' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
