-- Of an import that was paused: since when, and from which row on, its mails leave again.
ALTER TABLE "bulk_import" ADD COLUMN "resumed_at" TIMESTAMPTZ(3);
ALTER TABLE "bulk_import" ADD COLUMN "resumed_from" INTEGER NOT NULL DEFAULT 0;
-- What was uploaded is forgotten some time after the import has ended.
CREATE INDEX "bulk_import_ended_at_idx" ON "bulk_import"("ended_at");
