-- AlterTable
ALTER TABLE "StaffAct" DROP COLUMN "before",
DROP COLUMN "openDuties",
DROP COLUMN "versionAfter",
ADD COLUMN     "clocks" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "records" JSONB NOT NULL DEFAULT '[]';
