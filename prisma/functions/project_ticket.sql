-- Writes a ticket's state, and its copies in the columns that filters and foreign keys use. Repeating it is
-- harmless: the row must be one event before the state, else the transaction fails and is tried again.
CREATE OR REPLACE FUNCTION project_ticket(p_org uuid, p_state jsonb, p_texts jsonb) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
  UPDATE ticket SET
    state = p_state,
    seq = (p_state->>'seq')::int,
    revision = (p_state->>'revision')::int,
    version = (p_state->>'version')::int,
    status = p_state->>'status',
    priority = p_state->>'priority',
    department_id = (p_state->>'departmentId')::uuid,
    category_id = (p_state->>'categoryId')::uuid,
    group_id = (p_state->>'groupId')::uuid,
    assignee_id = (p_state->>'assigneeId')::uuid,
    given_at = CASE WHEN p_state->>'assigneeId' IS NULL THEN NULL
      WHEN assignee_id IS DISTINCT FROM (p_state->>'assigneeId')::uuid THEN (p_state->>'updatedAt')::timestamptz
      ELSE given_at END,
    team_member_ids = ARRAY(SELECT jsonb_array_elements_text(p_state->'teamMembers')::uuid),
    tags = ARRAY(SELECT jsonb_array_elements_text(p_state->'tags')),
    -- Kept are the texts that the state shows, those that an undo would show again, and comments on approvals.
    texts = CASE WHEN p_texts = '{}' THEN texts ELSE (
      SELECT coalesce(jsonb_object_agg(t.key, t.value), '{}') FROM jsonb_each(texts || p_texts) t
      WHERE t.key LIKE 'approval/%' OR t.key IN (
        SELECT key || '/' || value FROM jsonb_each_text(p_state->'texts')
        UNION ALL
        SELECT key || '/' || value FROM jsonb_each_text(coalesce(p_state #> '{undo,before,texts}', '{}'))))
      END,
    due_at = (p_state->'sla'->>'resolutionDueAt')::timestamptz,
    breached = (p_state->'sla'->>'breached')::boolean,
    expires_at = (p_state->'deadlines'->'draft_expiry'->>'at')::timestamptz,
    next_due_at = next_due_at(p_state),
    updated_at = (p_state->>'updatedAt')::timestamptz,
    deleted_at = (p_state->>'deletedAt')::timestamptz
  WHERE organization_id = p_org AND id = (p_state->>'id')::uuid AND seq = (p_state->>'seq')::int - 1;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'the ticket has moved' USING ERRCODE = 'serialization_failure';
  END IF;
END
$$;
