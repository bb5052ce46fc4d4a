-- What a published article says, as a model places it among others; `signs` is on which side of zero each number lies.
CREATE TABLE "kb_embedding" (
    "organization_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "model" TEXT NOT NULL,
    "vector" BYTEA NOT NULL,
    "signs" BIT VARYING NOT NULL,

    CONSTRAINT "kb_embedding_pkey" PRIMARY KEY ("organization_id","article_id")
);
ALTER TABLE "kb_embedding" ALTER COLUMN vector SET STORAGE EXTERNAL; -- it has no pattern that could be compressed
ALTER TABLE "kb_embedding" ADD CONSTRAINT "kb_embedding_organization_id_article_id_fkey"
  FOREIGN KEY ("organization_id", "article_id") REFERENCES "kb_searchable"("organization_id", "article_id") ON DELETE CASCADE ON UPDATE RESTRICT;
-- When a version is to be embedded that is not; all are, where a model is configured some day.
ALTER TABLE "kb_searchable" ADD COLUMN "embed_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP;
CREATE INDEX kb_searchable_to_embed ON kb_searchable (organization_id, embed_at, article_id) WHERE embed_at IS NOT NULL;
