-- Counts a ticket that was handed in on the contract which it is filed by; there may be none. Its caller holds the contract, and does
-- it once a ticket: in the transaction that creates or submits it.
CREATE OR REPLACE FUNCTION count_ticket_use(p_org uuid, p_requester uuid, p_channel text) RETURNS void
LANGUAGE sql AS $$
  UPDATE contract SET state = jsonb_set(state, '{used}', to_jsonb((state->>'used')::int + 1))
  WHERE organization_id = p_org AND id = (find_entitlement(p_org, p_requester, p_channel)->>'contractId')::uuid
$$;
