-- Reads what the level of a ticket's escalation does that is due (the deadline says which), whom it names as they are now, and
-- who is in the group that it gives the ticket to, whoever has waited longest first. It writes nothing.
CREATE OR REPLACE FUNCTION escalation_facts(p_org uuid, p_state jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_matrix jsonb := p_state->'sla'->'escalation';
  v_level jsonb := escalation_level(
    p_org, v_matrix->>'matrixId', v_matrix->>'version', p_state->'deadlines'->'escalation'->>'n');
  v_notify jsonb := v_level->'notify';
  v_department uuid := (p_state->>'departmentId')::uuid;
  v_group uuid := CASE jsonb_typeof(v_notify->'group')
    WHEN 'string' THEN (v_notify->>'group')::uuid
    WHEN 'boolean' THEN CASE WHEN (v_notify->>'group')::boolean THEN (p_state->>'groupId')::uuid END END;
  v_to uuid := (v_level->'reassignTo'->>'groupId')::uuid;
BEGIN
  IF v_level IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN jsonb_build_object(
    'level', v_level,
    -- A role may be everybody's: what a level says is for some.
    'audience', (
      SELECT coalesce(jsonb_agg(named.id), '[]') FROM (
        SELECT DISTINCT u.id FROM app_user u
        WHERE u.organization_id = p_org AND u.status = 'active' AND u.helpdesk_authorized AND u.deleted_at IS NULL AND (
          u.id IN (SELECT value::uuid FROM jsonb_array_elements_text(coalesce(v_notify->'users', '[]')))
          OR u.roles && ARRAY(SELECT jsonb_array_elements_text(coalesce(v_notify->'roles', '[]')))
          OR (v_notify->>'assignee')::boolean AND u.id = (p_state->>'assigneeId')::uuid
          OR (v_notify->>'manager')::boolean AND u.roles @> ARRAY['manager'] AND u.department_id = v_department
          OR (v_notify->>'head')::boolean AND u.id = (
            SELECT d.head_id FROM department d WHERE d.organization_id = p_org AND d.id = v_department)
          OR u.id IN (SELECT m.user_id FROM group_member m WHERE m.organization_id = p_org AND m.group_id = v_group))
        ORDER BY u.id LIMIT 500) named),
    'groupDepartmentId', (
      SELECT g.department_id FROM user_group g WHERE g.organization_id = p_org AND g.id = v_to AND g.deleted_at IS NULL),
    'hasWebhook', EXISTS (
      SELECT 1 FROM webhook w WHERE w.organization_id = p_org AND w.id = (v_level->>'webhookId')::uuid
        AND w.active AND w.deleted_at IS NULL),
    'members', CASE WHEN v_to IS NULL THEN '[]' ELSE (
      SELECT coalesce(jsonb_agg(jsonb_build_object(
          'person', person_facts(p_org, u.id), 'isAvailable', u.availability = 'available', 'skills', '[]'::jsonb,
          'open', load_facts(p_org, u.id, NULL)->'open', 'maxConcurrentTickets', u.max_concurrent_tickets)
        ORDER BY (
          SELECT max(t.given_at) FROM ticket t
          WHERE t.organization_id = p_org AND t.assignee_id = u.id AND t.given_at IS NOT NULL AND t.deleted_at IS NULL
        ) NULLS FIRST, u.id), '[]')
      FROM group_member m
      JOIN user_group g ON g.organization_id = p_org AND g.id = m.group_id AND g.deleted_at IS NULL
      JOIN app_user u ON u.organization_id = p_org AND u.id = m.user_id
      WHERE m.organization_id = p_org AND m.group_id = v_to AND u.status = 'active' AND u.helpdesk_authorized
        AND u.deleted_at IS NULL) END);
END
$$;
