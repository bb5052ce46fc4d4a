-- Families in one commit, drafts under their own lock, and the chat. These functions check and insert, and decide nothing.

-- `<entity>.<verb>`: who is in the chat is a thing of its own.
CREATE FUNCTION audit_action(p_command text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_command WHEN 'add_participant' THEN 'participant.add' WHEN 'remove_participant' THEN 'participant.remove'
    ELSE 'ticket.' || p_command END
$$;

-- A refusal is written before it is answered, and never over an outcome.
CREATE OR REPLACE FUNCTION reject_command(p_id text, p_problem jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE c command_inbox;
BEGIN
  UPDATE command_inbox SET status = 'rejected', problem = p_problem, decided_at = clock_timestamp(), acked_at = clock_timestamp()
    WHERE id = p_id AND status = 'pending' RETURNING * INTO c;
  IF FOUND THEN
    PERFORM audit_record(c.organization_id, clock_timestamp(), c.actor, c.origin, audit_action(c.name), 'denied',
      'ticket', c.ticket_id::text, c.ticket_id, NULL, jsonb_build_object('code', p_problem->>'code', 'commandId', p_id));
    RETURN jsonb_build_object('kind', 'rejected', 'problem', p_problem);
  END IF;
  SELECT * INTO c FROM command_inbox WHERE id = p_id;
  RETURN jsonb_build_object('kind', c.status, 'problem', c.problem);
END $$;

-- Keys that were named and are the uploader's own, attached nowhere yet, belong to the ticket from now on.
CREATE FUNCTION attach(p_org uuid, p_ticket uuid, p_user uuid, p_keys jsonb, p_seq int, p_message uuid) RETURNS int LANGUAGE plpgsql AS $$
DECLARE v_count int;
BEGIN
  UPDATE attachment SET ticket_id = p_ticket, event_seq = p_seq, message_id = p_message
    WHERE organization_id = p_org AND uploaded_by_id = p_user AND ticket_id IS NULL AND deleted_at IS NULL
      AND id::text IN (SELECT jsonb_array_elements_text(coalesce(p_keys, '[]')));
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END $$;

DROP FUNCTION append_event(uuid, text, jsonb, jsonb, jsonb, jsonb);
CREATE FUNCTION append_event(p_org uuid, p_command text, p_by text, p_actor jsonb, p_origin jsonb, p_texts jsonb, p_payload jsonb, p_part jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE v_state jsonb := p_part->'state'; v_event jsonb := p_part->'event'; v_ticket uuid := (v_state->>'id')::uuid;
        v_actor jsonb := coalesce(p_part->'actor', p_actor); v_texts jsonb := coalesce(p_part->'texts', p_texts); v_copied jsonb;
BEGIN
  SELECT coalesce(jsonb_object_agg(key, v_texts->value), '{}') INTO v_copied
    FROM jsonb_each_text(p_part->'effects'->'texts') WHERE v_texts ? value;
  IF p_part ? 'create' THEN
    INSERT INTO ticket (organization_id, id, number, type, status, priority, seq, revision, version, parent_id, child_number, department_id,
      category_id, requester_id, created_by_id, title, description, channel, state, created_at, updated_at)
    SELECT p_org, v_ticket, v_state->>'number', 'sub_ticket', v_state->>'status', v_state->>'priority', 1, 1, 1, (v_state->>'parentId')::uuid,
      (p_part->'create'->>'n')::int, (v_state->>'departmentId')::uuid, (v_state->>'categoryId')::uuid, (v_state->>'requesterId')::uuid,
      (v_state->>'createdById')::uuid, p_texts->>('subTickets.' || (p_part->'create'->>'index') || '.title'),
      coalesce(p_texts->>('subTickets.' || (p_part->'create'->>'index') || '.description'), ''), x.channel, v_state,
      (v_state->>'createdAt')::timestamptz, (v_state->>'updatedAt')::timestamptz
    FROM ticket x WHERE x.organization_id = p_org AND x.id = (v_state->>'parentId')::uuid;
    INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
      VALUES (uuidv7(), p_org, 'start', v_ticket, jsonb_build_object('number', v_state->>'number'), clock_timestamp(), clock_timestamp());
    v_texts := '{}';
  END IF;
  PERFORM project_ticket(p_org, v_state, v_copied);
  INSERT INTO ticket_event (organization_id, ticket_id, seq, id, command_id, type, fact, at, actor, from_status, to_status, version, data, texts)
  VALUES (p_org, v_ticket, (v_state->>'seq')::int, uuidv7(), p_command, v_event->>'type', (p_part->>'fact')::boolean,
    (v_event->>'at')::timestamptz, v_actor, p_part->>'from', v_state->>'status', (v_state->>'version')::int, v_event, v_texts);
  IF p_payload ? 'attachments' AND NOT p_part ? 'actor' THEN
    PERFORM attach(p_org, v_ticket, (v_actor->>'id')::uuid, p_payload->'attachments', (v_state->>'seq')::int, NULL);
  END IF;
  PERFORM publish_event(p_org, v_state, v_event, v_actor, p_part->'effects', v_texts, p_payload);
  -- the ticket's own run, where another committed this, and the runs beside it
  INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    SELECT uuidv7(), p_org, 'wake', v_ticket, w || jsonb_build_object('number', v_state->>'number'), clock_timestamp(), clock_timestamp()
    FROM (SELECT value AS w FROM jsonb_array_elements(p_part->'effects'->'wakes') WHERE p_part ? 'actor' OR value->>'family' <> p_by
          UNION ALL SELECT '{"family":"ticket"}' WHERE NOT p_part ? 'create' AND (p_part ? 'actor' OR p_by <> 'ticket')) x;
  PERFORM audit_record(p_org, (v_event->>'at')::timestamptz, v_actor, p_origin, audit_action(v_event->>'type'), 'ok',
    'ticket', v_ticket::text, v_ticket, jsonb_build_object('status', p_part->>'from'),
    jsonb_build_object('event', v_event, 'status', v_state->>'status'));
END $$;

-- The one writer of live tickets. Each part is one ticket's event; a family's parts succeed or fail together.
-- Repeating it is harmless: an applied command gives its outcome again.
CREATE OR REPLACE FUNCTION commit_tickets(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE v_org uuid := (p->>'organizationId')::uuid; v_ticket uuid := (p->>'ticketId')::uuid; c command_inbox;
        v_part jsonb; v_seq int; v_facts jsonb;
BEGIN
  SELECT * INTO c FROM command_inbox WHERE id = p->>'commandId' AND organization_id = v_org FOR UPDATE;
  IF NOT FOUND THEN
    IF NOT p ? 'system' THEN RETURN jsonb_build_object('kind', 'unknown'); END IF;
    -- a timer's command has no row before it is applied: refused ones leave none behind
    c.id := p->>'commandId'; c.organization_id := v_org; c.ticket_id := v_ticket; c.name := p->'system'->>'name';
    c.actor := '{"kind":"system"}'; c.origin := '{}'; c.payload := '{}'; c.texts := '{}'; c.status := 'new';
  END IF;
  IF c.status = 'rejected' THEN RETURN jsonb_build_object('kind', 'rejected', 'problem', c.problem); END IF;
  PERFORM 1 FROM ticket WHERE organization_id = v_org
    AND id IN (SELECT (x->'state'->>'id')::uuid FROM jsonb_array_elements(p->'parts') x WHERE NOT x ? 'create')
    ORDER BY (parent_id IS NOT NULL), child_number, id FOR UPDATE;
  IF c.status = 'applied' THEN
    RETURN jsonb_build_object('kind', 'applied', 'state', (SELECT state FROM ticket WHERE organization_id = v_org AND id = v_ticket));
  END IF;
  FOR v_part IN SELECT * FROM jsonb_array_elements(p->'parts') x WHERE NOT x ? 'create' LOOP
    SELECT seq INTO v_seq FROM ticket WHERE organization_id = v_org AND id = (v_part->'state'->>'id')::uuid;
    IF v_seq IS DISTINCT FROM (v_part->>'fromSeq')::int THEN
      RETURN jsonb_build_object('kind', 'behind', 'state', (SELECT state FROM ticket WHERE organization_id = v_org AND id = v_ticket));
    END IF;
  END LOOP;
  IF p ? 'facts' THEN
    v_facts := command_facts(v_org, c.ticket_id, c.user_id, c.payload);
    IF v_facts <> p->'facts' THEN RETURN jsonb_build_object('kind', 'facts_changed', 'facts', v_facts); END IF;
  END IF;
  FOR v_part IN SELECT * FROM jsonb_array_elements(p->'parts') LOOP
    PERFORM append_event(v_org, c.id, coalesce(p->>'by', 'ticket'), c.actor, c.origin, c.texts, c.payload, v_part);
  END LOOP;
  IF c.status = 'new' THEN
    INSERT INTO command_inbox (id, organization_id, ticket_id, name, actor, payload, status, created_at, decided_at, acked_at)
    VALUES (c.id, v_org, v_ticket, c.name, c.actor, c.payload, 'applied', clock_timestamp(), clock_timestamp(), clock_timestamp());
  ELSE
    UPDATE command_inbox SET status = 'applied', decided_at = clock_timestamp(),
      acked_at = CASE WHEN jsonb_array_length(p->'parts') = 0 THEN clock_timestamp() END WHERE id = c.id;
  END IF;
  RETURN jsonb_build_object('kind', 'committed');
END $$;

-- The rows that a family's commit is judged with.
CREATE FUNCTION load_family(p_org uuid, p_ticket uuid, p_parent uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'parent', (SELECT state FROM ticket WHERE organization_id = p_org AND id = p_parent),
    'children', CASE WHEN p_parent IS NULL THEN (SELECT coalesce(jsonb_agg(state ORDER BY child_number), '[]') FROM ticket
        WHERE organization_id = p_org AND parent_id = p_ticket) ELSE '[]' END)
$$;

-- Creation: row, event, participants, notices, audit and the start of its workflow. The same id again gives the first.
CREATE OR REPLACE FUNCTION create_ticket(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE v_org uuid := (p->>'organizationId')::uuid; v_state jsonb := p->'state'; v_id uuid := (v_state->>'id')::uuid;
        v_number text; v_event jsonb := p->'event'; v_known jsonb;
BEGIN
  SELECT jsonb_build_object('kind', 'created', 'state', state) INTO v_known FROM ticket WHERE organization_id = v_org AND id = v_id;
  IF FOUND THEN RETURN v_known; END IF;
  IF v_state->>'departmentId' IS NOT NULL AND NOT EXISTS (SELECT 1 FROM department
      WHERE organization_id = v_org AND id = (v_state->>'departmentId')::uuid AND deleted_at IS NULL) THEN
    RETURN jsonb_build_object('kind', 'department_not_found');
  END IF;
  IF v_state->>'categoryId' IS NOT NULL THEN
    SELECT v_state || jsonb_build_object('groupId', group_id) INTO v_known FROM category
      WHERE organization_id = v_org AND id = (v_state->>'categoryId')::uuid AND deleted_at IS NULL;
    IF NOT FOUND THEN RETURN jsonb_build_object('kind', 'category_not_found'); END IF;
    v_state := v_known;
  END IF;
  SELECT coalesce(settings->>'ticketPrefix', 'T') || '-' || nextval(ticket_sequence(v_org)::regclass) INTO v_number
    FROM organization WHERE id = v_org;
  v_state := v_state || jsonb_build_object('number', v_number);
  INSERT INTO ticket (organization_id, id, number, type, status, priority, seq, revision, version, department_id, category_id,
    group_id, requester_id, created_by_id, tags, title, description, custom_fields, channel, state, expires_at, created_at, updated_at)
  VALUES (v_org, v_id, v_number, 'ticket', v_state->>'status', v_state->>'priority', 1, 1, 1, (v_state->>'departmentId')::uuid,
    (v_state->>'categoryId')::uuid, (v_state->>'groupId')::uuid, (v_state->>'requesterId')::uuid, (v_state->>'createdById')::uuid,
    ARRAY(SELECT jsonb_array_elements_text(v_state->'tags')), p->>'title', p->>'description', p->'customFields', p->>'channel', v_state,
    (v_state->'deadlines'->'draft_expiry'->>'at')::timestamptz, (v_state->>'createdAt')::timestamptz, (v_state->>'updatedAt')::timestamptz)
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN jsonb_build_object('kind', 'created', 'state', (SELECT state FROM ticket WHERE organization_id = v_org AND id = v_id));
  END IF;
  INSERT INTO ticket_event (organization_id, ticket_id, seq, id, command_id, type, at, actor, to_status, version, data)
  VALUES (v_org, v_id, 1, uuidv7(), v_id::text, v_event->>'type', (v_event->>'at')::timestamptz, p->'actor', v_state->>'status', 1, v_event);
  PERFORM publish_event(v_org, v_state, v_event, p->'actor', p->'effects', '{}', '{}');
  PERFORM attach(v_org, v_id, (p->'actor'->>'id')::uuid, p->'attachments', 1, NULL);
  INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    VALUES (uuidv7(), v_org, 'start', v_id, jsonb_build_object('number', v_number), clock_timestamp(), clock_timestamp());
  PERFORM audit_record(v_org, (v_event->>'at')::timestamptz, p->'actor', p->'origin', 'ticket.' || (v_event->>'type'), 'ok',
    'ticket', v_id::text, v_id, NULL, jsonb_build_object('event', v_event, 'status', v_state->>'status'));
  RETURN jsonb_build_object('kind', 'created', 'state', v_state);
END $$;

-- A draft's edit: its row's lock, its event, its columns; `behind` when somebody was faster.
CREATE FUNCTION edit_draft(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE v_org uuid := (p->>'organizationId')::uuid; v_id uuid := (p->'part'->'state'->>'id')::uuid; v_seq int;
BEGIN
  SELECT seq INTO v_seq FROM ticket WHERE organization_id = v_org AND id = v_id FOR UPDATE;
  IF v_seq IS DISTINCT FROM (p->'part'->>'fromSeq')::int THEN RETURN jsonb_build_object('kind', 'behind'); END IF;
  UPDATE ticket SET title = coalesce(p->'texts'->>'title', title), description = coalesce(p->'texts'->>'description', description),
    custom_fields = coalesce(nullif(p->'customFields', 'null'), custom_fields) WHERE organization_id = v_org AND id = v_id;
  IF p ? 'attachments' THEN
    UPDATE attachment SET ticket_id = NULL WHERE organization_id = v_org AND ticket_id = v_id
      AND id::text NOT IN (SELECT jsonb_array_elements_text(p->'attachments'));
    PERFORM attach(v_org, v_id, (p->'actor'->>'id')::uuid, p->'attachments', v_seq + 1, NULL);
  END IF;
  PERFORM append_event(v_org, p->>'commandId', 'ticket', p->'actor', p->'origin', '{}', '{}', p->'part');
  RETURN jsonb_build_object('kind', 'edited');
END $$;

-- A message and, if it is the first word of somebody who works on it, that fact; judged on the state at `seq`.
CREATE FUNCTION send_message(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE v_org uuid := (p->>'organizationId')::uuid; v_ticket uuid := (p->>'ticketId')::uuid; v_id uuid := (p->>'id')::uuid;
        v_author uuid := (p->'actor'->>'id')::uuid; v_seq int; v_known uuid; v_keys int := jsonb_array_length(p->'attachments');
BEGIN
  SELECT seq INTO v_seq FROM ticket WHERE organization_id = v_org AND id = v_ticket FOR UPDATE;
  SELECT id INTO v_known FROM message WHERE organization_id = v_org AND ticket_id = v_ticket
    AND (id = v_id OR (author_id = v_author AND client_id = p->>'clientId'));
  IF FOUND THEN RETURN jsonb_build_object('kind', 'sent', 'id', v_known); END IF;
  IF v_seq IS DISTINCT FROM (p->>'seq')::int THEN RETURN jsonb_build_object('kind', 'behind'); END IF;
  INSERT INTO message (organization_id, id, ticket_id, version, kind, visibility, author_id, body, client_id, flag, at)
  VALUES (v_org, v_id, v_ticket, (p->>'version')::int, 'message', p->>'visibility', v_author, p->>'body', p->>'clientId', p->>'flag',
    (p->>'at')::timestamptz);
  IF v_keys > 0 AND attach(v_org, v_ticket, v_author, p->'attachments', NULL, v_id) <> v_keys THEN
    RAISE EXCEPTION 'attachment_not_found' USING ERRCODE = 'P0404';
  END IF;
  INSERT INTO message_read (organization_id, ticket_id, user_id, message_id, at)
    VALUES (v_org, v_ticket, v_author, v_id, (p->>'at')::timestamptz)
    ON CONFLICT (organization_id, ticket_id, user_id) DO UPDATE SET message_id = excluded.message_id, at = excluded.at;
  INSERT INTO stream_event (id, organization_id, type, rooms, data, at)
    VALUES (uuidv7(), v_org, 'chat:message', ARRAY['ticket:' || v_ticket], jsonb_build_object('id', v_id, 'ticketId', v_ticket,
      'kind', 'message', 'visibility', p->>'visibility', 'authorId', v_author, 'body', p->>'body', 'clientId', p->>'clientId'), (p->>'at')::timestamptz);
  PERFORM audit_record(v_org, (p->>'at')::timestamptz, p->'actor', p->'origin', 'message.send', 'ok', 'message', v_id::text, v_ticket, NULL,
    jsonb_build_object('visibility', p->>'visibility'));
  IF p ? 'part' THEN
    PERFORM append_event(v_org, v_id::text, 'message', p->'actor', p->'origin', '{}', '{}', p->'part');
  END IF;
  RETURN jsonb_build_object('kind', 'sent', 'id', v_id);
END $$;
