-- Tells people of an account: `p_about` names whose it is.
CREATE OR REPLACE FUNCTION tell_of_account(p_org uuid, p_type text, p_channels jsonb, p_users uuid[], p_about jsonb)
RETURNS void
LANGUAGE sql AS $$
  SELECT tell_people(p_org, p_type, p_channels, p_users, 'account', p_about)
$$;
