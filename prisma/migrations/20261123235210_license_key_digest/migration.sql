-- AlterTable
ALTER TABLE "license" ADD COLUMN     "key_digest" BYTEA;

-- AlterTable
ALTER TABLE "thing_import_row" ADD COLUMN     "key_digest" BYTEA;
