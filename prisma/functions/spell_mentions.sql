-- A message as words alone: whom it mentions by id, by name.
CREATE OR REPLACE FUNCTION spell_mentions(p_org uuid, p_body text, p_mentions uuid[]) RETURNS text
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_id uuid;
BEGIN
  FOREACH v_id IN ARRAY p_mentions LOOP
    p_body := coalesce(
      regexp_replace(p_body, '@\[' || v_id || '\]', '@' || replace(person_name(p_org, v_id), '\', '\\'), 'gi'), p_body);
  END LOOP;
  RETURN p_body;
END
$$;
