-- The whole lifecycle: what deciding needs, and what leaves with an event. These functions check and insert, and decide nothing.

CREATE INDEX message_search ON message USING gin (organization_id, to_tsvector('perdure'::regconfig, left(body, 100000)))
  WHERE kind = 'message';
CREATE INDEX request_pending ON request (organization_id, id DESC) WHERE status = 'pending';
CREATE INDEX approval_by_age ON approval (organization_id, id DESC);
CREATE INDEX ticket_review_queue ON ticket (organization_id, (coalesce(due_at, 'infinity'::timestamptz)), id)
  WHERE deleted_at IS NULL AND status IN ('submitted', 'needs_clarification');

CREATE OR REPLACE FUNCTION person_facts(p_org uuid, p_user uuid) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_object(
    'id', u.id, 'roles', to_jsonb(u.roles), 'departmentId', u.department_id,
    'headOf', coalesce((SELECT jsonb_agg(d.id ORDER BY d.id) FROM department d
        WHERE d.organization_id = p_org AND d.head_id = u.id AND d.deleted_at IS NULL), '[]'),
    'financeDepartmentIds', coalesce((SELECT jsonb_agg(d.id ORDER BY d.id) FROM department d
        WHERE d.organization_id = p_org AND d.handles_finance AND d.deleted_at IS NULL AND (d.id = u.department_id OR d.head_id = u.id)), '[]'),
    'groupIds', coalesce((SELECT jsonb_agg(m.group_id ORDER BY m.group_id) FROM group_member m
        WHERE m.organization_id = p_org AND m.user_id = u.id), '[]'),
    'permissions', coalesce((SELECT jsonb_agg(g.permission ORDER BY g.permission) FROM user_permission g
        WHERE g.organization_id = p_org AND g.user_id = u.id AND (g.expires_at IS NULL OR g.expires_at > clock_timestamp())), '[]'))
  FROM app_user u
  WHERE u.organization_id = p_org AND u.id = p_user AND u.status = 'active' AND u.helpdesk_authorized AND u.deleted_at IS NULL
$$;

-- The facts that decide needs. Free of the clock, so that commit can tell by equality whether one has changed.
CREATE OR REPLACE FUNCTION command_facts(p_org uuid, p_ticket uuid, p_user uuid, p_payload jsonb) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  WITH specs AS (
    SELECT x.value AS spec FROM jsonb_array_elements(coalesce(p_payload->'subTickets', '[]')) x),
  d AS (
    SELECT d.id, d.head_id, d.handles_finance FROM department d
    WHERE d.organization_id = p_org AND d.deleted_at IS NULL AND (d.id IN (
      (p_payload->>'departmentId')::uuid,
      (SELECT t.department_id FROM ticket t WHERE t.organization_id = p_org AND t.id = p_ticket))
      OR d.id IN (SELECT (spec->>'departmentId')::uuid FROM specs))),
  o AS (SELECT settings FROM organization WHERE id = p_org),
  -- asked only for tickets of departments that handle finance
  deciders AS (
    SELECT u.id, true AS by_role FROM app_user u WHERE EXISTS (SELECT 1 FROM d WHERE handles_finance)
      AND u.organization_id = p_org AND u.roles @> ARRAY['approver'] AND u.status = 'active' AND u.helpdesk_authorized AND u.deleted_at IS NULL
    UNION ALL
    SELECT (v #>> '{}')::uuid, false FROM o, LATERAL (
      SELECT jsonb_path_query(o.settings, '$.approvalPolicy.steps[*].approvers[*]')
      UNION ALL SELECT jsonb_path_query(o.settings, '$.approvalPolicy.steps[*].delegates[*].userId')
      UNION ALL SELECT jsonb_path_query(o.settings, '$.approvalPolicy.steps[*].escalateTo[*]')) w (v)
    WHERE EXISTS (SELECT 1 FROM d WHERE handles_finance)),
  people AS (
    SELECT id, person_facts(p_org, id) AS facts FROM (
      SELECT head_id AS id FROM d
      UNION SELECT (p_payload->>'assigneeId')::uuid
      UNION SELECT (p_payload->>'userId')::uuid
      UNION SELECT value::uuid FROM jsonb_array_elements_text(coalesce(p_payload->'userIds', '[]'))
      UNION SELECT (spec->>'assigneeId')::uuid FROM specs
      UNION SELECT id FROM deciders) p WHERE id IS NOT NULL),
  s AS (
    SELECT id, priority, due_delta, first_response_delta, is_default FROM sla_template
    WHERE organization_id = p_org AND deleted_at IS NULL
      AND (is_default OR id = (p_payload->>'slaTemplateId')::uuid OR id IN (SELECT (spec->>'slaTemplateId')::uuid FROM specs)
        OR id = (SELECT (t.state->'sla'->>'policyId')::uuid FROM ticket t WHERE t.organization_id = p_org AND t.id = p_ticket AND t.status = 'closed')))
  SELECT jsonb_build_object(
    'actor', person_facts(p_org, p_user),
    'departments', (SELECT coalesce(jsonb_object_agg(id, jsonb_build_object('headId', head_id, 'handlesFinance', handles_finance)), '{}') FROM d),
    'people', (SELECT coalesce(jsonb_object_agg(id, facts) FILTER (WHERE facts IS NOT NULL), '{}') FROM people),
    'categories', (SELECT coalesce(jsonb_object_agg(c.id, jsonb_build_object('groupId', c.group_id)), '{}') FROM category c
        WHERE c.organization_id = p_org AND c.deleted_at IS NULL AND c.id IN (SELECT (spec->>'categoryId')::uuid FROM specs)),
    'approvers', (SELECT coalesce(jsonb_agg(id ORDER BY id), '[]') FROM deciders WHERE by_role),
    'openSubTickets', CASE WHEN p_user IS NULL THEN (SELECT coalesce(jsonb_agg(jsonb_build_object('assigneeId', c.assignee_id, 'updatedAt', c.state->'updatedAt')
        ORDER BY c.child_number), '[]') FROM ticket c WHERE c.organization_id = p_org AND c.parent_id = p_ticket AND c.deleted_at IS NULL
        AND c.assignee_id IS NOT NULL AND c.status NOT IN ('closed', 'withdrawn', 'rejected')) ELSE '[]' END,
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
    'settings', (SELECT settings - 'branding' FROM o))
$$;

-- What leaves with an event: participants, notifications, mails, stream.
DROP FUNCTION publish_event(uuid, jsonb, jsonb, jsonb, jsonb);
CREATE FUNCTION publish_event(p_org uuid, p_state jsonb, p_event jsonb, p_actor jsonb, p_effects jsonb, p_texts jsonb, p_payload jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE v_ticket uuid := (p_state->>'id')::uuid; v_at timestamptz := (p_event->>'at')::timestamptz;
        v_actor uuid := (p_actor->>'id')::uuid; v_system boolean := p_actor->>'kind' = 'system';
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

  WITH said AS (
    INSERT INTO message (organization_id, id, ticket_id, version, kind, visibility, body, at)
    SELECT p_org, uuidv7(), v_ticket, (p_state->>'version')::int, 'system', 'public',
      replace(m->>'body', '{name}', coalesce((SELECT u.first_name || ' ' || u.last_name FROM app_user u
        WHERE u.organization_id = p_org AND u.id = (m->>'userId')::uuid), '')), v_at
    FROM jsonb_array_elements(p_effects->'messages') m RETURNING id, body)
  INSERT INTO stream_event (id, organization_id, type, rooms, data, at)
    SELECT uuidv7(), p_org, 'chat:message', ARRAY['ticket:' || v_ticket],
      jsonb_build_object('id', id, 'ticketId', v_ticket, 'kind', 'system', 'visibility', 'public', 'body', body), v_at FROM said;

  -- one that is pending again was restored by an undo
  INSERT INTO request (organization_id, id, ticket_id, kind, status, by_id, reason, content, at)
    SELECT p_org, (r->>'id')::uuid, v_ticket, r->>'kind', r->>'status', (r->>'by')::uuid, coalesce(p_texts->>'reason', ''),
      (p_payload || p_texts) - 'reason', (r->>'at')::timestamptz
    FROM jsonb_array_elements(p_effects->'requests') r
  ON CONFLICT (organization_id, id) DO UPDATE SET status = excluded.status,
    decided_by_id = CASE WHEN excluded.status = 'pending' THEN NULL ELSE v_actor END,
    decided_at = CASE WHEN excluded.status = 'pending' THEN NULL ELSE v_at END,
    decision_reason = CASE WHEN excluded.status = 'declined' THEN p_texts->>'reason' END
    WHERE request.status <> excluded.status;

  IF p_effects->'approval' <> 'null' THEN
    INSERT INTO approval (organization_id, id, ticket_id, n, status, reason, amount_minor, currency, steps, decider_ids, requested_by_id, at, decided_at)
      SELECT p_org, (a->>'id')::uuid, v_ticket, (a->>'n')::int, a->>'status', coalesce(p_texts->>'reason', ''), (a->>'amount')::bigint,
        a->>'currency', a->'steps', ARRAY(SELECT jsonb_array_elements_text(a->'deciders')::uuid), (a->>'requestedBy')::uuid,
        (a->>'at')::timestamptz, (a->>'decidedAt')::timestamptz
      FROM (SELECT p_effects->'approval' AS a) x
    ON CONFLICT (organization_id, id) DO UPDATE SET status = excluded.status, steps = excluded.steps,
      decider_ids = excluded.decider_ids, decided_at = excluded.decided_at;
  END IF;
END $$;
