-- Locks the contracts, live or about to be, of the customer whose tickets somebody files, so that what is left of them stays so until the commit.
-- False where there is none. It writes nothing.
CREATE OR REPLACE FUNCTION hold_contracts(p_org uuid, p_requester uuid) RETURNS boolean
LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM contract k
    WHERE k.organization_id = p_org AND k.status IN ('active', 'scheduled') AND k.customer_id = (
      SELECT c.id FROM customer c WHERE c.organization_id = p_org AND c.user_id = p_requester AND c.deleted_at IS NULL)
    ORDER BY k.id FOR NO KEY UPDATE;
  RETURN FOUND;
END
$$;
