-- What is done, level by level, about a clock that has warned or is overdue.
CREATE TABLE "escalation_matrix" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "levels" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "escalation_matrix_pkey" PRIMARY KEY ("organization_id","id")
);
ALTER TABLE "escalation_matrix" ADD CONSTRAINT "escalation_matrix_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX escalation_matrix_by_name ON escalation_matrix (organization_id, (left(lower(name), 40)), id) WHERE deleted_at IS NULL;
