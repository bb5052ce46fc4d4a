-- Appends one event to one ticket, with the row's new state and all that leaves with the event; a sub-ticket
-- that a split creates gets its row first. The row must be at the place that the change was decided on, and a
-- command has at most one event on a ticket (a unique key), so that a repetition fails as a whole.
CREATE OR REPLACE FUNCTION append_event(
  p_org uuid, p_command text, p_committing_family text, p_actor jsonb, p_origin jsonb, p_texts jsonb, p_payload jsonb,
  p_change jsonb
) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_state jsonb := p_change->'state';
  v_event jsonb := p_change->'event';
  v_ticket uuid := (v_state->>'id')::uuid;
  v_is_relative boolean := p_change ? 'relative';
  v_actor jsonb := CASE WHEN v_is_relative THEN p_change->'relative'->'actor' ELSE p_actor END;
  v_texts jsonb := CASE WHEN v_is_relative THEN p_change->'relative'->'texts' ELSE p_texts END;
  v_kept jsonb;
BEGIN
  SELECT coalesce(jsonb_object_agg(key, v_texts->value), '{}') INTO v_kept
    FROM jsonb_each_text(p_change->'effects'->'texts') WHERE v_texts ? value;
  IF p_change ? 'create' THEN
    PERFORM create_sub_ticket(p_org, v_state, p_change->'create', p_texts);
  END IF;

  PERFORM project_ticket(p_org, v_state, v_kept);
  INSERT INTO ticket_event (
    organization_id, ticket_id, seq, id, command_id, type, internal, at, actor, from_status, to_status, version,
    data, texts)
  VALUES (
    p_org, v_ticket, (v_state->>'seq')::int, uuidv7(), p_command, v_event->>'type',
    (p_change->>'internal')::boolean, (v_event->>'at')::timestamptz, v_actor, p_change->>'from',
    v_state->>'status', (v_state->>'version')::int, v_event, v_texts);
  IF p_payload ? 'attachments' AND NOT v_is_relative THEN
    PERFORM attach(
      p_org, v_ticket, (v_actor->>'id')::uuid, p_payload->'attachments', (v_state->>'seq')::int, NULL);
  END IF;
  IF p_change->>'from' = 'draft' AND v_state->>'status' <> 'draft' THEN
    PERFORM revisit_attachments(p_org, v_ticket);
  END IF;
  IF p_change->>'from' = 'draft' AND v_event->>'type' = 'submit' THEN
    PERFORM count_ticket_use(p_org, v_ticket);
  END IF;
  PERFORM publish_event(p_org, v_state, v_event, v_actor, p_change->'effects', v_texts, p_payload);

  -- The run that commits this knows it by its answer; the ticket's other runs are signalled, all of them where
  -- no run commits it.
  INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    SELECT uuidv7(), p_org, 'signal', v_ticket, signal || jsonb_build_object('number', v_state->>'number'),
      clock_timestamp(), clock_timestamp()
    FROM jsonb_array_elements(p_change->'effects'->'signals') AS listed(signal)
    WHERE v_is_relative OR signal->>'family' IS DISTINCT FROM p_committing_family;

  PERFORM audit_record(
    p_org, (v_event->>'at')::timestamptz, v_actor, p_origin, audit_action(v_event->>'type'), 'ok',
    'ticket', v_ticket::text, v_ticket, CASE WHEN p_change->>'from' IS NOT NULL THEN jsonb_build_object('status', p_change->>'from') END,
    jsonb_build_object('event', v_event, 'status', v_state->>'status'));
END
$$;
