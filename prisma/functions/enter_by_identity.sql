-- Writes who somebody is whom a provider of OpenID Connect has signed in: a new account, or a link to the one of their address.
-- An account that is taken over loses all that whoever made it could come in by. What has changed since it was judged is
-- answered as changed, and then nothing is written; repeating it is harmless likewise.
CREATE OR REPLACE FUNCTION enter_by_identity(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_user uuid := (p->>'userId')::uuid;
  v_takes_over boolean := p->>'action' = 'take_over';
BEGIN
  IF p->>'action' = 'create' THEN
    IF EXISTS (
      SELECT 1 FROM identity WHERE organization_id = v_org AND issuer = p->>'issuer' AND subject = p->>'subject'
    ) THEN
      RETURN jsonb_build_object('kind', 'changed');
    END IF;
    INSERT INTO app_user (
      organization_id, id, employee_code, email, email_verified_at, first_name, last_name, roles, status, helpdesk_authorized)
    VALUES (
      v_org, v_user, p->>'employeeCode', p->>'email', now(), p->>'firstName', p->>'lastName', ARRAY['requester'], 'active',
      true)
    ON CONFLICT DO NOTHING;
  ELSE
    PERFORM 1 FROM app_user WHERE organization_id = v_org AND id = v_user AND email = p->>'email' AND deleted_at IS NULL
      AND status IN ('active', 'pending') AND (v_takes_over OR status = 'active') FOR NO KEY UPDATE;
  END IF;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('kind', 'changed');
  END IF;
  INSERT INTO identity (organization_id, issuer, subject, user_id, created_at)
    VALUES (v_org, p->>'issuer', p->>'subject', v_user, now()) ON CONFLICT DO NOTHING;
  IF NOT FOUND AND p->>'action' = 'create' THEN
    RAISE EXCEPTION 'the same person was made with another address at this moment'; -- and nothing of this is written
  ELSIF NOT FOUND THEN
    RETURN jsonb_build_object('kind', 'changed');
  END IF;
  IF v_takes_over THEN
    DELETE FROM totp WHERE organization_id = v_org AND user_id = v_user;
    DELETE FROM account_token WHERE organization_id = v_org AND user_id = v_user;
    DELETE FROM realtime_token WHERE organization_id = v_org AND user_id = v_user;
    UPDATE session SET revoked_at = now() WHERE organization_id = v_org AND user_id = v_user AND revoked_at IS NULL;
    UPDATE app_user SET password_hash = NULL, email_verified_at = now(), first_name = p->>'firstName',
        last_name = p->>'lastName', updated_at = now(),
        roles = CASE WHEN status = 'pending' THEN ARRAY['requester'] ELSE roles END,
        helpdesk_authorized = helpdesk_authorized OR status = 'pending', status = 'active'
      WHERE organization_id = v_org AND id = v_user;
  END IF;
  PERFORM audit_record(
    v_org, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', v_user), p->'origin',
    CASE p->>'action' WHEN 'create' THEN 'user.provision' ELSE 'auth.oidc_' || (p->>'action') END, 'ok', 'user',
    v_user::text, NULL, NULL, jsonb_build_object('issuer', p->'issuer', 'subject', p->'subject'));
  RETURN jsonb_build_object('kind', 'entered', 'userId', v_user);
END
$$;
