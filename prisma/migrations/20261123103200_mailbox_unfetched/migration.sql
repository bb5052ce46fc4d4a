-- Mails of a mailbox that its server did not hand out, how often it was asked, and where each is listed that was put aside for it.
CREATE TABLE "mailbox_unfetched" (
    "organization_id" UUID NOT NULL,
    "mailbox_id" UUID NOT NULL,
    "uid" BIGINT NOT NULL,
    "tries" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "next_try_at" TIMESTAMPTZ(3),
    "mail_id" UUID,

    CONSTRAINT "mailbox_unfetched_pkey" PRIMARY KEY ("organization_id","mailbox_id","uid")
);
CREATE INDEX "mailbox_unfetched_organization_id_mail_id_idx" ON "mailbox_unfetched"("organization_id", "mail_id");
ALTER TABLE "mailbox_unfetched" ADD CONSTRAINT "mailbox_unfetched_organization_id_mailbox_id_fkey"
  FOREIGN KEY ("organization_id", "mailbox_id") REFERENCES "mailbox"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "mailbox_unfetched" ADD CONSTRAINT "mailbox_unfetched_organization_id_mail_id_fkey"
  FOREIGN KEY ("organization_id", "mail_id") REFERENCES "mail_in"("organization_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;
