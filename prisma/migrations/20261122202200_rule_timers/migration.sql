-- When rules that begin with a time are to be asked about a ticket; one that was asked stays, so that it is once.
CREATE TABLE "rule_timer" (
    "organization_id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "depth" INTEGER NOT NULL DEFAULT 1,
    "fired_at" TIMESTAMPTZ(3),

    CONSTRAINT "rule_timer_pkey" PRIMARY KEY ("organization_id","rule_id","ticket_id","version","since")
);
CREATE INDEX rule_timer_due ON rule_timer (organization_id, due_at) WHERE fired_at IS NULL;
CREATE INDEX "rule_timer_organization_id_ticket_id_idx" ON "rule_timer"("organization_id","ticket_id");
ALTER TABLE "rule_timer" ADD CONSTRAINT "rule_timer_organization_id_rule_id_fkey"
  FOREIGN KEY ("organization_id", "rule_id") REFERENCES "automation_rule"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "rule_timer" ADD CONSTRAINT "rule_timer_organization_id_ticket_id_fkey"
  FOREIGN KEY ("organization_id", "ticket_id") REFERENCES "ticket"("organization_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;
CREATE INDEX outbox_rules ON outbox (entity_id, created_at) WHERE kind = 'rules';
