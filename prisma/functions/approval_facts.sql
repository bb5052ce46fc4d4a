-- The approval that a ticket had at an instant, with those whom its details are for.
CREATE OR REPLACE FUNCTION approval_facts(p_org uuid, p_ticket uuid, p_at timestamptz) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  a approval;
BEGIN
  SELECT * INTO a FROM approval
    WHERE organization_id = p_org AND ticket_id = p_ticket AND at <= p_at ORDER BY n DESC LIMIT 1;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  RETURN jsonb_build_object(
    'status', a.status,
    'at', to_char(a.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'requestedBy', person_name(p_org, a.requested_by_id),
    'requestedById', a.requested_by_id,
    'deciderIds', a.decider_ids,
    'steps', a.steps,
    'details', jsonb_build_object('reason', a.reason, 'amount', a.amount_minor, 'currency', a.currency));
END
$$;
