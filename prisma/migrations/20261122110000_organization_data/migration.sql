-- A code belongs to whatever is there, in capitals or not: what was deleted gives its own back.
ALTER TABLE "department" ADD COLUMN "description" TEXT;
DROP INDEX "department_organization_id_code_key";
CREATE UNIQUE INDEX department_code_live ON department (organization_id, lower(code)) WHERE deleted_at IS NULL;
DROP INDEX "category_organization_id_code_key";
DROP INDEX category_code_live;
CREATE UNIQUE INDEX category_code_live ON category (organization_id, lower(code)) WHERE deleted_at IS NULL;

ALTER TABLE "user_group" ADD COLUMN "department_id" UUID, ADD COLUMN "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "user_group" ADD CONSTRAINT "user_group_organization_id_department_id_fkey"
  FOREIGN KEY ("organization_id", "department_id")
  REFERENCES "department"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "group_member" ADD COLUMN "skills" JSONB NOT NULL DEFAULT '[]';
CREATE TRIGGER user_group_facts BEFORE UPDATE ON user_group FOR EACH ROW EXECUTE FUNCTION hold_facts();

-- A skill has a level. Nothing has written any yet.
ALTER TABLE "app_user" ALTER COLUMN "skills" DROP DEFAULT;
ALTER TABLE "app_user" ALTER COLUMN "skills" TYPE JSONB USING '[]'::jsonb;
ALTER TABLE "app_user" ALTER COLUMN "skills" SET DEFAULT '[]', ALTER COLUMN "skills" SET NOT NULL;
ALTER TABLE "app_user" ADD COLUMN "certifications" JSONB NOT NULL DEFAULT '[]';

CREATE TABLE "customer" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "company" TEXT NOT NULL,
    "user_id" UUID,
    "phone" TEXT,
    "tags" TEXT[] NOT NULL DEFAULT '{}',
    "tier" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "customer_pkey" PRIMARY KEY ("organization_id","id")
);
ALTER TABLE "customer" ADD CONSTRAINT "customer_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "customer" ADD CONSTRAINT "customer_organization_id_user_id_fkey"
  FOREIGN KEY ("organization_id", "user_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
-- Every ticket that is read asks for its requester's.
CREATE UNIQUE INDEX customer_of_user ON customer (organization_id, user_id) WHERE deleted_at IS NULL;
CREATE INDEX customer_by_company ON customer (organization_id, (left(lower(company), 40)), id) WHERE deleted_at IS NULL;

CREATE TABLE "technician" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "employee_id" TEXT,
    "skills" TEXT[] NOT NULL DEFAULT '{}',
    "certifications" JSONB NOT NULL DEFAULT '[]',
    "service_areas" TEXT[] NOT NULL DEFAULT '{}',
    "calendar_id" UUID,
    "max_jobs_per_day" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "technician_pkey" PRIMARY KEY ("organization_id","id")
);
ALTER TABLE "technician" ADD CONSTRAINT "technician_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "technician" ADD CONSTRAINT "technician_organization_id_user_id_fkey"
  FOREIGN KEY ("organization_id", "user_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE UNIQUE INDEX technician_of_user ON technician (organization_id, user_id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX technician_employee ON technician (organization_id, employee_id) WHERE deleted_at IS NULL;

-- Somebody's open tickets on their way to somebody else: one command in the inbox for each.
CREATE TABLE "handover" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "from_id" UUID NOT NULL,
    "ticket_ids" UUID[] NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "handover_pkey" PRIMARY KEY ("organization_id","id")
);
CREATE INDEX "handover_at_idx" ON "handover"("at");
ALTER TABLE "handover" ADD CONSTRAINT "handover_organization_id_user_id_fkey"
  FOREIGN KEY ("organization_id", "user_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "handover" ADD CONSTRAINT "handover_organization_id_from_id_fkey"
  FOREIGN KEY ("organization_id", "from_id")
  REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Ids of workflows begin with the slug at the founding, whatever it is changed to: null while it is the same.
ALTER TABLE "organization" ADD COLUMN "founding_slug" TEXT;
CREATE UNIQUE INDEX organization_founding_slug ON organization ((coalesce(founding_slug, slug)));
