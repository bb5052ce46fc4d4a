-- What a notification tells of, for one reader: the event ({"seq"}) or the message ({"messageId"}), who brought it about,
-- and the names that its words need; `viewed` is what the domain judges by whether they still see the ticket. It reads,
-- and decides nothing but who may read what was written about an approval.
CREATE OR REPLACE FUNCTION notification_facts(
  p_org uuid, p_ticket uuid, p_about jsonb, p_user uuid, p_type text
) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_seq int := (p_about->>'seq')::int;
  t ticket;
  m message;
  e ticket_event;
  v_postponed ticket_event;
  v_reader app_user;
BEGIN
  SELECT * INTO t FROM ticket WHERE organization_id = p_org AND id = p_ticket;
  IF v_seq IS NULL THEN
    SELECT * INTO m FROM message
      WHERE organization_id = p_org AND ticket_id = p_ticket AND id = (p_about->>'messageId')::uuid;
  ELSE
    SELECT * INTO e FROM ticket_event
      WHERE organization_id = p_org AND ticket_id = p_ticket AND seq = v_seq;
  END IF;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  SELECT * INTO v_reader FROM app_user WHERE organization_id = p_org AND id = p_user;
  IF p_type = 'postpone_reminder' THEN
    SELECT * INTO v_postponed FROM ticket_event
      WHERE organization_id = p_org AND ticket_id = p_ticket AND type = 'postpone' AND seq < v_seq
      ORDER BY seq DESC LIMIT 1;
  END IF;
  RETURN jsonb_build_object(
    'type', p_type, 'number', t.number, 'title', t.title,
    'parentNumber', (SELECT number FROM ticket WHERE organization_id = p_org AND id = t.parent_id),
    'actor', CASE
      WHEN m.id IS NOT NULL THEN person_name(p_org, m.author_id)
      WHEN e.actor->>'kind' = 'user' THEN person_name(p_org, (e.actor->>'id')::uuid) END,
    'actorKind', coalesce(e.actor->>'kind', 'user'),
    'event', coalesce(e.data - 'notifications' - 'fields' - 'before' - 'standing', '{}')
      || jsonb_build_object('type', e.type, 'from', e.from_status),
    'texts', coalesce(e.texts, '{}'),
    'message', CASE WHEN m.id IS NOT NULL THEN jsonb_build_object(
      'body', m.body, 'version', m.version, 'visibility', m.visibility,
      'at', to_char(m.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) END,
    'file', (
      SELECT jsonb_build_object('name', one_line(file_name), 'reason', reason) FROM attachment
      WHERE organization_id = p_org AND id = (e.data->>'attachmentId')::uuid),
    'viewed', jsonb_build_object(
      'type', t.type, 'number', t.number, 'status', t.status, 'version', t.version,
      'deletedAt', t.state->'deletedAt', 'createdById', t.state->'createdById', 'requesterId', t.state->'requesterId',
      'assigneeId', t.state->'assigneeId', 'departmentId', t.state->'departmentId', 'groupId', t.state->'groupId',
      'teamMembers', t.state->'teamMembers', 'parentFiling', t.state->'parentFiling', 'participants', coalesce((
        SELECT jsonb_agg(one) FROM jsonb_array_elements(t.state->'participants') one WHERE one->>'userId' = p_user::text),
        '[]')),
    'isAsked', EXISTS (
      SELECT 1 FROM approval WHERE organization_id = p_org AND ticket_id = p_ticket AND decider_ids @> ARRAY[p_user]),
    'isUndone', EXISTS (
      SELECT 1 FROM ticket_event u
      WHERE u.organization_id = p_org AND u.ticket_id = p_ticket AND u.seq > v_seq AND u.type = 'undo'
        AND (u.data->'undoes'->>'seq')::int = v_seq),
    'wasTold', p_type <> 'action_undone' OR was_told(p_org, p_ticket, e.data->'undoes'->'seq', p_user),
    'question', CASE WHEN p_type = 'clarification_answered' THEN (
      SELECT q.texts->>'question' FROM ticket_event q
      WHERE q.organization_id = p_org AND q.ticket_id = p_ticket AND q.type = 'ask_clarification' AND q.seq < v_seq
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
    'approval', approval_facts(p_org, p_ticket, coalesce(e.at, m.at), v_reader),
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
