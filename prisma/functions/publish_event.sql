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

  WITH recipients AS (
    SELECT n->>'type' AS type, r.user_id, bool_or(r.pool) AS pool,
      bool_or((n->>'inApp')::boolean) AS in_app, bool_or((n->>'mail')::boolean) AS mail
    FROM jsonb_array_elements(p_event->'notifications') n, LATERAL (
      SELECT value::uuid AS user_id, false AS pool FROM jsonb_array_elements_text(n->'users')
      UNION ALL
      SELECT m.id, true FROM app_user m
      WHERE (n->>'moderators')::boolean AND m.organization_id = p_org AND m.roles @> ARRAY['moderator']
        AND NOT coalesce(n->'except', '[]') ? m.id::text) r
    WHERE r.user_id IS DISTINCT FROM v_actor OR (n->>'confirmation')::boolean
    GROUP BY 1, 2),
  willing AS (
    SELECT recipients.*,
      coalesce((u.notification_choices->'inApp'->>recipients.type)::boolean, true) AS wants_in_app,
      coalesce((u.notification_choices->'mail'->>recipients.type)::boolean, true) AS wants_mail
    FROM recipients JOIN app_user u ON u.organization_id = p_org AND u.id = recipients.user_id
    WHERE u.status = 'active' AND u.helpdesk_authorized AND u.deleted_at IS NULL),
  named AS (SELECT type, uuidv7() AS id FROM willing GROUP BY type),
  notifications AS (
    INSERT INTO notification (organization_id, user_id, id, type, ticket_id, data, dedupe_key, at)
    SELECT p_org, user_id, named.id, type, v_ticket, jsonb_build_object('seq', (p_state->>'seq')::int),
      v_ticket || '/' || (p_state->>'seq') || '/' || type, v_at
    FROM willing JOIN named USING (type) WHERE in_app AND wants_in_app
    ON CONFLICT (organization_id, user_id, dedupe_key) DO NOTHING
    RETURNING id, user_id, type),
  mails AS (
    INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    SELECT uuidv7(), p_org, 'mail', v_ticket,
      jsonb_build_object('type', type, 'userId', user_id, 'seq', (p_state->>'seq')::int),
      clock_timestamp(), clock_timestamp()
    FROM willing WHERE mail AND wants_mail AND NOT pool),
  digests AS ( -- one row, however large the pool is
    INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    SELECT uuidv7(), p_org, 'digest', v_ticket,
      jsonb_build_object('type', type, 'users', jsonb_agg(user_id), 'seq', (p_state->>'seq')::int),
      clock_timestamp(), clock_timestamp() + interval '60 seconds'
    FROM willing WHERE mail AND wants_mail AND pool GROUP BY type)
  INSERT INTO stream_event (id, organization_id, type, rooms, data, at)
    SELECT uuidv7(), p_org, 'notification:created', array_agg('user:' || user_id ORDER BY user_id),
      jsonb_build_object('id', id, 'type', type, 'ticketId', v_ticket), v_at
    FROM notifications GROUP BY id, type;

  INSERT INTO stream_event (id, organization_id, type, rooms, data, at)
    SELECT uuidv7(), p_org, s->>'type', ARRAY(SELECT jsonb_array_elements_text(s->'rooms')), s->'data', v_at
    FROM jsonb_array_elements(p_effects->'broadcasts') s;

  WITH system_messages AS (
    INSERT INTO message (organization_id, id, ticket_id, version, kind, visibility, body, at)
    SELECT p_org, uuidv7(), v_ticket, (p_state->>'version')::int, 'system', 'public',
      replace(m->>'body', '{name}', coalesce(person_name(p_org, (m->>'userId')::uuid), '')), v_at
    FROM jsonb_array_elements(p_effects->'messages') m
    RETURNING id, body)
  INSERT INTO stream_event (id, organization_id, type, rooms, data, at)
    SELECT uuidv7(), p_org, 'chat:message', ARRAY['ticket:' || v_ticket],
      jsonb_build_object(
        'id', id, 'ticketId', v_ticket, 'kind', 'system', 'visibility', 'public', 'body', body), v_at
    FROM system_messages;

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
