-- What a crash between two writes has left so far: somebody who could neither sign in by a code nor begin anew.
DELETE FROM "second_factor" f USING "identity" i WHERE i."id" = f."identity_id" AND f."verified" AND NOT i."has_second_factor";
UPDATE "second_factor" f SET "verified" = true FROM "identity" i WHERE i."id" = f."identity_id" AND i."has_second_factor";
UPDATE "identity" i SET "has_second_factor" = false
WHERE "has_second_factor" AND NOT EXISTS (SELECT FROM "second_factor" f WHERE f."identity_id" = i."id");

-- A second factor is on with a key that was confirmed, or off with none: in one statement, whoever writes it.
CREATE FUNCTION "second_factor_is_whole"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."has_second_factor" THEN
    UPDATE "second_factor" SET "verified" = true WHERE "identity_id" = NEW."id";
    IF NOT FOUND THEN
      RAISE EXCEPTION 'second_factor_is_whole' USING ERRCODE = 'check_violation';
    END IF;
  ELSE
    DELETE FROM "second_factor" WHERE "identity_id" = NEW."id";
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "second_factor_is_whole" AFTER UPDATE OF "has_second_factor" ON "identity"
  FOR EACH ROW WHEN (OLD."has_second_factor" <> NEW."has_second_factor") EXECUTE FUNCTION "second_factor_is_whole"();

-- Another key would be one that the app of its owner does not know.
CREATE FUNCTION "second_factor_keeps_its_key"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'second_factor_keeps_its_key' USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "second_factor_keeps_its_key" BEFORE UPDATE ON "second_factor"
  FOR EACH ROW WHEN (OLD."verified" AND (NEW."secret" <> OLD."secret" OR NOT NEW."verified"))
  EXECUTE FUNCTION "second_factor_keeps_its_key"();
