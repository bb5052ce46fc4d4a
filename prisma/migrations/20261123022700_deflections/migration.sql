-- What has become of tickets before which articles were suggested: filed, or solved by one of them.
CREATE TABLE "kb_deflection" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "suggested" UUID[] DEFAULT ARRAY[]::UUID[],
    "solved_by" UUID,
    "department_id" UUID,
    "category_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kb_deflection_pkey" PRIMARY KEY ("organization_id","id")
);
ALTER TABLE "kb_deflection" ADD CONSTRAINT "kb_deflection_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX kb_deflection_by_time ON kb_deflection (organization_id, at);
CREATE INDEX kb_deflection_by_age ON kb_deflection (at);

-- For how many an article was enough.
ALTER TABLE "kb_view_count" ADD COLUMN "deflections" INTEGER NOT NULL DEFAULT 0;
