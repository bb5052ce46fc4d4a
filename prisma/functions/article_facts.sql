-- What news of an article need for their words, as it is now; null for what is about none, or about one that is deleted. The date is
-- null where it is another than the one that they are about. It writes nothing.
CREATE OR REPLACE FUNCTION article_facts(p_org uuid, p_about jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object('articleId', a.id, 'title', a.title, 'reviewAt',
    CASE WHEN a.review_at = (p_about->>'reviewAt')::timestamptz
      THEN to_char(a.review_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') END)
  FROM kb_article a
  WHERE a.organization_id = p_org AND a.id = (p_about->>'articleId')::uuid AND a.deleted_at IS NULL
$$;
