-- CreateTable
CREATE TABLE "activity_seal" (
    "workspace_id" UUID NOT NULL,
    "position" BIGINT NOT NULL,
    "activity_id" BIGINT NOT NULL,
    "key_id" TEXT NOT NULL,
    "mac" BYTEA NOT NULL,

    CONSTRAINT "activity_seal_pkey" PRIMARY KEY ("workspace_id","position")
);

-- CreateTable
CREATE TABLE "unsealed_activity" (
    "workspace_id" UUID NOT NULL,
    "activity_id" BIGINT NOT NULL,

    CONSTRAINT "unsealed_activity_pkey" PRIMARY KEY ("workspace_id","activity_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "activity_seal_workspace_id_activity_id_key" ON "activity_seal"("workspace_id", "activity_id");

-- CreateIndex
CREATE INDEX "activity_workspace_id_action_source_at_id_idx" ON "activity"("workspace_id", "action", "source", "at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "activity_workspace_id_actor_id_action_source_at_id_idx" ON "activity"("workspace_id", "actor_id", "action", "source", "at" DESC, "id" DESC);

-- Seals can only be appended, as the activity.
CREATE FUNCTION "activity_seal_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'seals of the activity can only be appended' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "activity_seal_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "activity_seal"
  FOR EACH STATEMENT EXECUTE FUNCTION "activity_seal_is_append_only"();
ALTER TABLE "activity_seal" ADD CONSTRAINT "activity_seal_is_a_link" CHECK ("position" > 0 AND length("mac") = 32);

-- What has to be sealed is written down with the entry, in its transaction: it is found however late that commits, and
-- however many are sealed already. Ids alone would not tell: they are given long before, and in another order.
CREATE FUNCTION "activity_is_sealed_later"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "unsealed_activity" ("workspace_id", "activity_id") SELECT "workspace_id", "id" FROM "after";
  RETURN NULL;
END $$;
CREATE TRIGGER "activity_is_sealed_later" AFTER INSERT ON "activity"
  REFERENCING NEW TABLE AS "after" FOR EACH STATEMENT EXECUTE FUNCTION "activity_is_sealed_later"();
INSERT INTO "unsealed_activity" ("workspace_id", "activity_id") SELECT "workspace_id", "id" FROM "activity";
