-- Sums are kept by days of UTC beside the quarters of an hour: whatever lies in a span as a whole is read from these.
-- Rows of two grains share a table, and its key begins with what every report asks for.
ALTER TABLE "report_sla" ADD COLUMN "grain" TEXT NOT NULL DEFAULT 'quarter';
ALTER TABLE "report_sla" ALTER COLUMN "grain" DROP DEFAULT;
ALTER TABLE "report_sla" DROP CONSTRAINT "report_sla_pkey";
ALTER TABLE "report_sla" ADD CONSTRAINT "report_sla_pkey" PRIMARY KEY ("organization_id","grain","dimension","at","department","key");
INSERT INTO report_sla (organization_id, grain, dimension, at, department, key, tickets, responses_met, responses_breached,
    responses, response_seconds, resolutions_met, resolutions_breached, resolutions, resolution_seconds)
  SELECT organization_id, 'day', dimension, date_trunc('day', at, 'UTC'), department, key, sum(tickets), sum(responses_met),
    sum(responses_breached), sum(responses), sum(response_seconds), sum(resolutions_met), sum(resolutions_breached),
    sum(resolutions), sum(resolution_seconds)
  FROM report_sla GROUP BY 1, 2, 3, 4, 5, 6;

-- What comes into the backlog and leaves it, by whoever has it then: what is open is the sum of all that was before.
ALTER TABLE "report_volume" ADD COLUMN "grain" TEXT NOT NULL DEFAULT 'quarter', ADD COLUMN "came" BIGINT NOT NULL DEFAULT 0,
  ADD COLUMN "went" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "report_volume" ALTER COLUMN "grain" DROP DEFAULT, ALTER COLUMN "came" DROP DEFAULT, ALTER COLUMN "went" DROP DEFAULT;
ALTER TABLE "report_volume" DROP CONSTRAINT "report_volume_pkey";
ALTER TABLE "report_volume" ADD CONSTRAINT "report_volume_pkey" PRIMARY KEY ("organization_id","grain","dimension","at","department","key");
INSERT INTO report_volume (organization_id, grain, dimension, at, department, key, created, completed, closed, reopened, reworked, came, went)
  SELECT organization_id, 'day', dimension, date_trunc('day', at, 'UTC'), department, key, sum(created), sum(completed),
    sum(closed), sum(reopened), sum(reworked), 0, 0
  FROM report_volume GROUP BY 1, 2, 3, 4, 5, 6;

-- How long first responses and resolutions took: the sums, and of each the bucket that it lies in, two letters after two.
CREATE TABLE "report_times" (
    "organization_id" UUID NOT NULL,
    "grain" TEXT NOT NULL,
    "dimension" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "department" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "responses" BIGINT NOT NULL,
    "response_seconds" BIGINT NOT NULL,
    "response_buckets" TEXT NOT NULL,
    "resolutions" BIGINT NOT NULL,
    "resolution_seconds" BIGINT NOT NULL,
    "resolution_buckets" TEXT NOT NULL,

    CONSTRAINT "report_times_pkey" PRIMARY KEY ("organization_id","grain","dimension","at","department","key")
);
ALTER TABLE "report_times" ADD CONSTRAINT "report_times_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What was asked of approvers, and what they have made of it.
CREATE TABLE "report_approvals" (
    "organization_id" UUID NOT NULL,
    "grain" TEXT NOT NULL,
    "dimension" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "department" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "requested" BIGINT NOT NULL,
    "approved" BIGINT NOT NULL,
    "rejected" BIGINT NOT NULL,
    "cancelled" BIGINT NOT NULL,
    "decision_seconds" BIGINT NOT NULL,

    CONSTRAINT "report_approvals_pkey" PRIMARY KEY ("organization_id","grain","dimension","at","department","key")
);
ALTER TABLE "report_approvals" ADD CONSTRAINT "report_approvals_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
