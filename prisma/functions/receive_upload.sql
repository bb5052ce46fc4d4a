-- Notes that all bytes of a file are in, under which key: from then on it is processed, and the outbox starts its
-- workflow. It answers the key whose bytes are of no use, if there is one. Repeating it is harmless: the first that is
-- whole stays.
CREATE OR REPLACE FUNCTION receive_upload(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_id uuid := (p->>'id')::uuid;
  v_key text := p->>'key';
  v_at timestamptz := (p->>'at')::timestamptz;
  a attachment;
BEGIN
  SELECT * INTO a FROM attachment WHERE organization_id = v_org AND id = v_id FOR NO KEY UPDATE;
  IF a.id IS NULL OR a.deleted_at IS NOT NULL THEN
    RETURN jsonb_build_object('kind', 'gone', 'useless', v_key);
  ELSIF a.status <> 'uploading' THEN
    RETURN jsonb_build_object('kind', 'known', 'useless', CASE WHEN v_key IS DISTINCT FROM a.incoming_key THEN v_key END);
  END IF;
  UPDATE attachment SET incoming_key = v_key, received_at = v_at, status = 'processing'
    WHERE organization_id = v_org AND id = v_id;
  INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    VALUES (uuidv7(), v_org, 'attachment', v_id, '{}', clock_timestamp(), clock_timestamp());
  PERFORM publish_attachment(v_org, v_id, v_at);
  PERFORM audit_record(
    v_org, v_at, jsonb_build_object('kind', 'user', 'id', a.uploaded_by_id), p->'origin', 'attachment.upload', 'ok',
    'attachment', v_id::text, a.ticket_id, NULL, jsonb_build_object('fileName', a.file_name, 'size', a.size));
  RETURN jsonb_build_object('kind', 'received', 'useless', nullif(a.incoming_key, v_key));
END
$$;
