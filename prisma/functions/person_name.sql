-- What somebody of an organization is called; NULL where the id is.
CREATE OR REPLACE FUNCTION person_name(p_org uuid, p_user uuid) RETURNS text
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT one_line(first_name || ' ' || last_name) FROM app_user WHERE organization_id = p_org AND id = p_user);
END
$$;
