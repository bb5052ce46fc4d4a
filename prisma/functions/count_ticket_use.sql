-- Counts a ticket that was handed in on the contract which it is filed by, and notes it there; there may be none. Its caller holds the
-- contract, and does it once a ticket: in the transaction that creates or submits it. After the end of a period it is counted for the next.
CREATE OR REPLACE FUNCTION count_ticket_use(p_org uuid, p_ticket uuid) RETURNS void
LANGUAGE sql AS $$
  WITH found AS (
    SELECT (find_entitlement(p_org, t.requester_id, t.channel)->>'contractId')::uuid AS contract_id
    FROM ticket t WHERE t.organization_id = p_org AND t.id = p_ticket),
  filed AS (
    UPDATE ticket SET contract_id = found.contract_id FROM found
    WHERE organization_id = p_org AND id = p_ticket AND found.contract_id IS NOT NULL)
  UPDATE contract k SET state = CASE WHEN has_boundary_passed(k.state)
      THEN jsonb_set(k.state, '{ahead}', to_jsonb(coalesce((k.state->>'ahead')::int, 0) + 1))
      ELSE jsonb_set(k.state, '{used}', to_jsonb((k.state->>'used')::int + 1)) END FROM found
  WHERE k.organization_id = p_org AND k.id = found.contract_id
$$;
