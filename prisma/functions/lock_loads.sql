-- Locks those to whose load a commit adds, by their ids, before its rows are written: whoever counts a load under the same
-- lock finds nothing half done. Taking it again in the same transaction is harmless.
CREATE OR REPLACE FUNCTION lock_loads(p_org uuid, p_changes jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  v_user uuid;
BEGIN
  FOR v_user IN
    SELECT DISTINCT (s.state->>'assigneeId')::uuid AS id
    FROM jsonb_array_elements(p_changes) AS listed(change), LATERAL (SELECT change->'state' AS state) s
    WHERE s.state->>'status' IN ('assigned', 'in_progress', 'awaiting_approval', 'reopened')
      AND s.state->>'assigneeId' IS NOT NULL AND s.state->>'deletedAt' IS NULL
      AND NOT EXISTS (
        SELECT 1 FROM ticket t
        WHERE t.organization_id = p_org AND t.id = (s.state->>'id')::uuid AND t.deleted_at IS NULL
          AND t.assignee_id = (s.state->>'assigneeId')::uuid
          AND t.status IN ('assigned', 'in_progress', 'awaiting_approval', 'reopened'))
    ORDER BY id
  LOOP
    PERFORM pg_advisory_xact_lock(load_lock_key(p_org, v_user));
  END LOOP;
END
$$;
