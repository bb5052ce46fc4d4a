-- A text in which none of these names stands any more, as words of its own. It reads and writes nothing.
CREATE OR REPLACE FUNCTION without_names(p_text text, p_names text[]) RETURNS text
LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  v_text text := p_text;
  v_name text;
BEGIN
  FOREACH v_name IN ARRAY p_names LOOP
    CONTINUE WHEN btrim(v_name) = '' OR position(v_name in v_text) = 0;
    v_text := regexp_replace(
      v_text, '(?<![[:alnum:]])' || regexp_replace(v_name, '([^[:alnum:][:space:]])', '\\\1', 'g') || '(?![[:alnum:]])',
      '[erased]', 'g');
  END LOOP;
  RETURN v_text;
END
$$;
