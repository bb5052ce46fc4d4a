-- Work at somebody's place, and the visits that are offered for it. Nobody is at two places at once, whoever has written it.
CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE "work_order" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'open',
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "customer_id" UUID,
    "ticket_id" UUID,
    "priority" TEXT NOT NULL,
    "skills" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "location" JSONB NOT NULL,
    "window" JSONB NOT NULL,
    "duration_minutes" INTEGER NOT NULL,
    "accept_within" TEXT,
    "custom_fields" JSONB NOT NULL DEFAULT '{}',
    "created_by_id" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "work_order_pkey" PRIMARY KEY ("organization_id","id")
);
CREATE TABLE "job" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "work_order_id" UUID NOT NULL,
    "technician_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "accept_by" TIMESTAMPTZ(3),
    "notes" TEXT,
    "steps" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "job_pkey" PRIMARY KEY ("organization_id","id")
);
CREATE TABLE "work_order_counter" (
    "organization_id" UUID NOT NULL,
    "last" INTEGER NOT NULL,

    CONSTRAINT "work_order_counter_pkey" PRIMARY KEY ("organization_id")
);

CREATE UNIQUE INDEX "work_order_organization_id_number_key" ON "work_order"("organization_id", "number");
CREATE INDEX "work_order_organization_id_ticket_id_idx" ON "work_order"("organization_id", "ticket_id");
CREATE INDEX "work_order_organization_id_customer_id_idx" ON "work_order"("organization_id", "customer_id");
CREATE INDEX "work_order_organization_id_status_id_idx" ON "work_order"("organization_id", "status", "id");
CREATE INDEX "job_organization_id_work_order_id_idx" ON "job"("organization_id", "work_order_id");
CREATE INDEX "job_organization_id_technician_id_starts_at_idx" ON "job"("organization_id", "technician_id", "starts_at");

ALTER TABLE "job" ADD CONSTRAINT job_one_place_at_once EXCLUDE USING gist (
    organization_id WITH =, technician_id WITH =, tstzrange(starts_at, ends_at) WITH &&)
  WHERE (status IN ('assigned', 'accepted', 'en_route', 'started'));

ALTER TABLE "work_order" ADD CONSTRAINT "work_order_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_organization_id_customer_id_fkey"
  FOREIGN KEY ("organization_id", "customer_id") REFERENCES "customer"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_organization_id_ticket_id_fkey"
  FOREIGN KEY ("organization_id", "ticket_id") REFERENCES "ticket"("organization_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE "work_order" ADD CONSTRAINT "work_order_organization_id_created_by_id_fkey"
  FOREIGN KEY ("organization_id", "created_by_id") REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "job" ADD CONSTRAINT "job_organization_id_work_order_id_fkey"
  FOREIGN KEY ("organization_id", "work_order_id") REFERENCES "work_order"("organization_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE "job" ADD CONSTRAINT "job_organization_id_technician_id_fkey"
  FOREIGN KEY ("organization_id", "technician_id") REFERENCES "technician"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "work_order_counter" ADD CONSTRAINT "work_order_counter_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
