-- CreateEnum
CREATE TYPE "language" AS ENUM ('EN', 'DE');

-- AlterEnum
ALTER TYPE "import_problem" ADD VALUE 'DOMAIN_BLOCKED';

-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "billing_email" TEXT,
ADD COLUMN     "billing_name" TEXT,
ADD COLUMN     "billing_revision" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "blocked_domains" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "language" "language" NOT NULL DEFAULT 'EN',
ADD COLUMN     "logo_url" TEXT;

-- CreateTable
CREATE TABLE "seat_usage" (
    "workspace_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "people" INTEGER NOT NULL,
    "pending" INTEGER NOT NULL,
    "seat_limit" INTEGER,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "seat_usage_pkey" PRIMARY KEY ("workspace_id","month")
);

-- AddForeignKey
ALTER TABLE "seat_usage" ADD CONSTRAINT "seat_usage_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is allowed is not blocked.
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_domain_is_in_one_list" CHECK (NOT ("allowed_domains" && "blocked_domains"));
-- It stands in pages and mails for people outside.
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_logo_is_of_https" CHECK ("logo_url" LIKE 'https://%' AND length("logo_url") <= 500);
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_billing_contact_is_whole" CHECK (("billing_name" IS NULL) = ("billing_email" IS NULL));
ALTER TABLE "workspace" ADD CONSTRAINT "workspace_billing_email_is_normalised"
  CHECK ("billing_email" = lower("billing_email") AND "billing_email" = btrim("billing_email")
    AND "billing_email" IS NFKC NORMALIZED AND "billing_email" LIKE '%_@_%');
