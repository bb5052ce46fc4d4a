-- Who has read an article on a day, by an HMAC: it is counted once.
CREATE TABLE "kb_view" (
    "organization_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "reader" TEXT NOT NULL,

    CONSTRAINT "kb_view_pkey" PRIMARY KEY ("organization_id","article_id","day","reader")
);
ALTER TABLE "kb_view" ADD CONSTRAINT "kb_view_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX kb_view_by_day ON kb_view (day);

-- How often an article was read.
CREATE TABLE "kb_view_count" (
    "organization_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "views" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "kb_view_count_pkey" PRIMARY KEY ("organization_id","article_id")
);
ALTER TABLE "kb_view_count" ADD CONSTRAINT "kb_view_count_organization_id_article_id_fkey"
  FOREIGN KEY ("organization_id", "article_id") REFERENCES "kb_article"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- What a reader says of an article, as they have said it last.
CREATE TABLE "kb_feedback" (
    "organization_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "helpful" BOOLEAN NOT NULL,
    "comment" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kb_feedback_pkey" PRIMARY KEY ("organization_id","article_id","user_id")
);
ALTER TABLE "kb_feedback" ADD CONSTRAINT "kb_feedback_organization_id_article_id_fkey"
  FOREIGN KEY ("organization_id", "article_id") REFERENCES "kb_article"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "kb_feedback" ADD CONSTRAINT "kb_feedback_organization_id_user_id_fkey"
  FOREIGN KEY ("organization_id", "user_id") REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX "kb_feedback_organization_id_user_id_idx" ON "kb_feedback"("organization_id", "user_id");
CREATE INDEX kb_feedback_newest ON kb_feedback (organization_id, article_id, at, user_id);
