-- What readers find: an article as it was published last, how far it is read, and by what a search narrows.
CREATE TABLE "kb_searchable" (
    "organization_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "reach" SMALLINT NOT NULL,
    "category_id" UUID NOT NULL,
    "language" TEXT NOT NULL,
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],

    CONSTRAINT "kb_searchable_pkey" PRIMARY KEY ("organization_id","article_id")
);
ALTER TABLE "kb_searchable" ADD CONSTRAINT "kb_searchable_organization_id_article_id_fkey"
  FOREIGN KEY ("organization_id", "article_id") REFERENCES "kb_article"("organization_id", "id") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- Under which stems it is found, and how much each says of it.
CREATE TABLE "kb_posting" (
    "organization_id" UUID NOT NULL,
    "article_id" UUID NOT NULL,
    "lexeme" TEXT NOT NULL COLLATE "C",
    "impact" REAL NOT NULL,

    CONSTRAINT "kb_posting_pkey" PRIMARY KEY ("organization_id","article_id","lexeme")
);
ALTER TABLE "kb_posting" ADD CONSTRAINT "kb_posting_organization_id_article_id_fkey"
  FOREIGN KEY ("organization_id", "article_id") REFERENCES "kb_searchable"("organization_id", "article_id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX kb_posting_by_impact ON kb_posting (organization_id, lexeme, impact DESC) INCLUDE (article_id);

-- The words of all of them, without accents, with their stems: what was begun, or written wrongly, is looked up here.
CREATE TABLE "kb_word" (
    "organization_id" UUID NOT NULL,
    "word" TEXT NOT NULL COLLATE "C",
    "lexeme" TEXT NOT NULL COLLATE "C",

    CONSTRAINT "kb_word_pkey" PRIMARY KEY ("organization_id","word","lexeme")
);
ALTER TABLE "kb_word" ADD CONSTRAINT "kb_word_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE INDEX kb_word_by_lexeme ON kb_word (organization_id, lexeme);
CREATE INDEX kb_word_alike ON kb_word USING gin (organization_id, word gin_trgm_ops);

-- What was looked for and not found, however often; `found` says how many the last time.
CREATE TABLE "kb_search" (
    "organization_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "query" TEXT NOT NULL COLLATE "C",
    "times" INTEGER NOT NULL DEFAULT 1,
    "found" INTEGER NOT NULL DEFAULT 0,
    "first_at" TIMESTAMPTZ(3) NOT NULL,
    "last_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "kb_search_pkey" PRIMARY KEY ("organization_id","id")
);
ALTER TABLE "kb_search" ADD CONSTRAINT "kb_search_organization_id_fkey"
  FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
CREATE UNIQUE INDEX "kb_search_organization_id_query_key" ON "kb_search"("organization_id", "query");
CREATE INDEX kb_search_by_last ON kb_search (last_at);
CREATE INDEX kb_search_newest ON kb_search (organization_id, last_at, id);
