-- AlterTable
ALTER TABLE "asset" ADD COLUMN     "submission" TEXT;

-- AlterTable
ALTER TABLE "license" ADD COLUMN     "submission" TEXT;

-- CreateIndex
CREATE UNIQUE INDEX "asset_workspace_id_submission_key" ON "asset"("workspace_id", "submission");

-- CreateIndex
CREATE UNIQUE INDEX "license_workspace_id_submission_key" ON "license"("workspace_id", "submission");
