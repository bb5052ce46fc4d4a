-- Tells people of what belongs to no ticket, by the channels of that news: a letter, a notification, or both. `p_subject` is what
-- it is about, an `account`, an `operation` or the like; `p_about` names which, and what the words need besides. In the app only those who may sign in are told, and nobody by a channel that
-- they have turned it off for. Each call tells it once more: its caller does it once.
CREATE OR REPLACE FUNCTION tell_people(
  p_org uuid, p_type text, p_channels jsonb, p_users uuid[], p_subject text, p_about jsonb
) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  IF p_channels ? 'mail' THEN
    INSERT INTO outbox (id, organization_id, kind, payload, created_at, due_at)
      SELECT uuidv7(), p_org, 'mail',
        jsonb_build_object('type', p_type, 'userId', u.id, p_subject, p_about), clock_timestamp(), clock_timestamp()
      FROM app_user u
      WHERE u.organization_id = p_org AND u.id = ANY (p_users) AND u.deleted_at IS NULL
        AND coalesce((u.notification_choices->'mail'->>p_type)::boolean, true);
  END IF;
  IF p_channels ? 'inApp' THEN
    WITH named AS (SELECT uuidv7() AS id),
    told AS (
      INSERT INTO notification (organization_id, user_id, id, type, data, dedupe_key, at)
      SELECT p_org, u.id, named.id, p_type, p_about, p_type || '/' || named.id, clock_timestamp()
      FROM named, app_user u
      WHERE u.organization_id = p_org AND u.id = ANY (p_users) AND u.deleted_at IS NULL
        AND u.status = 'active' AND u.helpdesk_authorized
        AND coalesce((u.notification_choices->'inApp'->>p_type)::boolean, true)
      RETURNING id, user_id)
    INSERT INTO stream_event (id, organization_id, type, rooms, data, at)
      SELECT uuidv7(), p_org, 'notification:created', array_agg('user:' || user_id ORDER BY user_id),
        jsonb_build_object('id', id, 'type', p_type, 'ticketId', NULL), clock_timestamp()
      FROM told GROUP BY id;
  END IF;
END
$$;
