-- What an organization's settings for automation were under each of their versions: whatever began under one keeps it.
CREATE TABLE "resource_version" (
    "organization_id" UUID NOT NULL,
    "entity" TEXT NOT NULL,
    "entity_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "definition" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "resource_version_pkey" PRIMARY KEY ("organization_id","entity","entity_id","version")
);
ALTER TABLE "resource_version" ADD CONSTRAINT "resource_version_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Several actions that somebody carries out with one.
CREATE TABLE "macro" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "actions" JSONB NOT NULL,
    "roles" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "department_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "macro_pkey" PRIMARY KEY ("organization_id","id")
);
ALTER TABLE "macro" ADD CONSTRAINT "macro_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "macro" ADD CONSTRAINT "macro_organization_id_department_id_fkey"
  FOREIGN KEY ("organization_id", "department_id") REFERENCES "department"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX macro_by_name ON macro (organization_id, (left(lower(name), 40)), id) WHERE deleted_at IS NULL;
