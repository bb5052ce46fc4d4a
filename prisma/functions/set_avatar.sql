-- Gives a user a picture, or none. It must be an own image that is of no use yet and whose bytes are in; the one before
-- is nobody's from then on. Repeating it is harmless: the picture that is there stays.
CREATE OR REPLACE FUNCTION set_avatar(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_user uuid := (p->>'userId')::uuid;
  v_old uuid;
  a attachment;
BEGIN
  SELECT avatar_id INTO v_old FROM app_user WHERE organization_id = v_org AND id = v_user FOR NO KEY UPDATE;
  IF p->>'key' IS NOT NULL AND v_old::text IS DISTINCT FROM p->>'key' THEN
    SELECT * INTO a FROM attachment WHERE organization_id = v_org AND id = parse_uuid(p->>'key') FOR NO KEY UPDATE;
    IF a.id IS NULL OR NOT is_to_be_attached(a, v_user) OR NOT p->'contentTypes' ? a.content_type THEN
      RETURN jsonb_build_object('kind', 'not_found');
    ELSIF a.status = 'uploading' THEN
      RETURN jsonb_build_object('kind', 'incomplete');
    END IF;
    UPDATE attachment SET expires_at = NULL WHERE organization_id = v_org AND id = a.id;
  ELSIF v_old::text IS NOT DISTINCT FROM p->>'key' THEN
    RETURN jsonb_build_object('kind', 'set');
  END IF;
  UPDATE attachment SET expires_at = clock_timestamp() WHERE organization_id = v_org AND id = v_old;
  UPDATE app_user SET avatar_id = a.id, updated_at = now() WHERE organization_id = v_org AND id = v_user;
  PERFORM audit_record(
    v_org, clock_timestamp(), jsonb_build_object('kind', 'user', 'id', v_user), p->'origin', 'user.update', 'ok', 'user',
    v_user::text, NULL, jsonb_build_object('avatar', v_old), jsonb_build_object('avatar', a.id));
  RETURN jsonb_build_object('kind', 'set');
END
$$;
