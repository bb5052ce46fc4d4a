-- Whether somebody can sign in once they may: by a password, or by a provider of sign-ins. It writes nothing.
CREATE OR REPLACE FUNCTION has_way_in(p_org uuid, p_user uuid) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM app_user WHERE organization_id = p_org AND id = p_user AND password_hash IS NOT NULL)
    OR EXISTS (SELECT 1 FROM identity WHERE organization_id = p_org AND user_id = p_user)
$$;
