-- Notes a file that is to come, if its uploader has room for it: their row is locked, so that two at once are counted
-- one after the other. It answers how much they have: of what was infected or failed no bytes are kept. Repeating it is harmless: a file that is known is not noted again.
CREATE OR REPLACE FUNCTION request_upload(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_user uuid := (p->>'userId')::uuid;
  v_id uuid := (p->>'id')::uuid;
  v_at timestamptz := (p->>'at')::timestamptz;
  v_used bigint;
BEGIN
  PERFORM 1 FROM app_user WHERE organization_id = v_org AND id = v_user FOR NO KEY UPDATE;
  SELECT coalesce(sum(size + coalesce(web_size, 0)), 0) INTO v_used FROM attachment
    WHERE organization_id = v_org AND uploaded_by_id = v_user AND deleted_at IS NULL AND id <> v_id
      AND status NOT IN ('infected', 'failed');
  IF (p->>'quota')::bigint > 0 AND v_used + (p->>'size')::bigint > (p->>'quota')::bigint THEN
    RETURN jsonb_build_object('kind', 'exceeded', 'used', v_used);
  END IF;
  INSERT INTO attachment (
    organization_id, id, uploaded_by_id, file_name, size, content_type, sha256, status, incoming_key,
    retry_token_hash, expires_at, created_at)
  VALUES (
    v_org, v_id, v_user, p->>'fileName', (p->>'size')::bigint, p->>'contentType', p->>'sha256', 'uploading',
    p->>'incomingKey', p->>'retryTokenHash', v_at + interval '1 day', v_at)
  ON CONFLICT (organization_id, id) DO UPDATE SET retry_token_hash = excluded.retry_token_hash
    WHERE attachment.uploaded_by_id = v_user;
  IF FOUND THEN
    PERFORM audit_record(
      v_org, v_at, jsonb_build_object('kind', 'user', 'id', v_user), p->'origin', 'attachment.request', 'ok',
      'attachment', v_id::text, NULL, NULL,
      jsonb_build_object('fileName', p->>'fileName', 'size', (p->>'size')::bigint, 'contentType', p->>'contentType'));
  END IF;
  RETURN jsonb_build_object('kind', 'noted', 'used', v_used);
END
$$;
