-- What a ticket adds to the figures of reports: it stays when the ticket is deleted, and what happened is counted on.
CREATE TABLE "report_ticket" (
    "organization_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "facts" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "report_ticket_pkey" PRIMARY KEY ("organization_id","ticket_id")
);
ALTER TABLE "report_ticket" ADD CONSTRAINT "report_ticket_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- The sums of these, by quarters of an hour: of each department alone, and divided by one thing more.
CREATE TABLE "report_sla" (
    "organization_id" UUID NOT NULL,
    "dimension" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    -- ids; empty where there is none
    "department" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "tickets" BIGINT NOT NULL,
    "responses_met" BIGINT NOT NULL,
    "responses_breached" BIGINT NOT NULL,
    "responses" BIGINT NOT NULL,
    "response_seconds" BIGINT NOT NULL,
    "resolutions_met" BIGINT NOT NULL,
    "resolutions_breached" BIGINT NOT NULL,
    "resolutions" BIGINT NOT NULL,
    "resolution_seconds" BIGINT NOT NULL,

    CONSTRAINT "report_sla_pkey" PRIMARY KEY ("organization_id","dimension","at","department","key")
);
ALTER TABLE "report_sla" ADD CONSTRAINT "report_sla_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
