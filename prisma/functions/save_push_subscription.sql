-- Keeps where a browser is told by push, for the session that asks: an endpoint that is known is that session's from now on.
-- Repeating it changes nothing. Whoever has `most` of them gets no other; a session that has ended gets none.
CREATE OR REPLACE FUNCTION save_push_subscription(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_user uuid := (p->>'userId')::uuid;
  s push_subscription;
BEGIN
  PERFORM 1 FROM app_user WHERE organization_id = v_org AND id = v_user FOR NO KEY UPDATE; -- one after the other
  PERFORM 1 FROM session
    WHERE organization_id = v_org AND id = (p->>'sessionId')::uuid AND revoked_at IS NULL FOR SHARE;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('kind', 'ended');
  END IF;
  IF (SELECT count(*) FROM push_subscription
      WHERE organization_id = v_org AND user_id = v_user AND endpoint <> p->>'endpoint') >= (p->>'most')::int THEN
    RETURN jsonb_build_object('kind', 'full');
  END IF;
  INSERT INTO push_subscription (organization_id, id, user_id, session_id, endpoint, p256dh, auth, created_at)
    VALUES (v_org, uuidv7(), v_user, (p->>'sessionId')::uuid, p->>'endpoint', p->>'p256dh', p->>'auth', clock_timestamp())
    ON CONFLICT (organization_id, endpoint) DO UPDATE SET user_id = excluded.user_id,
      session_id = excluded.session_id, p256dh = excluded.p256dh, auth = excluded.auth
    RETURNING * INTO s;
  PERFORM audit_record(v_org, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', v_user), p->'origin',
    'push_subscription.save', 'ok', 'push_subscription', s.id::text, NULL, NULL, NULL);
  RETURN jsonb_build_object('kind', 'saved', 'id', s.id);
END
$$;
