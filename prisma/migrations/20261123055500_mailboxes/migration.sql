-- Where an organization's mails lie, to be fetched by IMAP, and how far each was read. What opens it is sealed.
CREATE TABLE "mailbox" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "host" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "secure" BOOLEAN NOT NULL,
    "login" TEXT NOT NULL,
    "auth" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "secret_set_at" TIMESTAMPTZ(3) NOT NULL,
    "folder" TEXT NOT NULL,
    "department_id" UUID NOT NULL,
    "uid_validity" BIGINT,
    "last_uid" BIGINT NOT NULL DEFAULT 0,
    "old_until_uid" BIGINT NOT NULL DEFAULT 0,
    "begun_at" TIMESTAMPTZ(3),
    "is_begun_anew" BOOLEAN NOT NULL DEFAULT false,
    "next_poll_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_polled_at" TIMESTAMPTZ(3),
    "last_error" TEXT,
    "failing_since" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "mailbox_pkey" PRIMARY KEY ("organization_id","id")
);
CREATE INDEX "mailbox_organization_id_department_id_idx" ON "mailbox"("organization_id", "department_id");
CREATE INDEX mailbox_due ON mailbox (organization_id, next_poll_at) WHERE deleted_at IS NULL;
ALTER TABLE "mailbox" ADD CONSTRAINT "mailbox_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "mailbox" ADD CONSTRAINT "mailbox_organization_id_department_id_fkey"
  FOREIGN KEY ("organization_id", "department_id") REFERENCES "department"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Which mails were fetched of a mailbox: a digest of each, and where it lay.
CREATE TABLE "mailbox_mail" (
    "organization_id" UUID NOT NULL,
    "mailbox_id" UUID NOT NULL,
    "digest" TEXT NOT NULL,
    "uid_validity" BIGINT NOT NULL,
    "uid" BIGINT NOT NULL,

    CONSTRAINT "mailbox_mail_pkey" PRIMARY KEY ("organization_id","mailbox_id","digest")
);
CREATE UNIQUE INDEX "mailbox_mail_organization_id_mailbox_id_uid_validity_uid_key"
  ON "mailbox_mail"("organization_id", "mailbox_id", "uid_validity", "uid");
ALTER TABLE "mailbox_mail" ADD CONSTRAINT "mailbox_mail_organization_id_mailbox_id_fkey"
  FOREIGN KEY ("organization_id", "mailbox_id") REFERENCES "mailbox"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

ALTER TABLE "mail_in" ADD COLUMN "mailbox_id" UUID;
CREATE INDEX "mail_in_organization_id_mailbox_id_idx" ON "mail_in"("organization_id", "mailbox_id");
ALTER TABLE "mail_in" ADD CONSTRAINT "mail_in_organization_id_mailbox_id_fkey"
  FOREIGN KEY ("organization_id", "mailbox_id") REFERENCES "mailbox"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
