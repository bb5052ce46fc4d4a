-- Sends again what a delivery is about, audited, and gives its ticket; NULL where there is none. What is on its way already
-- is left alone, so that repeating it before it has arrived makes no second letter. Whoever reads it is judged anew: a letter
-- when it leaves, one in the app here. One in the app is unread again.
CREATE OR REPLACE FUNCTION resend_delivery(p_org uuid, p_id uuid, p_actor jsonb, p_origin jsonb) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
  d delivery;
  n notification;
BEGIN
  SELECT * INTO d FROM delivery WHERE organization_id = p_org AND id = p_id FOR UPDATE;
  IF NOT FOUND THEN
    SELECT held.ticket_id INTO d.ticket_id
      FROM outbox o, letter_deliveries(o.id, o.entity_id, o.payload) held
      WHERE o.organization_id = p_org AND o.kind IN ('mail', 'digest', 'push', 'sms') AND o.done_at IS NULL AND held.delivery_id = p_id;
    IF FOUND THEN
      RETURN d.ticket_id;
    END IF;
    n := find_personal(p_org, p_id);
    IF n.id IS NULL THEN
      RETURN NULL;
    END IF;
    UPDATE notification SET read_at = NULL WHERE organization_id = p_org AND user_id = n.user_id AND id = n.id;
  ELSIF d.status = 'intended' THEN
    RETURN d.ticket_id;
  ELSIF d.channel <> 'inApp' THEN
    UPDATE delivery SET status = 'intended', reason = NULL, at = now() WHERE id = p_id;
    INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
      VALUES (uuidv7(), p_org, d.channel, d.ticket_id,
        jsonb_build_object('type', d.type, 'userId', d.user_id, 'deliveryId', p_id) || d.about,
        clock_timestamp(), clock_timestamp());
  ELSE
    INSERT INTO notification (organization_id, user_id, id, type, ticket_id, data, dedupe_key, at)
      SELECT p_org, d.user_id, uuidv7(), d.type, d.ticket_id, d.about,
        d.ticket_id || '/' || coalesce(d.about->>'seq', d.about->>'messageId') || '/' || d.type, d.at
      FROM app_user u
      WHERE u.organization_id = p_org AND u.id = d.user_id
        AND u.status = 'active' AND u.helpdesk_authorized AND u.deleted_at IS NULL
        AND coalesce((u.notification_choices->'inApp'->>d.type)::boolean, true)
      ON CONFLICT (organization_id, user_id, dedupe_key) DO NOTHING
      RETURNING * INTO n;
    IF FOUND THEN
      DELETE FROM delivery WHERE id = p_id;
    END IF;
  END IF;
  IF n.id IS NOT NULL THEN
    INSERT INTO stream_event (id, organization_id, type, rooms, data, at)
      VALUES (uuidv7(), p_org, 'notification:created', ARRAY['user:' || n.user_id],
        jsonb_build_object('id', n.id, 'type', n.type, 'ticketId', n.ticket_id), now());
  END IF;
  PERFORM audit_record(p_org, clock_timestamp(), p_actor, p_origin, 'delivery.resend', 'ok', 'delivery', p_id::text,
    coalesce(d.ticket_id, n.ticket_id), NULL, jsonb_build_object(
      'userId', coalesce(d.user_id, n.user_id), 'type', coalesce(d.type, n.type), 'channel', coalesce(d.channel, 'inApp')));
  RETURN coalesce(d.ticket_id, n.ticket_id);
END
$$;
