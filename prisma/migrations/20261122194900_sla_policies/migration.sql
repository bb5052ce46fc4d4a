-- What an organization promises of which tickets, by priority.
CREATE TABLE "sla_policy" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "conditions" JSONB NOT NULL,
    "calendar_id" UUID,
    "targets" JSONB NOT NULL,
    "warn_at" JSONB NOT NULL,
    "pause_in" JSONB NOT NULL,
    "escalation_matrix_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "sla_policy_pkey" PRIMARY KEY ("organization_id","id")
);
ALTER TABLE "sla_policy" ADD CONSTRAINT "sla_policy_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "sla_policy" ADD CONSTRAINT "sla_policy_organization_id_calendar_id_fkey"
  FOREIGN KEY ("organization_id", "calendar_id")
  REFERENCES "calendar"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "sla_policy" ADD CONSTRAINT "sla_policy_organization_id_escalation_matrix_id_fkey"
  FOREIGN KEY ("organization_id", "escalation_matrix_id")
  REFERENCES "escalation_matrix"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX sla_policy_by_name ON sla_policy (organization_id, (left(lower(name), 40)), id) WHERE deleted_at IS NULL;
CREATE INDEX sla_policy_in_order ON sla_policy (organization_id, place, id) WHERE deleted_at IS NULL AND active;
CREATE TRIGGER sla_policy_facts BEFORE INSERT OR UPDATE OR DELETE ON sla_policy
  FOR EACH ROW EXECUTE FUNCTION hold_facts();
