-- When an organization works: business hours of a week in a time zone, and days on which nobody does.
CREATE TABLE "calendar" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "timezone" TEXT NOT NULL,
    "hours" JSONB NOT NULL,
    "holidays" JSONB NOT NULL DEFAULT '[]',
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "calendar_pkey" PRIMARY KEY ("organization_id", "id")
);
ALTER TABLE "calendar" ADD CONSTRAINT "calendar_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE TRIGGER calendar_facts BEFORE INSERT OR UPDATE OR DELETE ON calendar
  FOR EACH ROW EXECUTE FUNCTION hold_facts();

-- No organization had calendars: nothing names one yet.
ALTER TABLE "sla_template" ADD CONSTRAINT "sla_template_organization_id_calendar_id_fkey"
  FOREIGN KEY ("organization_id", "calendar_id")
  REFERENCES "calendar"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "technician" ADD CONSTRAINT "technician_organization_id_calendar_id_fkey"
  FOREIGN KEY ("organization_id", "calendar_id")
  REFERENCES "calendar"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
