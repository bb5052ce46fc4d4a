-- A file may be an article's: what its writers have names some of them, each version those that it was published with.
ALTER TABLE "attachment" ADD COLUMN "article_id" UUID;
ALTER TABLE "attachment" DROP CONSTRAINT attachment_is_of_one;
ALTER TABLE "attachment" ADD CONSTRAINT attachment_is_of_one CHECK (num_nonnulls(ticket_id, job_id, article_id) <= 1);
ALTER TABLE "attachment" ADD CONSTRAINT "attachment_organization_id_article_id_fkey"
  FOREIGN KEY ("organization_id", "article_id") REFERENCES "kb_article"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX "attachment_organization_id_article_id_idx" ON "attachment"("organization_id", "article_id");
ALTER TABLE "kb_article" ADD COLUMN "attachment_ids" UUID[] NOT NULL DEFAULT '{}';
ALTER TABLE "kb_article_version" ADD COLUMN "attachment_ids" UUID[] NOT NULL DEFAULT '{}';
