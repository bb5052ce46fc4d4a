-- What the requester of a ticket is entitled to by the live contracts of their customer: by one that takes another ticket of that channel
-- where there is one, and bills nothing for it where that may be, else by the oldest; null where there is none. It writes nothing.
CREATE OR REPLACE FUNCTION find_entitlement(p_org uuid, p_requester uuid, p_channel text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT found.entitlement
  FROM customer c JOIN contract k ON k.organization_id = p_org AND k.customer_id = c.id AND k.status = 'active'
  CROSS JOIN LATERAL (SELECT jsonb_build_object(
    'contractId', k.id, 'channel', p_channel, 'used', (k.state->>'used')::int, 'terms', k.state->'terms') AS entitlement) found
  WHERE c.organization_id = p_org AND c.user_id = p_requester AND c.deleted_at IS NULL
  ORDER BY fits_entitlement(found.entitlement, p_channel) DESC,
    coalesce((k.state->>'used')::int < (k.state->'terms'->'entitlements'->>'ticketsPerPeriod')::int, true) DESC, k.id
  LIMIT 1
$$;
