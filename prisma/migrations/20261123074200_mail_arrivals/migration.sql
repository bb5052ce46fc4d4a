-- When a mail came into the mailbox that it was fetched of, days before perhaps; null where it was kept as it came.
ALTER TABLE "mail_in" ADD COLUMN "arrived_at" TIMESTAMPTZ(3);
