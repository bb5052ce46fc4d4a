-- A work order waits for something: an answer, the time before a visit, its beginning.
ALTER TABLE "work_order" ADD COLUMN "next_due_at" TIMESTAMPTZ(3);
ALTER TABLE "work_order" ADD COLUMN "late_for" TIMESTAMPTZ(3);
ALTER TABLE "job" ADD COLUMN "offered_by_id" UUID;
ALTER TABLE "job" ADD COLUMN "reminded_for" TIMESTAMPTZ(3);
ALTER TABLE "job" ADD COLUMN "ticket_told" BOOLEAN NOT NULL DEFAULT false;

UPDATE "job" j SET offered_by_id = w.created_by_id, ticket_told = true FROM "work_order" w
  WHERE w.organization_id = j.organization_id AND w.id = j.work_order_id;
ALTER TABLE "job" ALTER COLUMN "offered_by_id" SET NOT NULL;
ALTER TABLE "job" ADD CONSTRAINT "job_organization_id_offered_by_id_fkey"
  FOREIGN KEY ("organization_id", "offered_by_id") REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Those that are there are looked at once.
UPDATE "work_order" SET next_due_at = clock_timestamp() WHERE status NOT IN ('completed', 'cancelled') AND deleted_at IS NULL;
CREATE INDEX work_order_due ON work_order (next_due_at) WHERE next_due_at IS NOT NULL;
