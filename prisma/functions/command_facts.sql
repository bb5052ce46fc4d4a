-- Reads the facts that deciding a command needs. They are free of the clock and ordered, so that the commit
-- can tell by equality whether one has changed. It writes nothing.
CREATE OR REPLACE FUNCTION command_facts(
  p_org uuid, p_ticket uuid, p_user uuid, p_payload jsonb
) RETURNS jsonb
LANGUAGE sql STABLE AS $$
  WITH specs AS (
    SELECT x.value AS spec FROM jsonb_array_elements(coalesce(p_payload->'subTickets', '[]')) x),
  d AS (
    SELECT d.id, d.head_id, d.handles_finance FROM department d
    WHERE d.organization_id = p_org AND d.deleted_at IS NULL AND (
      d.id IN (
        (p_payload->>'departmentId')::uuid,
        (SELECT t.department_id FROM ticket t WHERE t.organization_id = p_org AND t.id = p_ticket))
      OR d.id IN (SELECT (spec->>'departmentId')::uuid FROM specs))),
  o AS (SELECT settings FROM organization WHERE id = p_org),
  -- These are read only for tickets of departments that handle finance.
  deciders AS (
    SELECT u.id, true AS by_role FROM app_user u
    WHERE EXISTS (SELECT 1 FROM d WHERE handles_finance)
      AND u.organization_id = p_org AND u.roles @> ARRAY['approver'] AND u.status = 'active'
      AND u.helpdesk_authorized AND u.deleted_at IS NULL
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
      UNION SELECT id FROM deciders) p
    WHERE id IS NOT NULL),
  s AS (
    SELECT id, priority, due_delta, first_response_delta, is_default FROM sla_template
    WHERE organization_id = p_org AND deleted_at IS NULL AND (
      is_default
      OR id = (p_payload->>'slaTemplateId')::uuid
      OR id IN (SELECT (spec->>'slaTemplateId')::uuid FROM specs)
      OR id = (
        SELECT (t.state->'sla'->>'policyId')::uuid FROM ticket t
        WHERE t.organization_id = p_org AND t.id = p_ticket AND t.status = 'closed')))
  SELECT jsonb_build_object(
    'actor', person_facts(p_org, p_user),
    'departments', (
      SELECT coalesce(jsonb_object_agg(id, jsonb_build_object(
        'headId', head_id, 'handlesFinance', handles_finance)), '{}')
      FROM d),
    'people', (
      SELECT coalesce(jsonb_object_agg(id, facts) FILTER (WHERE facts IS NOT NULL), '{}') FROM people),
    'categories', (
      SELECT coalesce(jsonb_object_agg(c.id, jsonb_build_object('groupId', c.group_id)), '{}')
      FROM category c
      WHERE c.organization_id = p_org AND c.deleted_at IS NULL
        AND c.id IN (SELECT (spec->>'categoryId')::uuid FROM specs)),
    'approvers', (SELECT coalesce(jsonb_agg(id ORDER BY id), '[]') FROM deciders WHERE by_role),
    'openSubTickets', CASE WHEN p_user IS NULL THEN (
      SELECT coalesce(jsonb_agg(jsonb_build_object(
        'assigneeId', c.assignee_id, 'updatedAt', c.state->'updatedAt') ORDER BY c.child_number), '[]')
      FROM ticket c
      WHERE c.organization_id = p_org AND c.parent_id = p_ticket AND c.deleted_at IS NULL
        AND c.assignee_id IS NOT NULL AND c.status NOT IN ('closed', 'withdrawn', 'rejected'))
      ELSE '[]' END,
    'templates', (
      SELECT coalesce(jsonb_agg(jsonb_build_object(
        'id', id, 'priority', priority, 'dueDelta', due_delta,
        'firstResponseDelta', first_response_delta, 'isDefault', is_default) ORDER BY id), '[]')
      FROM s),
    'duplicateOfExists', CASE WHEN p_payload ? 'duplicateOf' THEN EXISTS (
      SELECT 1 FROM ticket t
      WHERE t.organization_id = p_org AND t.id = (p_payload->>'duplicateOf')::uuid
        AND t.deleted_at IS NULL) END,
    'attachmentsMissing', (
      SELECT coalesce(jsonb_agg(a.value ORDER BY a.value), '[]')
      FROM jsonb_array_elements_text(coalesce(p_payload->'attachments', '[]')) a
      WHERE NOT EXISTS (
        SELECT 1 FROM attachment x
        WHERE x.organization_id = p_org AND x.id::text = a.value AND x.uploaded_by_id = p_user
          AND x.ticket_id IS NULL AND x.deleted_at IS NULL)),
    'draftMissing', (
      SELECT coalesce(jsonb_agg(f.field ORDER BY f.field), '[]')
      FROM ticket t, LATERAL (VALUES
        ('title', t.title = ''),
        ('description', t.description = ''),
        ('departmentId', t.department_id IS NULL)) f (field, missing)
      WHERE t.organization_id = p_org AND t.id = p_ticket AND t.status = 'draft' AND f.missing),
    'settings', (SELECT settings - 'branding' FROM o))
$$;
