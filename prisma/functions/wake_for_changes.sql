-- Wakes the groups that a commit concerns, before its rows are written: into whose queue a ticket comes, and those who have
-- somebody that it leaves with less to do.
CREATE OR REPLACE FUNCTION wake_for_changes(p_org uuid, p_changes jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_groups uuid[];
BEGIN
  SELECT array_agg(DISTINCT concerned.id) INTO v_groups
  FROM jsonb_array_elements(p_changes) AS listed(change)
    CROSS JOIN LATERAL (SELECT change->'state' AS state) s
    LEFT JOIN ticket t ON t.organization_id = p_org AND t.id = (s.state->>'id')::uuid
    CROSS JOIN LATERAL (
      SELECT (c.routing->>'groupId')::uuid AS id FROM category c
      WHERE s.state->>'status' = 'open'
        AND (t.status <> 'open' OR t.category_id IS DISTINCT FROM (s.state->>'categoryId')::uuid)
        AND c.organization_id = p_org AND c.id = (s.state->>'categoryId')::uuid
      UNION ALL
      SELECT m.group_id FROM group_member m
      WHERE t.status IN ('assigned', 'in_progress', 'awaiting_approval', 'reopened')
        AND m.organization_id = p_org AND m.user_id = t.assignee_id
        AND ((s.state->>'assigneeId')::uuid IS DISTINCT FROM t.assignee_id OR s.state->>'deletedAt' IS NOT NULL
          OR s.state->>'status' NOT IN ('assigned', 'in_progress', 'awaiting_approval', 'reopened'))) concerned;
  IF v_groups IS NOT NULL THEN
    PERFORM wake_groups(p_org, v_groups);
  END IF;
END
$$;
