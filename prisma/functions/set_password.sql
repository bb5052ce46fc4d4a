-- Gives an account a password, audited. By a token it is given once: the token goes, and so does every other. All sessions end,
-- and the owner is told; that mails reach them is proved by a token that was mailed. Without a token it replaces the password
-- that was compared, and no other. What it could not do it answers, and then nothing has changed.
CREATE OR REPLACE FUNCTION set_password(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_user uuid := (p->>'userId')::uuid;
BEGIN
  IF p->>'tokenHash' IS NOT NULL THEN
    DELETE FROM account_token WHERE hash = p->>'tokenHash' AND organization_id = v_org AND user_id = v_user
      AND expires_at > clock_timestamp();
    IF NOT FOUND THEN
      RETURN jsonb_build_object('kind', 'gone');
    END IF;
  END IF;
  UPDATE app_user SET password_hash = p->>'passwordHash', updated_at = now(),
      email_verified_at = CASE WHEN p->>'tokenHash' IS NULL THEN email_verified_at
        ELSE coalesce(email_verified_at, now()) END
    WHERE organization_id = v_org AND id = v_user
      AND (p->>'tokenHash' IS NOT NULL OR password_hash = p->>'replacedHash');
  IF NOT FOUND THEN
    RETURN jsonb_build_object('kind', 'gone');
  END IF;
  DELETE FROM account_token WHERE organization_id = v_org AND user_id = v_user;
  DELETE FROM realtime_token WHERE organization_id = v_org AND user_id = v_user;
  UPDATE session SET revoked_at = now() WHERE organization_id = v_org AND user_id = v_user AND revoked_at IS NULL;
  PERFORM audit_record(
    v_org, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', v_user), p->'origin', p->>'action', 'ok', 'user',
    v_user::text, NULL, NULL, NULL);
  PERFORM tell_of_account(
    v_org, p->'news'->>'type', p->'news'->'by', ARRAY[v_user],
    jsonb_build_object('subjectId', v_user, 'from', p->'origin'->'ip'));
  RETURN jsonb_build_object('kind', 'set');
END
$$;
