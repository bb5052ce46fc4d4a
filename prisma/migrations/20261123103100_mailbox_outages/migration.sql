-- Admins are told once that a mailbox can't be read, and once that it can be again.
ALTER TABLE "mailbox" ADD COLUMN "sign_in_refusals" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "mailbox" ADD COLUMN "is_outage_told" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "mailbox" ADD COLUMN "outage_told_at" TIMESTAMPTZ(3);

-- What opens a mailbox is forgotten with it.
ALTER TABLE "mailbox" ALTER COLUMN "secret" DROP NOT NULL;
UPDATE "mailbox" SET "secret" = NULL WHERE "deleted_at" IS NOT NULL;
