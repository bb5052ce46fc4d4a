-- Reads the facts that deciding a command takes; what costs a query of its own is read only when the command
-- needs it (p_needs), or names it beside the ticket (p_calendars). Inside lock_command they hold until the
-- transaction ends. It writes nothing.
CREATE OR REPLACE FUNCTION command_facts(
  p_org uuid, p_ticket uuid, p_state jsonb, p_user uuid, p_payload jsonb, p_needs jsonb,
  p_calendars jsonb DEFAULT '[]'
) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_settings jsonb;
  v_specs jsonb := coalesce(p_payload->'subTickets', '[]');
  v_departments jsonb;
  v_approvers jsonb := '[]';
  v_people uuid[];
  v_people_facts jsonb := '{}';
  v_policies jsonb := '[]';
  v_escalation jsonb := CASE WHEN p_needs ? 'escalation' THEN escalation_facts(p_org, p_state) END;
  v_to jsonb := v_escalation->'level'->'reassignTo'; -- whom a level names, a command would
  v_conditional jsonb := '[]';
  v_served jsonb := '{}';
  v_waiting timestamptz;
BEGIN
  SELECT settings - 'branding' INTO v_settings FROM organization WHERE id = p_org;

  SELECT coalesce(jsonb_object_agg(d.id, jsonb_build_object(
      'headId', d.head_id, 'handlesFinance', d.handles_finance)), '{}'),
    coalesce(array_agg(d.head_id) FILTER (WHERE d.head_id IS NOT NULL), '{}')
  INTO v_departments, v_people
  FROM department d
  WHERE d.organization_id = p_org AND d.deleted_at IS NULL AND d.id IN (
    SELECT (p_payload->>'departmentId')::uuid
    UNION ALL SELECT (p_state->>'departmentId')::uuid
    UNION ALL SELECT (v_to->>'departmentId')::uuid
    UNION ALL SELECT (v_escalation->>'groupDepartmentId')::uuid
    UNION ALL SELECT (value->>'departmentId')::uuid FROM jsonb_array_elements(v_specs));

  IF p_state->>'status' IN ('in_progress', 'awaiting_approval') THEN
    v_approvers := approver_ids(p_org);
  END IF;

  v_people := v_people || ARRAY[(p_payload->>'assigneeId')::uuid, (p_payload->>'userId')::uuid, (v_to->>'assigneeId')::uuid]
    || ARRAY(SELECT value::uuid FROM jsonb_array_elements_text(coalesce(p_payload->'userIds', '[]')))
    || ARRAY(SELECT (value->>'assigneeId')::uuid FROM jsonb_array_elements(v_specs))
    || CASE WHEN p_needs ? 'assignee' THEN ARRAY[(p_state->>'assigneeId')::uuid] END;
  SELECT coalesce(jsonb_object_agg(id, facts) FILTER (WHERE facts IS NOT NULL), '{}') INTO v_people_facts
    FROM (
      SELECT id, person_facts(p_org, id) AS facts FROM (SELECT DISTINCT unnest(v_people) AS id) p
      WHERE id IS NOT NULL) f;

  IF p_needs ? 'policies' THEN
    SELECT coalesce(jsonb_agg(jsonb_build_object(
        'id', s.id, 'priority', s.priority, 'resolution', s.due_delta,
        'firstResponse', s.first_response_delta, 'isDefault', s.is_default,
        'calendar', CASE WHEN c.id IS NOT NULL THEN jsonb_build_object('id', c.id, 'version', c.version) END)
      ORDER BY s.id), '[]')
    INTO v_policies
    FROM sla_template s
    LEFT JOIN calendar c ON c.organization_id = p_org AND c.deleted_at IS NULL
      AND CASE WHEN s.calendar_id IS NULL THEN c.is_default ELSE c.id = s.calendar_id END
    WHERE s.organization_id = p_org AND s.deleted_at IS NULL AND (
      s.is_default
      OR s.id IN (
        SELECT (p_payload->>'slaTemplateId')::uuid
        UNION ALL SELECT (p_state->'sla'->>'policyId')::uuid
        UNION ALL SELECT (value->>'slaTemplateId')::uuid FROM jsonb_array_elements(v_specs)));
    SELECT coalesce(jsonb_agg(jsonb_build_object(
        'id', p.id, 'version', p.version, 'order', p.place, 'isDefault', p.is_default, 'conditions', p.conditions,
        'targets', p.targets, 'warnAt', p.warn_at, 'pauseIn', p.pause_in,
        'calendar', CASE WHEN c.id IS NOT NULL THEN jsonb_build_object('id', c.id, 'version', c.version) END,
        'matrix', CASE WHEN m.id IS NOT NULL THEN jsonb_build_object('matrixId', m.id, 'version', m.version, 'levels',
          (SELECT jsonb_agg(level - '{notify,raisePriority,reassignTo,webhookId,message}'::text[] ORDER BY n)
            FROM jsonb_array_elements(m.levels) WITH ORDINALITY AS listed(level, n))) END)), '[]')
    INTO v_conditional
    FROM sla_policy p
    LEFT JOIN calendar c ON c.organization_id = p_org AND c.deleted_at IS NULL
      AND CASE WHEN p.calendar_id IS NULL THEN c.is_default ELSE c.id = p.calendar_id END
    LEFT JOIN escalation_matrix m ON m.organization_id = p_org AND m.id = p.escalation_matrix_id AND m.deleted_at IS NULL
    WHERE p.organization_id = p_org AND p.active AND p.deleted_at IS NULL;
    IF v_conditional <> '[]' THEN -- a sub-ticket is its parent's customer's, too
      SELECT jsonb_build_object('served', jsonb_build_object('channel', t.channel, 'customerTier', (
        SELECT k.tier FROM customer k WHERE k.organization_id = p_org AND k.deleted_at IS NULL AND k.user_id =
          coalesce(p_state->'parentFiling'->>'requesterId', p_state->>'requesterId')::uuid),
        'slaPolicyId', find_bought_policy(p_org, p_ticket)))
      INTO v_served FROM ticket t WHERE t.organization_id = p_org AND t.id = p_ticket;
    END IF;
    -- Since an answer is promised, the ticket's own events say who waits for one.
    IF jsonb_path_exists(v_conditional, '$[*].targets[*].nextResponse') AND NOT p_state->'sla' ? 'nextResponseWithin' THEN
      v_waiting := waiting_since(p_org, p_ticket, p_state);
      IF v_waiting IS NOT NULL THEN
        v_served := v_served || jsonb_build_object('waitingSince', to_char(v_waiting AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'));
      END IF;
    END IF;
  END IF;

  RETURN jsonb_build_object(
    'actor', person_facts(p_org, p_user),
    'departments', v_departments,
    'people', v_people_facts,
    'settings', v_settings,
    'parent', CASE WHEN p_state->>'type' = 'sub_ticket' THEN (
      SELECT jsonb_build_object('number', t.number, 'status', t.status) FROM ticket t
      WHERE t.organization_id = p_org AND t.id = (p_state->>'parentId')::uuid) END,
    'unknownIds', unknown_ids(p_org, p_user, p_payload),
    'approvers', v_approvers,
    'categories', CASE WHEN v_specs = '[]' AND NOT p_needs ? 'draft' AND NOT p_payload ? 'categoryId' THEN '{}' ELSE (
      SELECT coalesce(jsonb_object_agg(c.id, jsonb_build_object(
        'departmentId', c.department_id, 'groupId', c.group_id)), '{}')
      FROM category c
      WHERE c.organization_id = p_org AND c.id IN (
        SELECT (value->>'categoryId')::uuid FROM jsonb_array_elements(v_specs)
        UNION ALL SELECT (p_payload->>'categoryId')::uuid
        UNION ALL SELECT (p_state->>'categoryId')::uuid WHERE p_needs ? 'draft')) END,
    'policies', v_policies,
    'conditionalPolicies', v_conditional,
    'calendars', CASE WHEN p_needs ? 'policies' OR p_state->>'status' = 'postponed' OR p_state->'sla' ?| ARRAY['halt', 'word']
      OR p_calendars <> '[]' THEN
      calendar_facts(p_org, p_calendars || jsonb_path_query_array(v_policies || v_conditional, '$[*].calendar')
        || jsonb_build_array(p_state->'sla'->'calendar', p_state->'undo'->'before'->'sla'->'calendar'))
      ELSE '[]' END,
    'openSubTickets', CASE WHEN p_needs ? 'openSubTickets' THEN (
      SELECT coalesce(jsonb_agg(jsonb_build_object(
        'number', t.number, 'assigneeId', t.assignee_id, 'updatedAt', t.state->'updatedAt') ORDER BY t.child_number), '[]')
      FROM ticket t
      WHERE t.organization_id = p_org AND t.parent_id = p_ticket AND t.deleted_at IS NULL
        AND t.assignee_id IS NOT NULL AND t.status IN ('assigned', 'in_progress', 'reopened'))
      ELSE '[]' END,
    'escalation', v_escalation,
    'files', CASE WHEN p_needs ? 'files' AND (p_payload ? 'attachments' OR p_state->>'status' = 'draft') THEN (
      SELECT jsonb_build_object(
        'count', count(*), 'uploading', coalesce(jsonb_agg(a.id) FILTER (WHERE a.status = 'uploading'), '[]'))
      FROM attachment a
      WHERE a.organization_id = p_org AND a.ticket_id = p_ticket AND a.message_id IS NULL AND a.deleted_at IS NULL) END,
    'load', CASE WHEN p_needs ? 'load' THEN load_facts(p_org, p_user, (p_state->>'categoryId')::uuid) END,
    'entitlement', CASE WHEN p_needs ? 'entitlement' THEN (
      SELECT find_entitlement(p_org, t.requester_id, t.channel) FROM ticket t
      WHERE t.organization_id = p_org AND t.id = p_ticket) END,
    'draft', CASE WHEN p_needs ? 'draft' THEN (
      SELECT jsonb_build_object('title', t.title, 'description', t.description) FROM ticket t
      WHERE t.organization_id = p_org AND t.id = p_ticket) END) || v_served;
END
$$;
