-- Writes what leaves with an event: participants, notifications, mails, the broadcast, system messages,
-- requests and the approval. The event was appended once, and so this runs once for it; notifications have
-- a key of their own besides, and requests and approvals are written over.
CREATE OR REPLACE FUNCTION publish_event(
  p_org uuid, p_state jsonb, p_event jsonb, p_actor jsonb, p_effects jsonb, p_texts jsonb, p_payload jsonb
) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_ticket uuid := (p_state->>'id')::uuid;
  v_at timestamptz := (p_event->>'at')::timestamptz;
  v_actor uuid := (p_actor->>'id')::uuid;
  v_said jsonb := CASE WHEN jsonb_array_length(p_effects->'events') > 0 THEN jsonb_build_object(
    'entity', 'ticket', 'entityId', v_ticket, 'data', jsonb_build_object('seq', p_state->'seq'),
    'happened', p_effects->'events') END;
BEGIN
  IF p_effects->'participants' <> 'null' THEN
    DELETE FROM participant x WHERE x.organization_id = p_org AND x.ticket_id = v_ticket
      AND x.user_id NOT IN (
        SELECT (e->>'userId')::uuid FROM jsonb_array_elements(p_effects->'participants') e);
    INSERT INTO participant (organization_id, ticket_id, user_id, role, joined_at, history_from)
      SELECT p_org, v_ticket, (e->>'userId')::uuid, e->>'role', (e->>'joinedAt')::timestamptz,
        (e->>'historyFrom')::timestamptz
      FROM jsonb_array_elements(p_effects->'participants') e
    ON CONFLICT (organization_id, ticket_id, user_id) DO UPDATE
      SET role = excluded.role, joined_at = excluded.joined_at, history_from = excluded.history_from;
  END IF;

  PERFORM notify_recipients(
    p_org, v_ticket, v_at, v_actor, p_event->'notifications', jsonb_build_object('seq', p_state->'seq'));

  -- What has happened stands in the entry of the first broadcast: what nobody is told of, nobody acts upon.
  INSERT INTO stream_event (id, organization_id, type, rooms, data, at, event)
    SELECT uuidv7(), p_org, s->>'type', ARRAY(SELECT jsonb_array_elements_text(s->'rooms')), s->'data', v_at,
      CASE WHEN n = 1 THEN v_said END
    FROM jsonb_array_elements(p_effects->'broadcasts') WITH ORDINALITY AS listed(s, n);

  WITH system_messages AS (
    INSERT INTO message (organization_id, id, ticket_id, version, kind, visibility, body, subject_id, at)
    SELECT p_org, uuidv7(), v_ticket, (p_state->>'version')::int, 'system', 'public', m->>'body', (m->>'userId')::uuid, v_at
    FROM jsonb_array_elements(p_effects->'messages') m
    RETURNING id)
  INSERT INTO stream_event (id, organization_id, type, rooms, data, at)
    SELECT uuidv7(), p_org, 'chat:message', ARRAY['ticket:' || v_ticket], jsonb_build_object('id', id), v_at
    FROM system_messages; -- who tells it reads the message

  -- A request that is pending again was restored by an undo.
  INSERT INTO request (organization_id, id, ticket_id, kind, status, by_id, reason, content, at)
    SELECT p_org, (r->>'id')::uuid, v_ticket, r->>'kind', r->>'status', (r->>'by')::uuid,
      coalesce(p_texts->>'reason', ''), (p_payload || p_texts) - 'reason', (r->>'at')::timestamptz
    FROM jsonb_array_elements(p_effects->'requests') r
  ON CONFLICT (organization_id, id) DO UPDATE SET
    status = excluded.status,
    decided_by_id = CASE WHEN excluded.status IN ('granted', 'declined') THEN v_actor END,
    decided_at = CASE WHEN excluded.status = 'pending' THEN NULL ELSE v_at END,
    decision_reason = CASE WHEN excluded.status = 'declined' THEN p_texts->>'reason' END
    WHERE request.status <> excluded.status;

  IF p_effects->'approval' <> 'null' THEN
    INSERT INTO approval (
      organization_id, id, ticket_id, n, status, reason, amount_minor, currency, steps, decider_ids,
      requested_by_id, at, decided_at)
      SELECT p_org, (a->>'id')::uuid, v_ticket, (a->>'n')::int, a->>'status',
        coalesce(p_texts->>'reason', ''), (a->>'amount')::bigint, a->>'currency', a->'steps',
        ARRAY(SELECT jsonb_array_elements_text(a->'deciders')::uuid), (a->>'requestedBy')::uuid,
        (a->>'at')::timestamptz, (a->>'decidedAt')::timestamptz
      FROM (SELECT p_effects->'approval' AS a) x
    ON CONFLICT (organization_id, id) DO UPDATE SET
      status = excluded.status, steps = excluded.steps, decider_ids = excluded.decider_ids,
      decided_at = excluded.decided_at;
  END IF;
END
$$;
