-- Writes down what became of some work, audited, and tells of it, where there is something to tell of work of its kind: whoever
-- asked for it, or the admins, but not who has cancelled it themselves. Its file is
-- there for a while, or to be removed at once where it came to nothing. A file of what was to be cancelled meanwhile ends
-- nothing: nobody wants it any more, and its cancellation does. Repeating it is harmless: what has ended stays as it ended.
-- It returns whether it ended now.
CREATE OR REPLACE FUNCTION settle_operation(p jsonb) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_at timestamptz := clock_timestamp();
  v_news jsonb;
  v_canceller uuid;
  o operation;
BEGIN
  UPDATE operation SET status = p->>'status', ended_at = v_at, problem = p->>'problem', result = p->'result', file = p->'file',
      progress = CASE WHEN p->>'status' = 'completed' THEN 100 ELSE progress END,
      file_expires_at = CASE WHEN p->'file' IS NULL THEN v_at ELSE v_at + (p->>'fileKept')::interval END
    WHERE organization_id = v_org AND id = (p->>'id')::uuid AND ended_at IS NULL
      AND (p->'file' IS NULL OR cancel_requested_at IS NULL)
    RETURNING * INTO o;
  IF o.id IS NULL THEN
    RETURN false;
  END IF;
  PERFORM audit_record(
    v_org, v_at, '{"kind": "system"}', NULL, p->'audited'->>'action', 'ok', 'operation', o.id::text, NULL, NULL,
    p->'audited'->'after');
  v_news := p->'news'->o.kind;
  IF v_news IS NOT NULL THEN
    IF o.status = 'cancelled' THEN
      SELECT parse_uuid(a.actor->>'id') INTO v_canceller FROM audit_entry a
        WHERE a.organization_id = v_org AND a.entity = 'operation' AND a.entity_id = p->>'id' AND a.action = 'operation.cancel'
        LIMIT 1;
    END IF;
    PERFORM tell_people(
      v_org, v_news->>'type', v_news->'by', ARRAY(
        SELECT u.id FROM app_user u
        WHERE u.organization_id = v_org AND u.id IS DISTINCT FROM v_canceller
          AND CASE WHEN v_news->>'readers' = 'maker' AND o.requested_by_id IS NOT NULL THEN u.id = o.requested_by_id
            ELSE u.roles @> ARRAY['admin'] END),
      'operation', jsonb_build_object('operationId', o.id));
  END IF;
  RETURN true;
END
$$;
