-- What another system calls a ticket that it was told of, and where the ticket stands there.
ALTER TABLE "ticket" ADD COLUMN "external" JSONB;

-- Answers of other systems that came with a key: each is written once.
CREATE TABLE "ticket_reply" (
    "organization_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ticket_reply_pkey" PRIMARY KEY ("organization_id","ticket_id","key")
);
CREATE INDEX "ticket_reply_at_idx" ON "ticket_reply"("at");
ALTER TABLE "ticket_reply" ADD CONSTRAINT "ticket_reply_organization_id_ticket_id_fkey"
  FOREIGN KEY ("organization_id", "ticket_id")
  REFERENCES "ticket"("organization_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;
