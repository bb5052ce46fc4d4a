-- Writes what became of a file: its row, the audit of each step, the news of it, and the event on its ticket where it is
-- bad. It was judged on a row that had this status and this ticket, and on the ticket at this place: `behind` when one of
-- them has changed. Repeating it is harmless: a settled file keeps its verdict, and of an event there is one by its id.
CREATE OR REPLACE FUNCTION settle_attachment(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_id uuid := (p->>'id')::uuid;
  v_at timestamptz := (p->>'at')::timestamptz;
  v_verdict jsonb := p->'verdict';
  v_web jsonb := p->'verdict'->'web';
  v_seq int;
  a attachment;
BEGIN
  -- the ticket first, as everything locks that attaches files
  SELECT seq INTO v_seq FROM ticket
    WHERE organization_id = v_org AND id = (p->>'ticketId')::uuid FOR NO KEY UPDATE;
  SELECT * INTO a FROM attachment WHERE organization_id = v_org AND id = v_id FOR NO KEY UPDATE;
  IF a.deleted_at IS NOT NULL THEN
    RETURN jsonb_build_object('kind', 'settled');
  ELSIF a.status <> p->>'status' OR a.ticket_id IS DISTINCT FROM (p->>'ticketId')::uuid
      OR (p ? 'change' AND v_seq IS DISTINCT FROM (p->'change'->>'expectedSeq')::int) THEN
    RETURN jsonb_build_object('kind', 'behind');
  END IF;

  IF v_verdict <> 'null' AND a.status = 'processing' THEN
    UPDATE attachment SET status = v_verdict->>'status', settled_at = v_at, progress = NULL,
      reason = coalesce(v_verdict->>'problem', v_verdict->>'unconverted', v_verdict->>'signature'),
      variants = CASE WHEN v_verdict->>'status' <> 'ok' THEN '{}'::text[]
        WHEN v_web = 'null' THEN ARRAY['original'] ELSE ARRAY['original', 'web'] END,
      web_size = (v_web->>'size')::bigint, web_content_type = v_web->>'contentType',
      duration_ms = (v_web->>'durationMs')::int
      WHERE organization_id = v_org AND id = v_id;
    PERFORM publish_attachment(v_org, v_id, v_at);
    PERFORM audit_record(
      v_org, (s->>'at')::timestamptz, '{"kind": "system"}', '{}', 'attachment.' || (s->>'step'), 'ok', 'attachment',
      v_id::text, a.ticket_id, NULL, jsonb_build_object(
        'uploadedById', a.uploaded_by_id, 'fileName', a.file_name, 'result', s->>'result'))
      FROM jsonb_array_elements(p->'steps') s;
    PERFORM audit_record(
      v_org, v_at, '{"kind": "system"}', '{}', 'attachment.settle', 'ok', 'attachment', v_id::text, a.ticket_id, NULL,
      jsonb_build_object('uploadedById', a.uploaded_by_id, 'fileName', a.file_name) || jsonb_strip_nulls(v_verdict));
  END IF;
  IF p ? 'change' THEN
    PERFORM append_event(v_org, 'attachment/' || v_id, NULL, '{"kind": "system"}', '{}', '{}', '{}', p->'change');
  END IF;
  RETURN jsonb_build_object('kind', 'settled');
END
$$;
