-- Writes what another system says of a ticket that was announced to it: a message of the system, what it calls the ticket,
-- or both, audited, with news for sockets and listeners. It moves the ticket nowhere. `unknown` while the organization is off, `gone` where the version has ended that
-- was announced, or what announced it was taken back. Repeating it under the same key is harmless: it gives what is there.
CREATE OR REPLACE FUNCTION answer_from_outside(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_id uuid := (p->>'ticketId')::uuid;
  v_at timestamptz := clock_timestamp();
  v_message uuid;
  t ticket;
  r ticket_reply;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM organization WHERE id = v_org AND active) THEN
    RETURN jsonb_build_object('kind', 'unknown');
  END IF;
  SELECT * INTO t FROM ticket WHERE organization_id = v_org AND id = v_id FOR NO KEY UPDATE;
  IF t.id IS NULL OR t.deleted_at IS NOT NULL OR t.version <> (p->>'version')::int OR EXISTS (
      SELECT 1 FROM ticket_event e WHERE e.organization_id = v_org AND e.ticket_id = v_id AND e.type = 'undo'
        AND e.data->'undoes'->>'seq' = p->>'seq') THEN
    RETURN jsonb_build_object('kind', 'gone');
  END IF;
  IF p ? 'key' THEN
    SELECT * INTO r FROM ticket_reply WHERE organization_id = v_org AND ticket_id = v_id AND key = p->>'key';
    IF FOUND THEN
      RETURN jsonb_build_object('kind', CASE WHEN r.fingerprint = p->>'fingerprint' THEN 'known' ELSE 'mismatch' END,
        'number', t.number, 'external', t.external);
    END IF;
  END IF;
  IF p ? 'message' AND t.status IN ('closed', 'rejected', 'withdrawn') THEN
    RETURN jsonb_build_object('kind', 'chat_closed', 'status', t.status);
  ELSIF p ? 'external' AND t.external IS NULL AND NOT p->'external' ? 'id' THEN
    RETURN jsonb_build_object('kind', 'nameless');
  END IF;
  INSERT INTO ticket_reply (organization_id, ticket_id, key, fingerprint, at)
    SELECT v_org, v_id, p->>'key', p->>'fingerprint', v_at WHERE p ? 'key';

  IF p ? 'message' THEN
    INSERT INTO message (organization_id, id, ticket_id, version, kind, visibility, body, at)
      VALUES (v_org, uuidv7(), v_id, t.version, 'system', 'public', p->>'message', v_at) RETURNING id INTO v_message;
    INSERT INTO stream_event (id, organization_id, type, rooms, data, at)
      VALUES (uuidv7(), v_org, 'chat:message', ARRAY['ticket:' || v_id], jsonb_build_object('id', v_message), v_at);
  END IF;
  IF p ? 'external' AND coalesce(t.external, '{}') || (p->'external') IS DISTINCT FROM t.external THEN
    t.external := '{"status": ""}'::jsonb || coalesce(t.external, '{}') || (p->'external');
    UPDATE ticket SET external = t.external WHERE organization_id = v_org AND id = v_id;
    INSERT INTO stream_event (id, organization_id, type, rooms, data, at, event)
      VALUES (uuidv7(), v_org, 'ticket:updated',
        array_remove(ARRAY['ticket:' || v_id, 'department:' || t.department_id, 'moderators'], NULL),
        jsonb_build_object('id', v_id, 'number', t.number, 'status', t.status, 'revision', t.revision,
          'changed', '["external"]'::jsonb), v_at,
        jsonb_build_object('entity', 'ticket', 'entityId', v_id, 'data', jsonb_build_object('seq', t.seq),
          'happened', '[{"name": "ticket.updated"}]'::jsonb));
  END IF;
  PERFORM audit_record(
    v_org, v_at, '{"kind": "system"}', p->'origin', 'ticket.answer_from_outside', 'ok', 'ticket', v_id::text, v_id, NULL,
    jsonb_strip_nulls(jsonb_build_object('external', p->'external', 'messageId', v_message)));
  RETURN jsonb_build_object('kind', 'written', 'number', t.number, 'external', t.external);
END
$$;
