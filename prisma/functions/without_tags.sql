-- A ticket's state, or an event of it, with no tag in it: as they are, were, and became. It reads and writes nothing.
CREATE OR REPLACE FUNCTION without_tags(p_document jsonb) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF NOT jsonb_path_exists(p_document, '$.**.tags') THEN
    RETURN p_document;
  END IF;
  RETURN (
    SELECT jsonb_object_agg(key, CASE
      WHEN key <> 'tags' THEN without_tags(value)
      WHEN jsonb_typeof(value) = 'object' THEN '{"from": [], "to": []}'
      ELSE '[]' END)
    FROM jsonb_each(p_document));
END
$$;
