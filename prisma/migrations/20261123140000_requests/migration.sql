-- CreateEnum
CREATE TYPE "request_status" AS ENUM ('PENDING', 'APPROVED', 'DENIED');

-- CreateTable
CREATE TABLE "invitation_request" (
    "workspace_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "requester_id" UUID,
    "expired_invitation_id" UUID,
    "emails" TEXT[],
    "role_id" UUID NOT NULL,
    "role_kind" "role_kind" NOT NULL,
    "first_name" TEXT NOT NULL DEFAULT '',
    "last_name" TEXT NOT NULL DEFAULT '',
    "message" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "status" "request_status" NOT NULL DEFAULT 'PENDING',
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decision_reason" TEXT NOT NULL DEFAULT '',
    "invited_emails" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invitation_request_pkey" PRIMARY KEY ("workspace_id","id")
);

-- CreateTable
CREATE TABLE "request_card" (
    "workspace_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "slack_channel_id" TEXT NOT NULL,
    "ts" TEXT NOT NULL,

    CONSTRAINT "request_card_pkey" PRIMARY KEY ("workspace_id","request_id","slack_channel_id","ts")
);

-- CreateIndex
CREATE INDEX "invitation_request_workspace_id_status_created_at_id_idx" ON "invitation_request"("workspace_id", "status", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "invitation_request_workspace_id_requester_id_decided_at_id_idx" ON "invitation_request"("workspace_id", "requester_id", "decided_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "invitation_request_workspace_id_decided_at_id_idx" ON "invitation_request"("workspace_id", "decided_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "invitation_request_workspace_id_expired_invitation_id_idx" ON "invitation_request"("workspace_id", "expired_invitation_id");

-- CreateIndex
CREATE INDEX "invitation_request_workspace_id_role_id_idx" ON "invitation_request"("workspace_id", "role_id");

-- AddForeignKey
ALTER TABLE "invitation_request" ADD CONSTRAINT "invitation_request_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation_request" ADD CONSTRAINT "invitation_request_workspace_id_requester_id_fkey" FOREIGN KEY ("workspace_id", "requester_id") REFERENCES "user"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation_request" ADD CONSTRAINT "invitation_request_workspace_id_decided_by_id_fkey" FOREIGN KEY ("workspace_id", "decided_by_id") REFERENCES "user"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation_request" ADD CONSTRAINT "invitation_request_workspace_id_expired_invitation_id_fkey" FOREIGN KEY ("workspace_id", "expired_invitation_id") REFERENCES "invitation"("workspace_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation_request" ADD CONSTRAINT "invitation_request_workspace_id_role_id_role_kind_fkey" FOREIGN KEY ("workspace_id", "role_id", "role_kind") REFERENCES "role"("workspace_id", "id", "kind") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request_card" ADD CONSTRAINT "request_card_workspace_id_request_id_fkey" FOREIGN KEY ("workspace_id", "request_id") REFERENCES "invitation_request"("workspace_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A user asks, or the invitee of an expired invitation does; nobody asks for ownership.
ALTER TABLE "invitation_request" ADD CONSTRAINT "request_is_somebodys"
  CHECK (num_nonnulls("requester_id", "expired_invitation_id") = 1);
ALTER TABLE "invitation_request" ADD CONSTRAINT "request_is_never_for_an_owner" CHECK ("role_kind" <> 'OWNER');

-- Array functions are not immutable for every type of elements; for text they are.
CREATE FUNCTION "request_address_key"(addresses text[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT md5(array_to_string(addresses, ' '))
$$;
CREATE FUNCTION "addresses_are_normalised"(addresses text[]) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT cardinality(addresses) > 0
    AND addresses = ARRAY(SELECT DISTINCT one COLLATE "C" FROM unnest(addresses) AS one ORDER BY 1)
    AND (SELECT bool_and(one = lower(one) AND one = btrim(one) AND one IS NFKC NORMALIZED AND one LIKE '%_@_%') FROM unnest(addresses) AS one)
$$;
ALTER TABLE "invitation_request" ALTER COLUMN "emails" SET NOT NULL, ALTER COLUMN "invited_emails" SET NOT NULL;
ALTER TABLE "invitation_request" ADD CONSTRAINT "request_emails_are_normalised" CHECK ("addresses_are_normalised"("emails"));
ALTER TABLE "invitation_request" ADD CONSTRAINT "request_invites_whom_it_names" CHECK ("invited_emails" <@ "emails");

-- Asking twice for the same is asking once, until somebody has decided.
CREATE UNIQUE INDEX "request_one_pending_per_person" ON "invitation_request" ("workspace_id", "requester_id", "request_address_key"("emails"))
  WHERE "status" = 'PENDING';
CREATE UNIQUE INDEX "request_one_pending_per_link" ON "invitation_request" ("workspace_id", "expired_invitation_id")
  WHERE "status" = 'PENDING';

-- Decided once, by somebody, and never again.
ALTER TABLE "invitation_request" ADD CONSTRAINT "request_is_decided_by_somebody"
  CHECK (("status" = 'PENDING') = ("decided_at" IS NULL) AND ("status" = 'PENDING') = ("decided_by_id" IS NULL));
CREATE FUNCTION "request_is_decided_once"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'request_is_decided_once: somebody has decided' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "request_is_decided_once" BEFORE UPDATE ON "invitation_request"
  FOR EACH ROW WHEN (OLD."status" <> 'PENDING') EXECUTE FUNCTION "request_is_decided_once"();
