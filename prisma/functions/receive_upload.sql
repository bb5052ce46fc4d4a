-- Notes that all bytes of a file are in, by the try that began last: from then on it is processed, and the outbox starts
-- its workflow. Repeating it is harmless: what is known stays as it is. An earlier try is `superseded`: the later one has
-- taken over what it brought.
CREATE OR REPLACE FUNCTION receive_upload(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_id uuid := (p->>'id')::uuid;
  v_at timestamptz := (p->>'at')::timestamptz;
  a attachment;
BEGIN
  SELECT * INTO a FROM attachment WHERE organization_id = v_org AND id = v_id FOR NO KEY UPDATE;
  IF a.id IS NULL OR a.deleted_at IS NOT NULL THEN
    RETURN jsonb_build_object('kind', 'gone');
  ELSIF a.incoming_key IS DISTINCT FROM p->>'key' THEN
    RETURN jsonb_build_object('kind', 'superseded');
  ELSIF a.status <> 'uploading' THEN
    RETURN jsonb_build_object('kind', 'known');
  END IF;
  UPDATE attachment SET received_at = v_at, status = 'processing' WHERE organization_id = v_org AND id = v_id;
  INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    VALUES (uuidv7(), v_org, 'attachment', v_id, '{}', clock_timestamp(), clock_timestamp());
  PERFORM publish_attachment(v_org, v_id, v_at);
  PERFORM audit_record(
    v_org, v_at, jsonb_build_object('kind', 'user', 'id', a.uploaded_by_id), p->'origin', 'attachment.upload', 'ok',
    'attachment', v_id::text, a.ticket_id, NULL, jsonb_build_object('fileName', a.file_name, 'size', a.size));
  RETURN jsonb_build_object('kind', 'received');
END
$$;
