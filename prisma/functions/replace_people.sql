-- A document in which one person stands for all of these. It reads and writes nothing.
CREATE OR REPLACE FUNCTION replace_people(p_document jsonb, p_people uuid[], p_by uuid) RETURNS jsonb
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_text text := p_document::text;
  v_person uuid;
BEGIN
  FOREACH v_person IN ARRAY p_people LOOP
    v_text := replace(v_text, v_person::text, p_by::text);
  END LOOP;
  RETURN v_text::jsonb;
END
$$;
