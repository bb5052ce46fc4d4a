-- How many tickets came, were completed and closed, and came back, by quarters of an hour.
CREATE TABLE "report_volume" (
    "organization_id" UUID NOT NULL,
    "dimension" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    -- ids; empty where there is none
    "department" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "created" BIGINT NOT NULL,
    "completed" BIGINT NOT NULL,
    "closed" BIGINT NOT NULL,
    "reopened" BIGINT NOT NULL,
    "reworked" BIGINT NOT NULL,

    CONSTRAINT "report_volume_pkey" PRIMARY KEY ("organization_id","dimension","at","department","key")
);
ALTER TABLE "report_volume" ADD CONSTRAINT "report_volume_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
