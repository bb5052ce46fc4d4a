-- Mails that came in, as they came, and what has become of each.
CREATE TABLE "mail_in" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "source" TEXT NOT NULL,
    "digest" TEXT NOT NULL,
    "recipients" TEXT[],
    "envelope_sender" TEXT NOT NULL,
    "raw" BYTEA NOT NULL,
    "size" INTEGER NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "why" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_due_at" TIMESTAMPTZ(3),
    "message_id" TEXT,
    "sender" TEXT,
    "sender_name" TEXT,
    "sender_id" UUID,
    "subject" TEXT,
    "preview" TEXT,
    "authentication" JSONB,
    "directed" JSONB,
    "ticket_id" UUID,
    "chat_message_id" UUID,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_in_pkey" PRIMARY KEY ("organization_id","id")
);
CREATE UNIQUE INDEX "mail_in_organization_id_digest_key" ON "mail_in"("organization_id", "digest");
CREATE INDEX "mail_in_organization_id_status_id_idx" ON "mail_in"("organization_id", "status", "id");
CREATE INDEX "mail_in_organization_id_sender_received_at_idx" ON "mail_in"("organization_id", "sender", "received_at");
CREATE INDEX "mail_in_organization_id_message_id_idx" ON "mail_in"("organization_id", "message_id");
CREATE INDEX "mail_in_organization_id_ticket_id_idx" ON "mail_in"("organization_id", "ticket_id");
CREATE INDEX "mail_in_organization_id_sender_id_idx" ON "mail_in"("organization_id", "sender_id");
CREATE INDEX "mail_in_received_at_idx" ON "mail_in"("received_at");
ALTER TABLE "mail_in" ADD CONSTRAINT "mail_in_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "mail_in" ADD CONSTRAINT "mail_in_organization_id_sender_id_fkey"
  FOREIGN KEY ("organization_id", "sender_id") REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "mail_in" ADD CONSTRAINT "mail_in_organization_id_ticket_id_fkey"
  FOREIGN KEY ("organization_id", "ticket_id") REFERENCES "ticket"("organization_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;
CREATE INDEX mail_in_due ON mail_in (organization_id, next_due_at, received_at) WHERE next_due_at IS NOT NULL;
-- The last time that the run of an organization's mails was woken.
CREATE INDEX outbox_mail_in ON outbox (entity_id, created_at) WHERE kind = 'mail_in';
