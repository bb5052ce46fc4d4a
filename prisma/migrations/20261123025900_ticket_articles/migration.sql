-- Articles that belong to a ticket; who has said so stands in the audit.
CREATE TABLE "ticket_article" (
    "organization_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ticket_article_pkey" PRIMARY KEY ("organization_id","ticket_id","article_id")
);
ALTER TABLE "ticket_article" ADD CONSTRAINT "ticket_article_organization_id_ticket_id_fkey"
  FOREIGN KEY ("organization_id", "ticket_id") REFERENCES "ticket"("organization_id", "id") ON DELETE CASCADE ON UPDATE RESTRICT;
ALTER TABLE "ticket_article" ADD CONSTRAINT "ticket_article_organization_id_article_id_fkey"
  FOREIGN KEY ("organization_id", "article_id") REFERENCES "kb_article"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
