-- A publication that fails is tried again later, and keeps back no other.
ALTER TABLE "kb_article" ADD COLUMN "put_off_until" TIMESTAMPTZ(3);
