-- What customers can buy. A version of a plan is kept for the contracts that were made by it.
CREATE TABLE "plan" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "price" JSONB NOT NULL,
    "period" TEXT NOT NULL,
    "tax_rate" INTEGER NOT NULL,
    "entitlements" JSONB NOT NULL,
    "overage" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "plan_pkey" PRIMARY KEY ("organization_id","id")
);
ALTER TABLE "plan" ADD CONSTRAINT "plan_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
