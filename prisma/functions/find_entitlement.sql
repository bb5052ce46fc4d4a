-- What the requester of a ticket is entitled to by the live contracts of their customer: by one that takes another ticket of that channel
-- where there is one, and bills nothing for it where that may be, else by the oldest; null where there is none. It is the present instant's
-- period that is judged, whether its run has begun it or not. It writes nothing.
CREATE OR REPLACE FUNCTION find_entitlement(p_org uuid, p_requester uuid, p_channel text) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  SELECT found.entitlement
  FROM customer c JOIN contract k ON k.organization_id = p_org AND k.customer_id = c.id AND k.status IN ('active', 'scheduled')
  CROSS JOIN LATERAL (SELECT has_boundary_passed(k.state) AS is_next OFFSET 0) boundary
  CROSS JOIN LATERAL (SELECT jsonb_build_object('contractId', k.id, 'channel', p_channel,
    'used', CASE WHEN is_next THEN coalesce((k.state->>'ahead')::int, 0) ELSE (k.state->>'used')::int END,
    'terms', CASE WHEN is_next THEN coalesce(nullif(k.state->'nextTerms', 'null'), k.state->'terms') ELSE k.state->'terms' END) AS entitlement) found
  WHERE c.organization_id = p_org AND c.user_id = p_requester AND c.deleted_at IS NULL AND CASE k.status
    WHEN 'scheduled' THEN is_next
    ELSE NOT is_next OR (k.state->>'autoRenew')::boolean AND NOT (k.state->>'cancelAtPeriodEnd')::boolean END
  ORDER BY fits_entitlement(found.entitlement, p_channel) DESC,
    coalesce((found.entitlement->>'used')::int < (found.entitlement->'terms'->'entitlements'->>'ticketsPerPeriod')::int, true) DESC, k.id
  LIMIT 1
$$;
