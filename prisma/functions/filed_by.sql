-- Whether somebody filed an ordinary ticket themselves, or the parent of a sub-ticket. A function of its own, as a
-- subquery on tickets would be planned anew with every search: what words match is not known before.
CREATE OR REPLACE FUNCTION filed_by(p_org uuid, p_ticket uuid, p_user uuid) RETURNS boolean
LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (
    SELECT 1 FROM ticket t
    JOIN ticket filed ON filed.organization_id = p_org AND filed.id = coalesce(t.parent_id, t.id)
    WHERE t.organization_id = p_org AND t.id = p_ticket AND filed.requester_id = p_user);
END
$$;
