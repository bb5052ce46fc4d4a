-- What people are asked when a ticket has come to its end.
CREATE TABLE "survey_template" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "trigger" TEXT NOT NULL,
    "delay" TEXT NOT NULL,
    "expires_after" TEXT NOT NULL,
    "reminder_after" TEXT,
    "quiet_period" TEXT NOT NULL,
    "conditions" JSONB NOT NULL,
    "questions" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "survey_template_pkey" PRIMARY KEY ("organization_id","id")
);
ALTER TABLE "survey_template" ADD CONSTRAINT "survey_template_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX survey_template_by_name ON survey_template (organization_id, (left(lower(name), 40)), id) WHERE deleted_at IS NULL;
