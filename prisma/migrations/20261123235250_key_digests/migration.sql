-- AlterTable
ALTER TABLE "thing_import" ADD COLUMN     "unread_columns" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- Digests say now by which secret they were made. Those that do not are made again when the next file is read.
UPDATE "license" SET "key_digest" = NULL WHERE "key_digest" IS NOT NULL;
UPDATE "thing_import_row" SET "key_digest" = NULL WHERE "key_digest" IS NOT NULL;
