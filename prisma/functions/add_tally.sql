-- Adds (1) a ticket to the tallies, or takes it off (-1). `p_state` is given where it may have been resolved.
CREATE OR REPLACE FUNCTION add_tally(
  p_org uuid, p_requester uuid, p_department uuid, p_assignee uuid, p_status text, p_state jsonb, p_by int
) RETURNS void
LANGUAGE plpgsql AS $$ -- its plan is kept: it runs with nearly every event
DECLARE
  v_seconds bigint := extract(epoch FROM (coalesce(p_state->>'resolvedAt', p_state->>'closedAt'))::timestamptz
    - (p_state->>'versionBeganAt')::timestamptz)::bigint;
BEGIN
  INSERT INTO ticket_tally (organization_id, id, requester_id, department_id, assignee_id, status, tickets, resolved, seconds)
  VALUES (p_org, uuidv7(), p_requester, p_department,
    CASE WHEN p_status NOT IN ('draft', 'rejected', 'closed', 'withdrawn', 'completed', 'resolved') THEN p_assignee END,
    p_status, p_by, CASE WHEN v_seconds IS NULL THEN 0 ELSE p_by END, coalesce(v_seconds * p_by, 0));
END
$$;
