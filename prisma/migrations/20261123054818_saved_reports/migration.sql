-- Reports that are kept with what they are asked for, and mailed by themselves; what has come of each time; and what was mailed.
CREATE TABLE "saved_report" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "report" TEXT NOT NULL,
    "parameters" JSONB NOT NULL,
    "schedule" JSONB,
    "recipients" UUID[],
    "owner_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "saved_report_pkey" PRIMARY KEY ("organization_id","id")
);
CREATE INDEX "saved_report_updated_at_idx" ON "saved_report"("updated_at");
CREATE INDEX "saved_report_organization_id_owner_id_idx" ON "saved_report"("organization_id", "owner_id");
CREATE TABLE "report_run" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "saved_report_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL,
    "problem" TEXT,
    "name" TEXT NOT NULL,
    "report" TEXT NOT NULL,
    "span" JSONB NOT NULL,
    "recipients" INTEGER NOT NULL,

    CONSTRAINT "report_run_pkey" PRIMARY KEY ("organization_id","id")
);
CREATE INDEX "report_run_organization_id_saved_report_id_at_id_idx" ON "report_run"("organization_id", "saved_report_id", "at", "id");
CREATE INDEX "report_run_at_idx" ON "report_run"("at");
CREATE TABLE "report_file" (
    "organization_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "picture" BYTEA NOT NULL,
    "workbook" BYTEA NOT NULL,

    CONSTRAINT "report_file_pkey" PRIMARY KEY ("organization_id","run_id","language")
);
ALTER TABLE "saved_report" ADD CONSTRAINT "saved_report_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "saved_report" ADD CONSTRAINT "saved_report_organization_id_owner_id_fkey"
  FOREIGN KEY ("organization_id", "owner_id") REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "report_run" ADD CONSTRAINT "report_run_organization_id_saved_report_id_fkey"
  FOREIGN KEY ("organization_id", "saved_report_id") REFERENCES "saved_report"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "report_file" ADD CONSTRAINT "report_file_organization_id_run_id_fkey"
  FOREIGN KEY ("organization_id", "run_id") REFERENCES "report_run"("organization_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;
-- What comes with a mail; the mailbox of development keeps it too.
ALTER TABLE "dev_mail" ADD COLUMN "attachments" JSONB NOT NULL DEFAULT '[]';
