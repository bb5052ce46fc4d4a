-- Notifies people of what an event ({"seq"}) or a message of the chat ({"messageId"}) tells: in the app, by mail (for the
-- pool of moderators by one row of their next digest), by push where they have a device, and by text message where they
-- have asked for it. What somebody has turned off, and what they may not have because
-- they may not sign in, is written down as suppressed. `p_notifications` are those of the domain; the moderators are
-- resolved here. What it tells of is part of the key of a notification, so that repeating it makes no second one; a mail
-- it makes again, and so its caller does this once.
CREATE OR REPLACE FUNCTION notify_recipients(
  p_org uuid, p_ticket uuid, p_at timestamptz, p_actor uuid, p_notifications jsonb, p_about jsonb
) RETURNS void
LANGUAGE plpgsql AS $$ -- its plan is kept: it runs with every event
BEGIN
  WITH recipients AS (
    SELECT n->>'type' AS type, r.user_id, bool_or(r.pool) AS pool,
      bool_or((n->>'inApp')::boolean) AS in_app, bool_or((n->>'mail')::boolean) AS mail,
      bool_or((n->>'push')::boolean) AS push, bool_or((n->>'sms')::boolean) AS sms
    FROM jsonb_array_elements(p_notifications) n, LATERAL (
      SELECT value::uuid AS user_id, false AS pool FROM jsonb_array_elements_text(n->'users')
      UNION ALL
      SELECT m.id, true FROM app_user m
      WHERE (n->>'moderators')::boolean AND m.organization_id = p_org AND m.roles @> ARRAY['moderator']
        AND NOT coalesce(n->'except', '[]') ? m.id::text) r
    WHERE r.user_id IS DISTINCT FROM p_actor OR (n->>'confirmation')::boolean
    GROUP BY 1, 2),
  people AS (
    SELECT recipients.*, u.status = 'active' AND u.helpdesk_authorized AND u.deleted_at IS NULL AS is_entitled,
      coalesce((u.notification_choices->'inApp'->>recipients.type)::boolean, true) AS wants_in_app,
      coalesce((u.notification_choices->'mail'->>recipients.type)::boolean, true) AS wants_mail,
      coalesce((u.notification_choices->'push'->>recipients.type)::boolean, true) AS wants_push,
      push AND EXISTS (
        SELECT 1 FROM push_subscription s WHERE s.organization_id = p_org AND s.user_id = recipients.user_id) AS has_device,
      sms AND coalesce((u.notification_choices->'sms'->>recipients.type)::boolean, false) AS wants_sms
    FROM recipients JOIN app_user u ON u.organization_id = p_org AND u.id = recipients.user_id),
  willing AS (SELECT * FROM people WHERE is_entitled),
  suppressed AS ( -- who may not sign in is no moderator of the pool
    INSERT INTO delivery (id, organization_id, ticket_id, user_id, type, channel, about, status, reason, attempts, at)
    SELECT uuidv7(), p_org, p_ticket, user_id, type, channel, p_about, 'suppressed',
      CASE WHEN is_entitled THEN 'choice' ELSE 'not_entitled' END, 0, p_at
    FROM people, LATERAL (VALUES ('inApp', in_app, wants_in_app), ('mail', mail, wants_mail), ('push', has_device, wants_push),
      ('sms', wants_sms, true)) by (channel, goes, is_wanted)
    WHERE goes AND NOT (is_entitled AND is_wanted) AND (is_entitled OR NOT pool)),
  named AS (SELECT type, uuidv7() AS id FROM willing GROUP BY type),
  notifications AS (
    INSERT INTO notification (organization_id, user_id, id, type, ticket_id, data, dedupe_key, at)
    SELECT p_org, user_id, named.id, type, p_ticket, p_about,
      p_ticket || '/' || coalesce(p_about->>'seq', p_about->>'messageId') || '/' || type, p_at
    FROM willing JOIN named USING (type) WHERE in_app AND wants_in_app
    ON CONFLICT (organization_id, user_id, dedupe_key) DO NOTHING
    RETURNING id, user_id, type),
  mails AS (
    INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    SELECT uuidv7(), p_org, 'mail', p_ticket, jsonb_build_object('type', type, 'userId', user_id) || p_about,
      clock_timestamp(), clock_timestamp()
    FROM willing WHERE mail AND wants_mail AND NOT pool),
  digests AS ( -- one row, however large the pool is
    INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    SELECT uuidv7(), p_org, 'digest', p_ticket,
      jsonb_build_object('type', type, 'users', jsonb_agg(user_id)) || p_about,
      clock_timestamp(), clock_timestamp() + interval '60 seconds'
    FROM willing WHERE mail AND wants_mail AND pool GROUP BY type),
  others AS ( -- one row too: whoever sends them makes a letter for each
    INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    SELECT uuidv7(), p_org, channel, p_ticket,
      jsonb_build_object('type', type, 'users', jsonb_agg(user_id), 'pool', pool) || p_about,
      clock_timestamp(), clock_timestamp()
    FROM willing, LATERAL (VALUES ('push', has_device AND wants_push), ('sms', wants_sms)) by (channel, goes)
    WHERE goes GROUP BY type, pool, channel)
  INSERT INTO stream_event (id, organization_id, type, rooms, data, at)
    SELECT uuidv7(), p_org, 'notification:created', array_agg('user:' || user_id ORDER BY user_id),
      jsonb_build_object('id', id, 'type', type, 'ticketId', p_ticket), p_at
    FROM notifications GROUP BY id, type;
END
$$;
