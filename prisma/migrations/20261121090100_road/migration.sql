-- The command road (docs/architecture.md): these functions check and insert, and decide nothing.

CREATE UNIQUE INDEX category_code_live ON category (organization_id, code) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX sla_template_default ON sla_template (organization_id, priority)
  WHERE is_default AND deleted_at IS NULL;

-- One index for each filter of the ticket list, all ending in the cursor.
CREATE INDEX ticket_by_age ON ticket (organization_id, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX ticket_by_update ON ticket (organization_id, updated_at DESC, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX ticket_by_status ON ticket (organization_id, status, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX ticket_by_priority ON ticket (organization_id, priority, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX ticket_by_department ON ticket (organization_id, department_id, status, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX ticket_by_department_age ON ticket (organization_id, department_id, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX ticket_by_group ON ticket (organization_id, group_id, status, id DESC)
  WHERE deleted_at IS NULL AND group_id IS NOT NULL;
CREATE INDEX ticket_by_assignee ON ticket (organization_id, assignee_id, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX ticket_by_requester ON ticket (organization_id, requester_id, id DESC) WHERE deleted_at IS NULL;
CREATE INDEX ticket_by_parent ON ticket (organization_id, parent_id, child_number) WHERE parent_id IS NOT NULL;
CREATE INDEX ticket_by_due ON ticket (organization_id, (coalesce(due_at, 'infinity'::timestamptz)), id) WHERE deleted_at IS NULL;
CREATE INDEX ticket_breached ON ticket (organization_id, id DESC) WHERE deleted_at IS NULL AND breached;
CREATE INDEX ticket_by_tag ON ticket USING gin (organization_id, tags);
CREATE INDEX ticket_by_team_member ON ticket USING gin (organization_id, team_member_ids)
  WHERE team_member_ids <> '{}';
CREATE INDEX ticket_search ON ticket USING gin (organization_id, search);

CREATE INDEX command_pending ON command_inbox (created_at) WHERE status = 'pending';
CREATE INDEX command_unacked ON command_inbox (decided_at) WHERE status = 'applied' AND acked_at IS NULL;
CREATE INDEX command_deferred ON command_inbox (organization_id, ticket_id) WHERE status = 'pending' AND deferred_at IS NOT NULL;

-- A person as the domain judges them.
CREATE FUNCTION person_facts(p_org uuid, p_user uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'id', u.id, 'roles', to_jsonb(u.roles), 'departmentId', u.department_id,
    'headOf', coalesce((SELECT jsonb_agg(d.id ORDER BY d.id) FROM department d
        WHERE d.organization_id = p_org AND d.head_id = u.id AND d.deleted_at IS NULL), '[]'),
    'groupIds', coalesce((SELECT jsonb_agg(m.group_id ORDER BY m.group_id) FROM group_member m
        WHERE m.organization_id = p_org AND m.user_id = u.id), '[]'),
    'permissions', coalesce((SELECT jsonb_agg(g.permission ORDER BY g.permission) FROM user_permission g
        WHERE g.organization_id = p_org AND g.user_id = u.id AND (g.expires_at IS NULL OR g.expires_at > clock_timestamp())), '[]'))
  FROM app_user u
  WHERE u.organization_id = p_org AND u.id = p_user AND u.status = 'active' AND u.helpdesk_authorized AND u.deleted_at IS NULL
$$;

-- The facts that decide needs. Free of the clock, so that commit can tell by equality whether one has changed.
CREATE FUNCTION command_facts(p_org uuid, p_ticket uuid, p_user uuid, p_payload jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  WITH d AS (
    SELECT d.id, d.head_id, d.handles_finance FROM department d
    WHERE d.organization_id = p_org AND d.deleted_at IS NULL AND d.id IN (
      (p_payload->>'departmentId')::uuid,
      (SELECT t.department_id FROM ticket t WHERE t.organization_id = p_org AND t.id = p_ticket))),
  people AS (
    SELECT id, person_facts(p_org, id) AS facts FROM (
      SELECT head_id AS id FROM d UNION SELECT (p_payload->>'assigneeId')::uuid) p WHERE id IS NOT NULL),
  s AS (
    SELECT id, priority, due_delta, first_response_delta, is_default FROM sla_template
    WHERE organization_id = p_org AND deleted_at IS NULL
      AND (is_default OR id = (p_payload->>'slaTemplateId')::uuid))
  SELECT jsonb_build_object(
    'actor', person_facts(p_org, p_user),
    'departments', (SELECT coalesce(jsonb_object_agg(id, jsonb_build_object('headId', head_id, 'handlesFinance', handles_finance)), '{}') FROM d),
    'people', (SELECT coalesce(jsonb_object_agg(id, facts) FILTER (WHERE facts IS NOT NULL), '{}') FROM people),
    'templates', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'priority', priority, 'dueDelta', due_delta,
        'firstResponseDelta', first_response_delta, 'isDefault', is_default) ORDER BY id), '[]') FROM s),
    'duplicateOfExists', CASE WHEN p_payload ? 'duplicateOf' THEN EXISTS (SELECT 1 FROM ticket t
        WHERE t.organization_id = p_org AND t.id = (p_payload->>'duplicateOf')::uuid AND t.deleted_at IS NULL) END,
    'attachmentsMissing', (SELECT coalesce(jsonb_agg(a.value ORDER BY a.value), '[]')
        FROM jsonb_array_elements_text(coalesce(p_payload->'attachments', '[]')) a
        WHERE NOT EXISTS (SELECT 1 FROM attachment x WHERE x.organization_id = p_org AND x.id::text = a.value
          AND x.uploaded_by_id = p_user AND x.ticket_id IS NULL AND x.deleted_at IS NULL)),
    'draftMissing', (SELECT coalesce(jsonb_agg(f.field ORDER BY f.field), '[]') FROM ticket t, LATERAL (VALUES
        ('title', t.title = ''), ('description', t.description = ''), ('departmentId', t.department_id IS NULL)) f (field, missing)
        WHERE t.organization_id = p_org AND t.id = p_ticket AND t.status = 'draft' AND f.missing),
    'settings', (SELECT settings FROM organization WHERE id = p_org))
$$;

-- The inbox statement: a known id gives its outcome, a new one is stored with its texts; facts and row position beside it.
CREATE FUNCTION inbox_command(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE v_org uuid := (p->>'organizationId')::uuid; v_ticket uuid := (p->>'ticketId')::uuid;
        v_id text := coalesce(p->>'commandId', uuidv7()::text); c command_inbox; t record;
BEGIN
  SELECT seq, revision, state INTO t FROM ticket WHERE organization_id = v_org AND id = v_ticket;
  IF NOT FOUND THEN RETURN jsonb_build_object('kind', 'gone'); END IF;
  INSERT INTO command_inbox (id, organization_id, ticket_id, user_id, name, actor, origin, payload, texts, if_match, created_at)
  VALUES (v_id, v_org, v_ticket, (p->'actor'->>'id')::uuid, p->>'name', p->'actor', p->'origin', p->'payload', p->'texts', (p->>'ifMatch')::int, clock_timestamp())
  ON CONFLICT (id) DO NOTHING;
  IF NOT FOUND THEN
    SELECT * INTO c FROM command_inbox WHERE id = v_id AND organization_id = v_org;
    IF NOT FOUND THEN RETURN jsonb_build_object('kind', 'gone'); END IF;
    IF c.status <> 'pending' THEN
      RETURN jsonb_build_object('kind', c.status, 'commandId', v_id, 'problem', c.problem);
    END IF;
  END IF;
  RETURN jsonb_build_object('kind', 'pending', 'commandId', v_id, 'seq', t.seq, 'revision', t.revision, 'state', t.state,
    'facts', command_facts(v_org, v_ticket, (p->'actor'->>'id')::uuid, p->'payload'),
    'queued', EXISTS (SELECT 1 FROM command_inbox q WHERE q.organization_id = v_org AND q.ticket_id = v_ticket
        AND q.status = 'pending' AND q.deferred_at IS NOT NULL AND q.id <> v_id));
END $$;

-- A refusal is written before it is answered, and never over an outcome.
CREATE FUNCTION reject_command(p_id text, p_problem jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE c command_inbox;
BEGIN
  UPDATE command_inbox SET status = 'rejected', problem = p_problem, decided_at = clock_timestamp(), acked_at = clock_timestamp()
    WHERE id = p_id AND status = 'pending' RETURNING * INTO c;
  IF FOUND THEN
    PERFORM audit_record(c.organization_id, clock_timestamp(), c.actor, c.origin, 'ticket.' || c.name, 'denied',
      'ticket', c.ticket_id::text, c.ticket_id, NULL, jsonb_build_object('code', p_problem->>'code', 'commandId', p_id));
    RETURN jsonb_build_object('kind', 'rejected', 'problem', p_problem);
  END IF;
  SELECT * INTO c FROM command_inbox WHERE id = p_id;
  RETURN jsonb_build_object('kind', c.status, 'problem', c.problem);
END $$;

-- Columns beside the state are copies for filters and foreign keys.
CREATE FUNCTION project_ticket(p_org uuid, p_state jsonb, p_texts jsonb) RETURNS void LANGUAGE sql AS $$
  UPDATE ticket SET
    state = p_state, seq = (p_state->>'seq')::int, revision = (p_state->>'revision')::int,
    version = (p_state->>'version')::int, status = p_state->>'status', priority = p_state->>'priority',
    department_id = (p_state->>'departmentId')::uuid, category_id = (p_state->>'categoryId')::uuid,
    group_id = (p_state->>'groupId')::uuid, assignee_id = (p_state->>'assigneeId')::uuid,
    team_member_ids = ARRAY(SELECT jsonb_array_elements_text(p_state->'teamMembers')::uuid),
    tags = ARRAY(SELECT jsonb_array_elements_text(p_state->'tags')), texts = texts || p_texts,
    due_at = (p_state->'sla'->>'resolutionDueAt')::timestamptz, breached = (p_state->'sla'->>'breached')::boolean,
    expires_at = (p_state->'deadlines'->'draft_expiry'->>'at')::timestamptz,
    updated_at = (p_state->>'updatedAt')::timestamptz, deleted_at = (p_state->>'deletedAt')::timestamptz
  WHERE organization_id = p_org AND id = (p_state->>'id')::uuid
$$;

-- What leaves with an event: participants, notifications, mails, stream.
CREATE FUNCTION publish_event(p_org uuid, p_state jsonb, p_event jsonb, p_actor jsonb, p_effects jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE v_ticket uuid := (p_state->>'id')::uuid; v_at timestamptz := (p_event->>'at')::timestamptz;
        v_actor uuid := (p_actor->>'id')::uuid;
BEGIN
  IF (p_effects->>'participants')::boolean THEN
    DELETE FROM participant x WHERE x.organization_id = p_org AND x.ticket_id = v_ticket
      AND x.user_id NOT IN (SELECT (e->>'userId')::uuid FROM jsonb_array_elements(p_state->'participants') e);
    INSERT INTO participant (organization_id, ticket_id, user_id, role, joined_at, history_from)
      SELECT p_org, v_ticket, (e->>'userId')::uuid, e->>'role', (e->>'joinedAt')::timestamptz, (e->>'historyFrom')::timestamptz
      FROM jsonb_array_elements(p_state->'participants') e
    ON CONFLICT (organization_id, ticket_id, user_id) DO UPDATE
      SET role = excluded.role, joined_at = excluded.joined_at, history_from = excluded.history_from;
  END IF;

  WITH told AS (
    SELECT n->>'type' AS type, r.user_id, bool_or(r.pool) AS pool, bool_or((n->>'inApp')::boolean) AS in_app, bool_or((n->>'mail')::boolean) AS mail
    FROM jsonb_array_elements(p_effects->'notices') n, LATERAL (
      SELECT value::uuid AS user_id, false AS pool FROM jsonb_array_elements_text(n->'users')
      UNION ALL
      SELECT m.id, true FROM app_user m WHERE (n->>'moderators')::boolean AND m.organization_id = p_org
        AND m.roles @> ARRAY['moderator']) r
    WHERE r.user_id IS DISTINCT FROM v_actor OR (n->>'confirmation')::boolean
    GROUP BY 1, 2),
  willing AS (
    SELECT told.*, coalesce((u.notification_choices->'inApp'->>told.type)::boolean, true) AS wants_in_app,
      coalesce((u.notification_choices->'mail'->>told.type)::boolean, true) AS wants_mail
    FROM told JOIN app_user u ON u.organization_id = p_org AND u.id = told.user_id
    WHERE u.status = 'active' AND u.deleted_at IS NULL),
  kept AS (
    INSERT INTO notification (organization_id, id, user_id, type, ticket_id, data, dedupe_key, at)
    SELECT p_org, uuidv7(), user_id, type, v_ticket, jsonb_build_object('seq', (p_state->>'seq')::int),
      v_ticket || '/' || (p_state->>'seq') || '/' || type, v_at
    FROM willing WHERE in_app AND wants_in_app
    ON CONFLICT (organization_id, user_id, dedupe_key) DO NOTHING RETURNING id, user_id, type),
  mailed AS (
    INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    SELECT uuidv7(), p_org, CASE WHEN pool THEN 'digest' ELSE 'mail' END, v_ticket,
      jsonb_build_object('type', type, 'userId', user_id, 'seq', (p_state->>'seq')::int),
      clock_timestamp(), clock_timestamp() + CASE WHEN pool THEN interval '60 seconds' ELSE interval '0' END
    FROM willing WHERE mail AND wants_mail)
  INSERT INTO stream_event (id, organization_id, type, rooms, data, at)
    SELECT uuidv7(), p_org, 'notification:created', ARRAY['user:' || user_id],
      jsonb_build_object('id', id, 'type', type, 'ticketId', v_ticket), v_at FROM kept;

  INSERT INTO stream_event (id, organization_id, type, rooms, data, at)
    SELECT uuidv7(), p_org, s->>'type', ARRAY(SELECT jsonb_array_elements_text(s->'rooms')), s->'data', v_at
    FROM jsonb_array_elements(p_effects->'stream') s;
  INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    SELECT uuidv7(), p_org, s->>'kind', v_ticket, s->'payload', clock_timestamp(), clock_timestamp()
    FROM jsonb_array_elements(p_effects->'outbox') s;
END $$;

CREATE FUNCTION append_event(p_org uuid, p_command text, p_actor jsonb, p_origin jsonb, p_texts jsonb, p_part jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE v_state jsonb := p_part->'state'; v_event jsonb := p_part->'event'; v_ticket uuid := (v_state->>'id')::uuid;
        v_copied jsonb;
BEGIN
  SELECT coalesce(jsonb_object_agg(key, p_texts->value), '{}') INTO v_copied
    FROM jsonb_each_text(p_part->'effects'->'texts') WHERE p_texts ? value;
  PERFORM project_ticket(p_org, v_state, v_copied);
  INSERT INTO ticket_event (organization_id, ticket_id, seq, id, command_id, type, fact, at, actor, from_status, to_status, version, data, texts)
  VALUES (p_org, v_ticket, (v_state->>'seq')::int, uuidv7(), p_command, v_event->>'type', (p_part->>'fact')::boolean,
    (v_event->>'at')::timestamptz, p_actor, p_part->>'from', v_state->>'status', (v_state->>'version')::int, v_event, p_texts);
  PERFORM publish_event(p_org, v_state, v_event, p_actor, p_part->'effects');
  PERFORM audit_record(p_org, (v_event->>'at')::timestamptz, p_actor, p_origin, 'ticket.' || (v_event->>'type'), 'ok',
    'ticket', v_ticket::text, v_ticket, jsonb_build_object('status', p_part->>'from'),
    jsonb_build_object('event', v_event, 'status', v_state->>'status'));
END $$;

-- The one writer of live tickets. Each part is one ticket's event; a family's parts succeed or fail together.
-- Repeating it is harmless: an applied command gives its outcome again.
CREATE FUNCTION commit_tickets(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
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
    AND id IN (SELECT (x->'state'->>'id')::uuid FROM jsonb_array_elements(p->'parts') x)
    ORDER BY (parent_id IS NOT NULL), child_number, id FOR UPDATE;
  IF c.status = 'applied' THEN
    RETURN jsonb_build_object('kind', 'applied', 'state', (SELECT state FROM ticket WHERE organization_id = v_org AND id = v_ticket));
  END IF;
  FOR v_part IN SELECT * FROM jsonb_array_elements(p->'parts') LOOP
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
    PERFORM append_event(v_org, c.id, c.actor, c.origin, c.texts, v_part);
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

-- What a workflow catches up with, and the facts that its timers decide on; it has evolved all that is applied once it holds this state.
CREATE FUNCTION load_ticket(p_org uuid, p_ticket uuid) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE v_state jsonb;
BEGIN
  SELECT state INTO v_state FROM ticket WHERE organization_id = p_org AND id = p_ticket FOR SHARE;
  UPDATE command_inbox SET acked_at = clock_timestamp()
    WHERE organization_id = p_org AND ticket_id = p_ticket AND status = 'applied' AND acked_at IS NULL;
  RETURN jsonb_build_object('state', v_state, 'facts', command_facts(p_org, p_ticket, NULL, '{}'));
END $$;

-- Creation: row, event, participants, notices, audit and the start of its workflow. The same id again gives the first.
CREATE FUNCTION create_ticket(p jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
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
  PERFORM publish_event(v_org, v_state, v_event, p->'actor', p->'effects');
  INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    VALUES (uuidv7(), v_org, 'start', v_id, jsonb_build_object('number', v_number), clock_timestamp(), clock_timestamp());
  PERFORM audit_record(v_org, (v_event->>'at')::timestamptz, p->'actor', p->'origin', 'ticket.' || (v_event->>'type'), 'ok',
    'ticket', v_id::text, v_id, NULL, jsonb_build_object('event', v_event, 'status', v_state->>'status'));
  RETURN jsonb_build_object('kind', 'created', 'state', v_state);
END $$;
