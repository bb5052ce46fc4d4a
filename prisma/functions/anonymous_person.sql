-- Who stands for everybody in what was anonymized: one account of an organization, which nobody can sign in to. Repeating it
-- is harmless: it is made once. It returns its id.
CREATE OR REPLACE FUNCTION anonymous_person(p_org uuid) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
  v_name CONSTANT text := 'anonymous@erased.invalid';
  v_id uuid := (SELECT id FROM app_user WHERE organization_id = p_org AND email = v_name);
BEGIN
  IF v_id IS NULL THEN
    INSERT INTO app_user (
      organization_id, id, employee_code, email, first_name, last_name, roles, status, deleted_at, erased_at)
    VALUES (p_org, uuidv7(), v_name, v_name, 'Erased', 'person', '{}', 'inactive', clock_timestamp(),
      clock_timestamp())
    ON CONFLICT DO NOTHING;
    v_id := (SELECT id FROM app_user WHERE organization_id = p_org AND email = v_name);
  END IF;
  RETURN v_id;
END
$$;
