-- Work that takes its time and that somebody asked for: exports, erasures, runs of retention policies.
CREATE TABLE "operation" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "requested_by_id" UUID,
    "input" JSONB NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "progress" INTEGER NOT NULL DEFAULT 0,
    "result" JSONB,
    "problem" TEXT,
    "file_key" TEXT,
    "file" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "cancel_requested_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "file_expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "operation_pkey" PRIMARY KEY ("organization_id", "id")
);
CREATE INDEX "operation_ended_at_idx" ON "operation"("ended_at");
-- What waits or runs, and the files that are to be removed some day.
CREATE INDEX operation_open ON operation (created_at) WHERE ended_at IS NULL;
CREATE INDEX operation_with_file ON operation (file_expires_at) WHERE file_key IS NOT NULL;
CREATE INDEX outbox_operation ON outbox (entity_id, created_at) WHERE kind = 'operation';
ALTER TABLE "operation" ADD CONSTRAINT "operation_organization_id_fkey"
  FOREIGN KEY ("organization_id")
  REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "operation" ADD CONSTRAINT "operation_organization_id_requested_by_id_fkey"
  FOREIGN KEY ("organization_id", "requested_by_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
