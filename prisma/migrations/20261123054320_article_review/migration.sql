-- When an article is to be looked over; its author is reminded once, at `remind_at`, which is null afterwards.
ALTER TABLE "kb_article" ADD COLUMN "review_at" TIMESTAMPTZ(3), ADD COLUMN "remind_at" TIMESTAMPTZ(3);
CREATE INDEX kb_article_reminders ON kb_article (organization_id, remind_at, id) WHERE remind_at IS NOT NULL;
