-- Deletes a file, with the event that clears the ticket's flag where it was the last to set it; both were judged under
-- the locks of ticket and file that the transaction holds. Its bytes are removed after it. A repetition does not come
-- this far: it finds no file.
CREATE OR REPLACE FUNCTION delete_attachment(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_id uuid := (p->>'id')::uuid;
  v_at timestamptz := (p->>'at')::timestamptz;
  a attachment;
BEGIN
  UPDATE attachment SET deleted_at = v_at WHERE organization_id = v_org AND id = v_id RETURNING * INTO a;
  PERFORM publish_attachment(v_org, v_id, v_at);
  PERFORM audit_record(
    v_org, v_at, p->'actor', p->'origin', 'attachment.delete', 'ok', 'attachment', v_id::text, a.ticket_id,
    jsonb_build_object('fileName', a.file_name, 'status', a.status), NULL);
  IF p ? 'change' THEN
    PERFORM append_event(v_org, 'delete/' || v_id, NULL, p->'actor', p->'origin', '{}', '{}', p->'change');
  END IF;
  RETURN '{}';
END
$$;
