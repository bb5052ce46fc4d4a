-- What an organization keeps no longer than it needs, and what becomes of it.
CREATE TABLE "retention_policy" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "after" TEXT NOT NULL,
    "archive" BOOLEAN NOT NULL DEFAULT true,
    "action" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "retention_policy_pkey" PRIMARY KEY ("organization_id","id")
);
ALTER TABLE "retention_policy" ADD CONSTRAINT "retention_policy_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX retention_policy_by_name ON retention_policy (organization_id, (left(lower(name), 40)), id) WHERE deleted_at IS NULL;
