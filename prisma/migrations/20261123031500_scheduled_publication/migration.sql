-- When an article is to be published by itself, and who has said so.
ALTER TABLE "kb_article" ADD COLUMN "publish_at" TIMESTAMPTZ(3), ADD COLUMN "publish_by_id" UUID;
ALTER TABLE "kb_article" ADD CONSTRAINT "kb_article_organization_id_publish_by_id_fkey"
  FOREIGN KEY ("organization_id", "publish_by_id") REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX kb_article_due ON kb_article (organization_id, publish_at, id) WHERE publish_at IS NOT NULL;
CREATE INDEX outbox_article ON outbox (entity_id, created_at) WHERE kind = 'article';
