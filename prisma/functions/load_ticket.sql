-- Reads what a workflow catches up with: the state, and the facts that its timers decide on. It marks the
-- applied commands as acknowledged, because a workflow that holds this state has seen them all; marking
-- them twice is harmless.
CREATE OR REPLACE FUNCTION load_ticket(p_org uuid, p_ticket uuid) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_state jsonb;
BEGIN
  SELECT state INTO v_state FROM ticket WHERE organization_id = p_org AND id = p_ticket FOR SHARE;
  UPDATE command_inbox SET acked_at = clock_timestamp()
    WHERE organization_id = p_org AND ticket_id = p_ticket AND status = 'applied' AND acked_at IS NULL;
  RETURN jsonb_build_object('state', v_state, 'facts', command_facts(p_org, p_ticket, NULL, '{}'));
END
$$;
