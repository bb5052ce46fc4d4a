-- Whether another ticket of a channel is taken by what find_entitlement has given: the rule's words are src/domain/billing/entitlement.ts.
CREATE OR REPLACE FUNCTION fits_entitlement(p_entitlement jsonb, p_channel text) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(p_entitlement->'terms'->'entitlements'->'channels' ? p_channel, true)
    AND (coalesce(p_entitlement->'terms'->'overage', 'null') <> 'null'
      OR coalesce((p_entitlement->>'used')::int < (p_entitlement->'terms'->'entitlements'->>'ticketsPerPeriod')::int, true))
$$;
