-- What is promised of a ticket by the contract that it was filed by, whatever others there are; where that is not live any more, or it was
-- filed by none, by what its customer has now. A sub-ticket is its parent's customer's, too. It writes nothing.
CREATE OR REPLACE FUNCTION find_bought_policy(p_org uuid, p_ticket uuid) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT k.state->'terms' FROM contract k
      WHERE k.organization_id = p_org AND k.id = coalesce(p.contract_id, t.contract_id) AND k.status = 'active'),
    find_entitlement(p_org, coalesce(p.requester_id, t.requester_id), t.channel)->'terms')->'entitlements'->>'slaPolicyId'
  FROM ticket t LEFT JOIN ticket p ON p.organization_id = p_org AND p.id = t.parent_id
  WHERE t.organization_id = p_org AND t.id = p_ticket
$$;
