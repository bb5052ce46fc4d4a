-- What a notification tells of, for one reader: the event, who brought it about, and the names that its words need.
-- It reads, and decides nothing but who may read what was written about an approval.
CREATE OR REPLACE FUNCTION notification_facts(
  p_org uuid, p_ticket uuid, p_seq int, p_user uuid, p_type text
) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  t ticket;
  e ticket_event;
  v_postponed ticket_event;
  v_reader app_user;
BEGIN
  SELECT * INTO t FROM ticket WHERE organization_id = p_org AND id = p_ticket;
  SELECT * INTO e FROM ticket_event
    WHERE organization_id = p_org AND ticket_id = p_ticket AND seq = p_seq;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  SELECT * INTO v_reader FROM app_user WHERE organization_id = p_org AND id = p_user;
  IF p_type = 'postpone_reminder' THEN
    SELECT * INTO v_postponed FROM ticket_event
      WHERE organization_id = p_org AND ticket_id = p_ticket AND type = 'postpone' AND seq < p_seq
      ORDER BY seq DESC LIMIT 1;
  END IF;
  RETURN jsonb_build_object(
    'type', p_type, 'number', t.number, 'title', t.title,
    'parentNumber', (SELECT number FROM ticket WHERE organization_id = p_org AND id = t.parent_id),
    'actor', CASE e.actor->>'kind'
      WHEN 'user' THEN person_name(p_org, (e.actor->>'id')::uuid)
      WHEN 'operator' THEN 'An operator'
      ELSE 'The help desk' END,
    'event', (e.data - 'notifications' - 'fields' - 'before' - 'standing')
      || jsonb_build_object('type', e.type, 'from', e.from_status),
    'texts', e.texts,
    'isUndone', EXISTS (
      SELECT 1 FROM ticket_event u
      WHERE u.organization_id = p_org AND u.ticket_id = p_ticket AND u.seq > p_seq AND u.type = 'undo'
        AND (u.data->'undoes'->>'seq')::int = p_seq),
    'question', CASE WHEN p_type = 'clarification_answered' THEN (
      SELECT q.texts->>'question' FROM ticket_event q
      WHERE q.organization_id = p_org AND q.ticket_id = p_ticket AND q.type = 'ask_clarification' AND q.seq < p_seq
      ORDER BY q.seq DESC LIMIT 1) END,
    'postponed', CASE WHEN v_postponed.seq IS NOT NULL THEN jsonb_build_object(
      'at', v_postponed.data->>'at', 'reason', v_postponed.texts->>'reason') END,
    'people', CASE WHEN p_type = 'participants_changed' THEN (
      SELECT coalesce(jsonb_agg(person_name(p_org, x.id) ORDER BY x.id), '[]') FROM (
        SELECT (e.data->>'userId')::uuid WHERE e.data ? 'userId'
        UNION SELECT value::uuid FROM jsonb_array_elements_text(coalesce(e.data->'userIds', '[]'))) x (id))
      ELSE '[]' END,
    'assignee', person_name(p_org, (e.data->'standing'->>'assigneeId')::uuid),
    'department', (
      SELECT name FROM department
      WHERE organization_id = p_org AND id = (e.data->'standing'->>'departmentId')::uuid),
    'dueAt', e.data->'standing'->>'resolutionDueAt',
    'duplicateOf', (
      SELECT number FROM ticket WHERE organization_id = p_org AND id = (e.data->>'duplicateOf')::uuid),
    'request', (
      SELECT r.kind FROM request r WHERE r.organization_id = p_org AND r.ticket_id = p_ticket AND CASE p_type
        WHEN 'request_cancelled' THEN r.by_id = p_user AND r.status = 'cancelled' AND r.decided_at = e.at
        ELSE r.id = (e.data->>'requestId')::uuid END
      LIMIT 1),
    'approval', approval_facts(p_org, p_ticket, e.at, v_reader),
    'reader', jsonb_build_object(
      'id', p_user,
      'isAssignee', coalesce((e.data->'standing'->>'assigneeId')::uuid = p_user, false),
      'isRequester', t.requester_id = p_user,
      'wasAssignee', coalesce((e.data->'fields'->'assigneeId'->>'from')::uuid = p_user, false)),
    'now', jsonb_build_object(
      'at', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'status', t.status,
      'dueAt', t.state->'sla'->>CASE e.data->>'clock'
        WHEN 'first_response' THEN 'firstResponseDueAt' WHEN 'resolution' THEN 'resolutionDueAt' END));
END
$$;
