-- When the requester said, in this version of the ticket, the first of what nobody of staff has answered since, by a public
-- message, a report or a question that stands; null where all is answered. It writes nothing.
CREATE OR REPLACE FUNCTION waiting_since(p_org uuid, p_ticket uuid, p_state jsonb) RETURNS timestamptz
LANGUAGE sql STABLE AS $$
  WITH said AS (
    SELECT m.at, m.author_id = (p_state->>'requesterId')::uuid AS is_theirs, u.roles
    FROM message m JOIN app_user u ON u.organization_id = p_org AND u.id = m.author_id
    WHERE m.organization_id = p_org AND m.ticket_id = p_ticket AND m.version = (p_state->>'version')::int
      AND m.kind = 'message' AND m.visibility = 'public'),
  answer AS (
    SELECT max(at) AS at FROM (
      SELECT at FROM said WHERE NOT is_theirs AND roles && ARRAY['agent', 'moderator', 'manager', 'admin']
      UNION ALL
      SELECT e.at FROM ticket_event e WHERE e.organization_id = p_org AND e.ticket_id = p_ticket
        AND e.version = (p_state->>'version')::int AND e.type IN ('progress', 'complete', 'ask_clarification')
        AND coalesce((e.data->>'isResponse')::boolean, e.type <> 'ask_clarification')
        AND NOT EXISTS (
          SELECT 1 FROM ticket_event u WHERE u.organization_id = p_org AND u.ticket_id = p_ticket AND u.seq > e.seq
            AND u.type = 'undo' AND (u.data->'undoes'->>'seq')::int = e.seq)) a)
  SELECT min(said.at) FROM said, answer WHERE said.is_theirs AND (answer.at IS NULL OR said.at > answer.at)
$$;
