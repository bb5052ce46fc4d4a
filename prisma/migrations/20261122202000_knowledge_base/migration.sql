-- Where articles stand. `reach` says who may read what is in it, as the narrowest of it and of all above it: 0 everybody, 1 who is
-- signed in, 2 staff.
CREATE TABLE "kb_category" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "parent_id" UUID,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "place" INTEGER NOT NULL,
    "visibility" TEXT NOT NULL,
    "reach" SMALLINT NOT NULL DEFAULT 2,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "kb_category_pkey" PRIMARY KEY ("organization_id","id")
);
ALTER TABLE "kb_category" ADD CONSTRAINT "kb_category_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "kb_category" ADD CONSTRAINT "kb_category_organization_id_parent_id_fkey"
  FOREIGN KEY ("organization_id", "parent_id") REFERENCES "kb_category"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX kb_category_by_name ON kb_category (organization_id, (left(lower(name), 40)), id) WHERE deleted_at IS NULL;
CREATE INDEX kb_category_by_parent ON kb_category (organization_id, parent_id) WHERE deleted_at IS NULL;

-- An article as those who write it have it; what others read is the version that was published last. `words` is what it says
-- without its marks.
CREATE TABLE "kb_article" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "category_id" UUID NOT NULL,
    "author_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "visibility" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT,
    "body" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "keywords" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "language" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER,
    "has_draft" BOOLEAN NOT NULL DEFAULT true,
    "published_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "kb_article_pkey" PRIMARY KEY ("organization_id","id")
);
ALTER TABLE "kb_article" ADD CONSTRAINT "kb_article_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "kb_article" ADD CONSTRAINT "kb_article_organization_id_category_id_fkey"
  FOREIGN KEY ("organization_id", "category_id") REFERENCES "kb_category"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "kb_article" ADD CONSTRAINT "kb_article_organization_id_author_id_fkey"
  FOREIGN KEY ("organization_id", "author_id") REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX kb_article_by_category ON kb_article (organization_id, category_id) WHERE deleted_at IS NULL;
CREATE INDEX kb_article_by_author ON kb_article (organization_id, author_id);

-- Each publication.
CREATE TABLE "kb_article_version" (
    "organization_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "summary" TEXT,
    "body" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "words" TEXT NOT NULL,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "keywords" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "language" TEXT NOT NULL,
    "published_by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kb_article_version_pkey" PRIMARY KEY ("organization_id","article_id","version")
);
ALTER TABLE "kb_article_version" ADD CONSTRAINT "kb_article_version_organization_id_article_id_fkey"
  FOREIGN KEY ("organization_id", "article_id") REFERENCES "kb_article"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "kb_article_version" ADD CONSTRAINT "kb_article_version_organization_id_published_by_id_fkey"
  FOREIGN KEY ("organization_id", "published_by_id") REFERENCES "app_user"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX kb_article_version_by_publisher ON kb_article_version (organization_id, published_by_id);
