-- Writes a message and, if it is the first word of somebody who works on the ticket, the event that says so;
-- both were judged on the state at `seq`. Its id is made here, under the ticket's lock, and is above those of all that
-- was said before: whoever has read up to one of them has not read this. Repeating it is harmless: the same work, or the
-- same client id of the same author, gives the message that is there.
CREATE OR REPLACE FUNCTION send_message(p jsonb) RETURNS jsonb
LANGUAGE plpgsql AS $$
DECLARE
  v_org uuid := (p->>'organizationId')::uuid;
  v_ticket uuid := (p->>'ticketId')::uuid;
  v_client text := coalesce(p->>'clientId', p->>'workId');
  v_author uuid := (p->'actor'->>'id')::uuid;
  v_seq int;
  v_known uuid;
  v_keys int := jsonb_array_length(p->'attachments');
  v_last message;
  v_id uuid;
  v_at timestamptz := (p->>'at')::timestamptz;
BEGIN
  SELECT seq INTO v_seq FROM ticket WHERE organization_id = v_org AND id = v_ticket FOR NO KEY UPDATE;
  SELECT id INTO v_known FROM message
    WHERE organization_id = v_org AND ticket_id = v_ticket AND author_id = v_author AND client_id = v_client;
  IF FOUND THEN
    RETURN jsonb_build_object('kind', 'known', 'id', v_known);
  END IF;
  IF v_seq IS DISTINCT FROM (p->>'seq')::int OR (p ? 'eventId' AND NOT EXISTS (
    SELECT 1 FROM ticket_event e WHERE e.organization_id = v_org AND e.ticket_id = v_ticket AND e.seq = v_seq
      AND e.id = (p->>'eventId')::uuid)) THEN
    RETURN jsonb_build_object('kind', 'behind');
  END IF;

  SELECT * INTO v_last FROM message
    WHERE organization_id = v_org AND ticket_id = v_ticket AND version = (p->>'version')::int ORDER BY id DESC LIMIT 1;
  v_id := uuidv7();
  IF v_id <= v_last.id THEN -- a clock was set back: a millisecond behind the last one
    v_id := uuidv7(to_timestamp((('x' || translate(left(v_last.id::text, 13), '-', ''))::bit(48)::bigint + 1) / 1000.0)
      - clock_timestamp());
  END IF;
  v_at := greatest(v_at, v_last.at);
  INSERT INTO message (
    organization_id, id, ticket_id, version, kind, visibility, author_id, body, mentions, client_id, flag, at)
  VALUES (
    v_org, v_id, v_ticket, (p->>'version')::int, 'message', p->>'visibility', v_author, p->>'body',
    ARRAY(SELECT jsonb_array_elements_text(p->'mentions')::uuid), v_client, p->>'flag', v_at);
  IF v_keys > 0 AND attach(v_org, v_ticket, v_author, p->'attachments', NULL, v_id) <> v_keys THEN
    RAISE EXCEPTION 'attachment_not_found' USING ERRCODE = 'P0404';
  END IF;
  INSERT INTO message_read (organization_id, ticket_id, user_id, message_id, at)
    VALUES (v_org, v_ticket, v_author, v_id, v_at)
    ON CONFLICT (organization_id, ticket_id, user_id) DO UPDATE
      SET message_id = greatest(message_read.message_id, excluded.message_id), at = excluded.at;
  INSERT INTO stream_event (id, organization_id, type, rooms, data, at, event)
    VALUES (
      uuidv7(), v_org, 'chat:message', ARRAY['ticket:' || v_ticket], jsonb_build_object('id', v_id), v_at, -- who tells it reads the message
      CASE WHEN p->>'visibility' = 'public' THEN jsonb_build_object(
        'entity', 'ticket', 'entityId', v_ticket, 'data', jsonb_build_object('messageId', v_id),
        'happened', '[{"name": "message.created"}]'::jsonb) END);
  IF jsonb_array_length(p->'notifications') > 0 THEN
    PERFORM notify_recipients(
      v_org, v_ticket, v_at, v_author, p->'notifications', jsonb_build_object('messageId', v_id));
  END IF;
  PERFORM audit_record(
    v_org, v_at, p->'actor', p->'origin', 'message.send', 'ok', 'message', v_id::text,
    v_ticket, NULL, jsonb_build_object('visibility', p->>'visibility'));
  IF p ? 'change' THEN
    PERFORM append_event(
      v_org, v_id::text, NULL, p->'actor', p->'origin', '{}', '{}', p->'change');
  END IF;
  RETURN jsonb_build_object('kind', 'sent', 'id', v_id,
    'at', to_char(v_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'authorName', person_name(v_org, v_author));
END
$$;
