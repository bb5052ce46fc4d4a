-- An id as a caller wrote it; NULL for what is none, which is nobody's then. Columns are compared with this, and never as
-- text: no index has their text. It writes nothing.
CREATE OR REPLACE FUNCTION parse_uuid(p_text text) RETURNS uuid
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN p_text ~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN p_text::uuid END
$$;
