-- Closes the account of somebody who is to be erased, before anything else: from then on they write nothing, and what they
-- asked for and nobody has decided comes to nothing. Repeating it is harmless. It returns what they are called, NULL where
-- there is no such person.
CREATE OR REPLACE FUNCTION close_erased_account(p_org uuid, p_user uuid) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  v_name text := person_name(p_org, p_user);
BEGIN
  UPDATE app_user SET status = 'inactive', helpdesk_authorized = false, deleted_at = coalesce(deleted_at, clock_timestamp())
    WHERE organization_id = p_org AND id = p_user;
  UPDATE department SET head_id = NULL WHERE organization_id = p_org AND head_id = p_user;
  -- One that is carried out just now waits for the facts that this holds, and is judged on them.
  UPDATE command_inbox SET status = 'rejected', decided_at = clock_timestamp(),
      problem = '{"code": "account_inactive", "error": "The account was closed before this was decided."}'
    WHERE id IN (
      SELECT id FROM command_inbox WHERE organization_id = p_org AND user_id = p_user AND status = 'pending'
      FOR NO KEY UPDATE SKIP LOCKED);
  RETURN v_name;
END
$$;
