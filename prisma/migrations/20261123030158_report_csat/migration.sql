-- What became of surveys: how many were sent and answered, and what was answered of satisfaction and of telling others.
CREATE TABLE "report_csat" (
    "organization_id" UUID NOT NULL,
    "grain" TEXT NOT NULL,
    "dimension" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "department" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "sent" BIGINT NOT NULL,
    "answered" BIGINT NOT NULL,
    "ratings" BIGINT NOT NULL,
    "satisfied" BIGINT NOT NULL,
    "scores" BIGINT NOT NULL,
    "nps_answers" BIGINT NOT NULL,
    "promoters" BIGINT NOT NULL,
    "detractors" BIGINT NOT NULL,

    CONSTRAINT "report_csat_pkey" PRIMARY KEY ("organization_id","grain","dimension","at","department","key")
);
ALTER TABLE "report_csat" ADD CONSTRAINT "report_csat_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
