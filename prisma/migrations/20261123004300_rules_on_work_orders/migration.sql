-- A rule is asked about a ticket or a work order.
ALTER TABLE "rule_run" ALTER COLUMN "ticket_id" DROP NOT NULL;
ALTER TABLE "rule_run" ADD COLUMN "work_order_id" UUID;
ALTER TABLE "rule_run" ADD CONSTRAINT rule_run_is_about_one CHECK (num_nonnulls(ticket_id, work_order_id) = 1);
CREATE INDEX rule_run_of_work_order ON rule_run (organization_id, work_order_id, at)
  WHERE matched AND cut IS NULL AND work_order_id IS NOT NULL;
