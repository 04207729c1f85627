-- AlterTable
ALTER TABLE "Duty" ALTER COLUMN "terms" SET NOT NULL;

-- AlterTable
ALTER TABLE "StaffAct" ADD COLUMN     "subject" TEXT;
