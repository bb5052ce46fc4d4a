-- Those of a list's texts that are ids. It writes nothing.
CREATE OR REPLACE FUNCTION parse_uuids(p_texts jsonb) RETURNS uuid[]
LANGUAGE sql IMMUTABLE AS $$
  SELECT ARRAY(
    SELECT parse_uuid(value) FROM jsonb_array_elements_text(coalesce(p_texts, '[]')) WHERE parse_uuid(value) IS NOT NULL)
$$;
