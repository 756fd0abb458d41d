-- AlterTable
ALTER TABLE "bulk_import" ADD COLUMN     "unread_columns" TEXT[] DEFAULT ARRAY[]::TEXT[];
