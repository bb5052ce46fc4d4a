-- UIDs are those of one folder: another that is read instead, or the same anew, may have numbered its mails alike.
ALTER TABLE "mailbox" ADD COLUMN "reading" INTEGER NOT NULL DEFAULT 1;
ALTER TABLE "mailbox_mail" ADD COLUMN "reading" INTEGER NOT NULL DEFAULT 1;
DROP INDEX "mailbox_mail_organization_id_mailbox_id_uid_validity_uid_key";
CREATE UNIQUE INDEX "mailbox_mail_place" ON "mailbox_mail"("organization_id", "mailbox_id", "reading", "uid_validity", "uid");
