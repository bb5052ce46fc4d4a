-- How far a sync with the staff store is: where it goes on, and what it has done.
CREATE TABLE "staff_sync" (
    "organization_id" UUID NOT NULL,
    "operation_id" UUID NOT NULL,
    "state" JSONB NOT NULL,

    CONSTRAINT "staff_sync_pkey" PRIMARY KEY ("organization_id", "operation_id")
);
ALTER TABLE "staff_sync" ADD CONSTRAINT "staff_sync_organization_id_operation_id_fkey"
  FOREIGN KEY ("organization_id", "operation_id")
  REFERENCES "operation"("organization_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;
CREATE UNIQUE INDEX operation_one_sync ON operation (organization_id) WHERE kind = 'staff_sync' AND ended_at IS NULL;
CREATE INDEX operation_synced ON operation (organization_id, created_at) WHERE kind = 'staff_sync' AND status = 'completed';

-- When recurring work begins: Temporal's schedules follow these rows.
CREATE TABLE "schedule" (
    "organization_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "schedule_pkey" PRIMARY KEY ("organization_id", "kind")
);
ALTER TABLE "schedule" ADD CONSTRAINT "schedule_organization_id_fkey" FOREIGN KEY ("organization_id")
  REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- How the staff store has them, and the sync that has seen them last; null for who was never seen there.
ALTER TABLE "app_user" ADD COLUMN "staff_status" TEXT, ADD COLUMN "staff_seen_by" UUID;
