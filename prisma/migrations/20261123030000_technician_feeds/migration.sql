-- By what a technician's calendar is read without signing in: its hash alone is kept.
ALTER TABLE "technician" ADD COLUMN "feed_token_hash" TEXT;
CREATE UNIQUE INDEX "technician_feed_token_hash_key" ON "technician"("feed_token_hash");
