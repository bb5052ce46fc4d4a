-- Locks what a command is decided on: its inbox row, then the facts, then the rows of the tickets, parents
-- before sub-tickets and these by number, so that two commands never wait for each other in a circle. What it
-- answers holds until the transaction ends. It writes nothing, so repeating it is harmless.
CREATE OR REPLACE FUNCTION lock_command(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_ticket uuid := (p->>'ticketId')::uuid;
  v_entry jsonb;
  v_payload jsonb := '{}';
  v_state jsonb;
  v_parent uuid;
  v_ids uuid[];
  v_taker uuid;
  v_relatives jsonb := '{"parent": null, "subTickets": []}';
  v_calendars jsonb := '[]'; -- of relatives whose pause may end
  c command_inbox;
BEGIN
  SELECT * INTO c FROM command_inbox
    WHERE id = p->>'commandId' AND organization_id = v_org FOR NO KEY UPDATE;
  IF FOUND THEN
    v_payload := c.payload;
    v_entry := jsonb_build_object(
      'status', c.status, 'problem', c.problem, 'name', c.name, 'actor', c.actor, 'payload', c.payload,
      'textsGiven', (SELECT coalesce(jsonb_agg(key), '[]') FROM jsonb_object_keys(c.texts) key),
      'ifMatch', c.if_match);
  END IF;

  PERFORM pg_advisory_xact_lock_shared(facts_lock_key(v_org));
  SELECT parent_id INTO v_parent FROM ticket WHERE organization_id = v_org AND id = v_ticket;
  v_ids := ARRAY[v_ticket, find_ticket_id(v_org, v_payload->>'duplicateOf')];
  IF (p->>'relatives')::boolean THEN
    v_ids := v_ids || v_parent;
    -- What follows may write hundreds of sub-tickets, and is not begun anew while it can still end.
    PERFORM set_config('statement_timeout', '15s', true);
  END IF;
  PERFORM 1 FROM ticket
    WHERE organization_id = v_org AND id = ANY (v_ids) AND parent_id IS NULL
    ORDER BY id
    FOR NO KEY UPDATE;
  -- A sub-ticket that was created meanwhile is seen, because its parent's row is locked by now.
  PERFORM 1 FROM ticket
    WHERE organization_id = v_org AND parent_id IS NOT NULL AND (
      id = ANY (v_ids) OR ((p->>'relatives')::boolean AND parent_id = v_ticket))
    ORDER BY child_number, id
    FOR NO KEY UPDATE;

  -- Last whoever takes a ticket, or is given it by routing: nobody adds to what they have before this ends.
  v_taker := CASE
    WHEN c.actor->'for'->>'by' = 'routing' THEN (v_payload->>'assigneeId')::uuid
    WHEN p->'needs' ? 'load' THEN c.user_id END;
  PERFORM pg_advisory_xact_lock(load_lock_key(v_org, v_taker)) WHERE v_taker IS NOT NULL;

  IF p->'needs' ? 'entitlement' THEN
    PERFORM hold_contracts(v_org, t.requester_id) FROM ticket t WHERE t.organization_id = v_org AND t.id = v_ticket;
  END IF;
  SELECT state INTO v_state FROM ticket WHERE organization_id = v_org AND id = v_ticket;
  IF (p->>'relatives')::boolean THEN
    v_relatives := jsonb_build_object(
      'parent', (SELECT state FROM ticket WHERE organization_id = v_org AND id = v_parent),
      'subTickets', (
        SELECT coalesce(jsonb_agg(state ORDER BY child_number), '[]') FROM ticket
        WHERE organization_id = v_org AND parent_id = v_ticket));
    v_calendars := jsonb_path_query_array(v_relatives, '$.subTickets[*] ? (@.status == "postponed" || exists(@.sla.halt) || exists(@.sla.word)).sla.calendar')
      || jsonb_path_query_array(v_relatives, '$.subTickets[*].undo.before.sla ? (exists(@.word)).calendar')
      || jsonb_path_query_array(v_relatives, '$.parent ? (exists(@.sla.halt) || exists(@.sla.word)).sla.calendar');
  END IF;
  RETURN jsonb_build_object(
    'isStanding', (p->>'isDeadline')::boolean AND NOT (SELECT active FROM organization WHERE id = v_org),
    'entry', v_entry, 'rows', v_relatives || jsonb_build_object('ticket', v_state),
    'facts', CASE WHEN c.status IS NULL OR c.status = 'pending' THEN
      command_facts(v_org, v_ticket, v_state, c.user_id, v_payload, p->'needs', v_calendars)
      || CASE WHEN c.actor->'for'->>'by' IS DISTINCT FROM 'routing' THEN '{}' ELSE jsonb_build_object(
        'load', load_facts(v_org, v_taker, (v_state->>'categoryId')::uuid)) END
      || CASE WHEN c.actor->'for' ? 'causedBy' THEN jsonb_build_object('isCauseUndone', EXISTS (
        SELECT 1 FROM ticket_event e WHERE e.organization_id = v_org AND e.ticket_id = v_ticket AND e.type = 'undo'
          AND e.data->'undoes'->'seq' = c.actor->'for'->'causedBy')) ELSE '{}' END END);
END
$$;
