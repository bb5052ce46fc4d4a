-- Inserts the row of a sub-ticket that a split creates, without an event yet, and the start of its workflow.
CREATE OR REPLACE FUNCTION create_sub_ticket(
  p_org uuid, p_state jsonb, p_place jsonb, p_texts jsonb
) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_texts text := 'subTickets.' || (p_place->>'index');
BEGIN
  INSERT INTO ticket (
    organization_id, id, number, type, status, priority, seq, revision, version, parent_id, child_number,
    department_id, category_id, requester_id, created_by_id, title, description, channel, state, created_at,
    updated_at)
  SELECT p_org, (p_state->>'id')::uuid, p_state->>'number', 'sub_ticket', p_state->>'status',
    p_state->>'priority', 0, 0, 1, (p_state->>'parentId')::uuid, (p_place->>'n')::int,
    (p_state->>'departmentId')::uuid, (p_state->>'categoryId')::uuid, (p_state->>'requesterId')::uuid,
    (p_state->>'createdById')::uuid, p_texts->>(v_texts || '.title'),
    coalesce(p_texts->>(v_texts || '.description'), ''), x.channel, p_state,
    (p_state->>'createdAt')::timestamptz, (p_state->>'updatedAt')::timestamptz
  FROM ticket x WHERE x.organization_id = p_org AND x.id = (p_state->>'parentId')::uuid;
  INSERT INTO outbox (id, organization_id, kind, entity_id, payload, created_at, due_at)
    VALUES (
      uuidv7(), p_org, 'start', (p_state->>'id')::uuid, jsonb_build_object('number', p_state->>'number'),
      clock_timestamp(), clock_timestamp());
END
$$;
