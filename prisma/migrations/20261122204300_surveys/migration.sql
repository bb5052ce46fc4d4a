-- What somebody is asked about a ticket: planned, sent, answered once, or not. What they chose and what they wrote stand apart: their
-- words go with them.
CREATE TABLE "survey" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "template_id" UUID NOT NULL,
    "template_version" INTEGER NOT NULL,
    "ticket_id" UUID NOT NULL,
    "ticket_version" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "cause" TEXT NOT NULL,
    "user_id" UUID NOT NULL,
    "trigger" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "cancelled_reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "next_due_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "reminded_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "answers" JSONB,
    "texts" JSONB NOT NULL DEFAULT '{}',
    "score" INTEGER,
    "nps" INTEGER,
    "answer_key" TEXT,

    CONSTRAINT "survey_pkey" PRIMARY KEY ("organization_id","id")
);
ALTER TABLE "survey" ADD CONSTRAINT "survey_organization_id_template_id_fkey"
  FOREIGN KEY ("organization_id", "template_id") REFERENCES "survey_template"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "survey" ADD CONSTRAINT "survey_organization_id_ticket_id_fkey"
  FOREIGN KEY ("organization_id", "ticket_id") REFERENCES "ticket"("organization_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE "survey" ADD CONSTRAINT "survey_organization_id_user_id_fkey"
  FOREIGN KEY ("organization_id", "user_id") REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE UNIQUE INDEX "survey_organization_id_cause_template_id_key" ON "survey"("organization_id", "cause", "template_id");
CREATE INDEX "survey_organization_id_ticket_id_idx" ON "survey"("organization_id", "ticket_id");
CREATE INDEX "survey_organization_id_user_id_sent_at_idx" ON "survey"("organization_id", "user_id", "sent_at");
CREATE INDEX survey_due ON survey (organization_id, next_due_at, id) WHERE next_due_at IS NOT NULL;
CREATE INDEX survey_answered ON survey (organization_id, answered_at, id) WHERE answered_at IS NOT NULL;

CREATE INDEX outbox_survey ON outbox (entity_id, created_at) WHERE kind = 'survey';
