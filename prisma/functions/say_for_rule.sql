-- Writes what a rule says into the chat of a ticket whose row the caller has locked; gives the code of why it can't be
-- said, null where it was. Repeating it would say it again: the caller's own record of the act is written with it, once.
CREATE OR REPLACE FUNCTION say_for_rule(p jsonb) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_at timestamptz := clock_timestamp();
  v_id uuid := uuidv7();
  t ticket;
BEGIN
  SELECT * INTO t FROM ticket WHERE organization_id = v_org AND id = (p->>'ticketId')::uuid;
  IF NOT FOUND OR t.deleted_at IS NOT NULL OR t.status IN ('draft', 'closed', 'rejected', 'withdrawn') THEN
    RETURN 'chat_closed';
  END IF;
  INSERT INTO message (organization_id, id, ticket_id, version, kind, visibility, body, client_id, at)
    VALUES (v_org, v_id, t.id, t.version, 'system', p->>'visibility', p->>'body', p->>'id', v_at);
  INSERT INTO stream_event (id, organization_id, type, rooms, data, at, event)
    VALUES (
      uuidv7(), v_org, 'chat:message', ARRAY['ticket:' || t.id], jsonb_build_object('id', v_id), v_at, -- who tells it reads the message
      CASE WHEN p->>'visibility' = 'public' THEN jsonb_build_object(
        'entity', 'ticket', 'entityId', t.id, 'data', jsonb_build_object('messageId', v_id),
        'happened', '[{"name": "message.created"}]'::jsonb) END);
  PERFORM audit_record(
    v_org, v_at, p->'actor', NULL, 'message.send', 'ok', 'message', v_id::text, t.id, NULL,
    jsonb_build_object('visibility', p->'visibility'));
  RETURN NULL;
END
$$;
