-- Whether a contract's period is over, or its first has begun, though its run has not said so yet: findBoundary in src/domain/billing/contract-steps.ts.
CREATE OR REPLACE FUNCTION has_boundary_passed(p_state jsonb) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT coalesce(CASE p_state->>'status' WHEN 'scheduled' THEN p_state->>'startsAt' WHEN 'active' THEN p_state->'period'->>'to'
    END::timestamptz <= statement_timestamp(), false)
$$;
