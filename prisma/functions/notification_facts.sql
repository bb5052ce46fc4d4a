-- What a notification tells of, whoever reads it: the event ({"seq"}) or the message ({"messageId"}), who brought it about,
-- and the names that its words need; `viewed` is what the domain judges by whether somebody still sees the ticket, and
-- with `readers` it makes of this what is for one of them (tailor-facts.ts). It reads, and decides nothing.
CREATE OR REPLACE FUNCTION notification_facts(p_org uuid, p_ticket uuid, p_about jsonb, p_type text) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
  v_seq int := (p_about->>'seq')::int;
  t ticket;
  m message;
  e ticket_event;
  v_postponed ticket_event;
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
    -- the words of a level stand in the version of its matrix, which is kept
    'texts', coalesce(e.texts, '{}') || CASE WHEN e.type = 'escalate' THEN jsonb_strip_nulls(jsonb_build_object(
      'message', (escalation_level(p_org, e.data->>'matrixId', e.data->>'matrixVersion', e.data->>'level'))->'message'))
      ELSE '{}' END,
    'message', CASE WHEN m.id IS NOT NULL THEN jsonb_build_object(
      'body', spell_mentions(p_org, m.body, m.mentions), 'version', m.version, 'visibility', m.visibility,
      'at', to_char(m.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) END,
    'file', (
      SELECT jsonb_build_object('name', one_line(file_name), 'reason', reason) FROM attachment
      WHERE organization_id = p_org AND id = (e.data->>'attachmentId')::uuid),
    'viewed', jsonb_build_object(
      'type', t.type, 'number', t.number, 'status', t.status, 'version', t.version,
      'deletedAt', t.state->'deletedAt', 'createdById', t.state->'createdById', 'requesterId', t.state->'requesterId',
      'assigneeId', t.state->'assigneeId', 'departmentId', t.state->'departmentId', 'groupId', t.state->'groupId',
      'teamMembers', t.state->'teamMembers', 'parentFiling', t.state->'parentFiling', 'participants', t.state->'participants'),
    'isUndone', EXISTS (
      SELECT 1 FROM ticket_event u
      WHERE u.organization_id = p_org AND u.ticket_id = p_ticket AND u.seq > v_seq AND u.type = 'undo'
        AND (u.data->'undoes'->>'seq')::int = v_seq),
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
      SELECT r.kind FROM request r
      WHERE r.organization_id = p_org AND r.ticket_id = p_ticket AND r.id = (e.data->>'requestId')::uuid),
    'approval', approval_facts(p_org, p_ticket, coalesce(e.at, m.at)),
    'readers', jsonb_build_object(
      'assigneeId', e.data->'standing'->'assigneeId',
      'formerAssigneeId', e.data->'fields'->'assigneeId'->'from',
      'asked', ARRAY(
        SELECT DISTINCT unnest(decider_ids) FROM approval WHERE organization_id = p_org AND ticket_id = p_ticket),
      'told', CASE WHEN p_type = 'action_undone' THEN told_of(p_org, p_ticket, e.data->'undoes'->'seq') END,
      'cancelled', CASE WHEN p_type = 'request_cancelled' THEN (
        SELECT coalesce(jsonb_object_agg(r.by_id, r.kind), '{}') FROM request r
        WHERE r.organization_id = p_org AND r.ticket_id = p_ticket AND r.status = 'cancelled' AND r.decided_at = e.at)
        ELSE '{}' END),
    'now', jsonb_build_object(
      'at', to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'status', t.status,
      'dueAt', CASE e.data->>'clock' WHEN 'first_response' THEN t.state->'sla'->>'firstResponseDueAt'
        WHEN 'next_response' THEN CASE WHEN t.state->'sla'->'word'->>'answeredAt' IS NULL THEN t.state->'sla'->'word'->>'dueAt' END
        WHEN 'resolution' THEN t.state->'sla'->>'resolutionDueAt' END));
END
$$;
