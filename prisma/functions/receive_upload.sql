-- Notes what came in of a file, under which key. Where it is the last of its bytes, the file is to be processed from
-- then on: its workflow is started by the outbox. It answers which bytes are of no use any more. Repeating it is
-- harmless: what is whole stays as it is, and of a part the longer one counts.
CREATE OR REPLACE FUNCTION receive_upload(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_id uuid := (p->>'id')::uuid;
  v_key text := p->>'key';
  v_bytes bigint := (p->>'bytes')::bigint;
  v_at timestamptz := (p->>'at')::timestamptz;
  a attachment;
BEGIN
  SELECT * INTO a FROM attachment WHERE organization_id = v_org AND id = v_id FOR NO KEY UPDATE;
  IF a.id IS NULL OR a.deleted_at IS NOT NULL THEN
    RETURN jsonb_build_object('kind', 'gone', 'useless', v_key);
  ELSIF a.status <> 'uploading' OR (v_bytes < a.size AND v_bytes <= a.received_bytes) THEN
    RETURN jsonb_build_object(
      'kind', CASE a.status WHEN 'uploading' THEN 'part' ELSE 'whole' END, 'received', a.received_bytes,
      'useless', nullif(v_key, a.incoming_key));
  END IF;

  UPDATE attachment SET incoming_key = v_key, received_bytes = v_bytes,
    received_at = CASE WHEN v_bytes = a.size THEN v_at END,
    status = CASE WHEN v_bytes = a.size THEN 'processing' ELSE 'uploading' END
    WHERE organization_id = v_org AND id = v_id;
  IF v_bytes < a.size THEN
    RETURN jsonb_build_object('kind', 'part', 'received', v_bytes, 'useless', a.incoming_key);
  END IF;
  INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    VALUES (uuidv7(), v_org, 'attachment', v_id, '{}', clock_timestamp(), clock_timestamp());
  PERFORM publish_attachment(v_org, v_id, v_at);
  PERFORM audit_record(
    v_org, v_at, jsonb_build_object('kind', 'user', 'id', a.uploaded_by_id), p->'origin', 'attachment.upload', 'ok',
    'attachment', v_id::text, a.ticket_id, NULL, jsonb_build_object('fileName', a.file_name, 'size', a.size));
  RETURN jsonb_build_object('kind', 'whole', 'received', v_bytes, 'useless', nullif(a.incoming_key, v_key));
END
$$;
