-- Whether somebody filed an ordinary ticket themselves. A function of its own, as a subquery on tickets would be
-- planned anew with every search: what words match is not known before.
CREATE OR REPLACE FUNCTION filed_by(p_org uuid, p_ticket uuid, p_user uuid) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (
    SELECT 1 FROM ticket
    WHERE organization_id = p_org AND id = p_ticket AND type = 'ticket' AND requester_id = p_user);
END
$$;
