-- Writes what an article is found by, or that it is not: `searchable` is null for one that nobody reads. Without `postings` its
-- words stay as they are. One article of an organization after the other, so that a word goes only with the last that has
-- it; again is harmless.
CREATE OR REPLACE FUNCTION index_article(p jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_organization uuid := p->>'organizationId';
  v_article uuid := p->>'articleId';
  v_searchable jsonb := nullif(p->'searchable', 'null');
  v_postings jsonb := nullif(p->'postings', 'null');
  v_gone text[];
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('kb_word ' || v_organization, 0));
  IF v_searchable IS NOT NULL THEN
    INSERT INTO kb_searchable (organization_id, article_id, version, reach, category_id, language, tags)
      SELECT v_organization, v_article, version, reach, category_id, language, tags
      FROM jsonb_populate_record(NULL::kb_searchable, v_searchable)
      ON CONFLICT (organization_id, article_id) DO UPDATE SET version = excluded.version, reach = excluded.reach,
        category_id = excluded.category_id, language = excluded.language, tags = excluded.tags,
        embed_at = CASE WHEN kb_searchable.version = excluded.version THEN kb_searchable.embed_at ELSE clock_timestamp() END;
    IF v_postings IS NULL THEN
      RETURN;
    END IF;
  END IF;

  WITH removed AS (
    DELETE FROM kb_posting WHERE organization_id = v_organization AND article_id = v_article RETURNING lexeme)
  SELECT array_agg(lexeme) INTO v_gone FROM removed;
  IF v_searchable IS NULL THEN
    DELETE FROM kb_searchable WHERE organization_id = v_organization AND article_id = v_article;
  ELSE
    INSERT INTO kb_posting (organization_id, article_id, lexeme, impact)
      SELECT v_organization, v_article, lexeme, impact FROM jsonb_to_recordset(v_postings) AS given (lexeme text, impact real);
    INSERT INTO kb_word (organization_id, word, lexeme)
      SELECT v_organization, word, lexeme
      FROM jsonb_to_recordset(v_postings) AS given (lexeme text, words jsonb), jsonb_array_elements_text(words) AS word
      ON CONFLICT DO NOTHING;
  END IF;
  DELETE FROM kb_word w WHERE w.organization_id = v_organization AND w.lexeme = ANY (v_gone) AND NOT EXISTS (
    SELECT FROM kb_posting k WHERE k.organization_id = v_organization AND k.lexeme = w.lexeme);
END
$$;
