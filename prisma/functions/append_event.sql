-- Appends one event to one ticket, with the row's new state and all that leaves with the event; a sub-ticket
-- that a split creates gets its row first. A command has at most one event on a ticket (a unique key), so
-- that a repetition fails as a whole; the callers find the command applied before they come here.
CREATE OR REPLACE FUNCTION append_event(
  p_org uuid, p_command text, p_by text, p_actor jsonb, p_origin jsonb, p_texts jsonb, p_payload jsonb,
  p_part jsonb
) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_state jsonb := p_part->'state';
  v_event jsonb := p_part->'event';
  v_ticket uuid := (v_state->>'id')::uuid;
  v_actor jsonb := coalesce(p_part->'actor', p_actor);
  v_texts jsonb := coalesce(p_part->'texts', p_texts);
  v_copied jsonb;
BEGIN
  SELECT coalesce(jsonb_object_agg(key, v_texts->value), '{}') INTO v_copied
    FROM jsonb_each_text(p_part->'effects'->'texts') WHERE v_texts ? value;

  IF p_part ? 'create' THEN
    INSERT INTO ticket (
      organization_id, id, number, type, status, priority, seq, revision, version, parent_id, child_number,
      department_id, category_id, requester_id, created_by_id, title, description, channel, state,
      created_at, updated_at)
    SELECT p_org, v_ticket, v_state->>'number', 'sub_ticket', v_state->>'status', v_state->>'priority',
      1, 1, 1, (v_state->>'parentId')::uuid, (p_part->'create'->>'n')::int,
      (v_state->>'departmentId')::uuid, (v_state->>'categoryId')::uuid, (v_state->>'requesterId')::uuid,
      (v_state->>'createdById')::uuid, p_texts->>('subTickets.' || (p_part->'create'->>'index') || '.title'),
      coalesce(p_texts->>('subTickets.' || (p_part->'create'->>'index') || '.description'), ''), x.channel,
      v_state, (v_state->>'createdAt')::timestamptz, (v_state->>'updatedAt')::timestamptz
    FROM ticket x WHERE x.organization_id = p_org AND x.id = (v_state->>'parentId')::uuid;
    INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
      VALUES (
        uuidv7(), p_org, 'start', v_ticket, jsonb_build_object('number', v_state->>'number'),
        clock_timestamp(), clock_timestamp());
    v_texts := '{}';
  END IF;

  PERFORM project_ticket(p_org, v_state, v_copied);
  INSERT INTO ticket_event (
    organization_id, ticket_id, seq, id, command_id, type, fact, at, actor, from_status, to_status, version,
    data, texts)
  VALUES (
    p_org, v_ticket, (v_state->>'seq')::int, uuidv7(), p_command, v_event->>'type',
    (p_part->>'fact')::boolean, (v_event->>'at')::timestamptz, v_actor, p_part->>'from',
    v_state->>'status', (v_state->>'version')::int, v_event, v_texts);
  IF p_payload ? 'attachments' AND NOT p_part ? 'actor' THEN
    PERFORM attach(
      p_org, v_ticket, (v_actor->>'id')::uuid, p_payload->'attachments', (v_state->>'seq')::int, NULL);
  END IF;
  PERFORM publish_event(p_org, v_state, v_event, v_actor, p_part->'effects', v_texts, p_payload);

  -- The ticket's own run is woken where another run has committed this, and so are the runs beside it.
  INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    SELECT uuidv7(), p_org, 'wake', v_ticket, w || jsonb_build_object('number', v_state->>'number'),
      clock_timestamp(), clock_timestamp()
    FROM (
      SELECT value AS w FROM jsonb_array_elements(p_part->'effects'->'wakes')
      WHERE p_part ? 'actor' OR value->>'family' <> p_by
      UNION ALL
      SELECT '{"family":"ticket"}' WHERE NOT p_part ? 'create' AND (p_part ? 'actor' OR p_by <> 'ticket')) x;

  PERFORM audit_record(
    p_org, (v_event->>'at')::timestamptz, v_actor, p_origin, audit_action(v_event->>'type'), 'ok',
    'ticket', v_ticket::text, v_ticket, jsonb_build_object('status', p_part->>'from'),
    jsonb_build_object('event', v_event, 'status', v_state->>'status'));
END
$$;
