-- Makes one row of all tallies of a kind, the oldest `p_most` of those that were added before `p_before`, and says how many
-- these were. The sums stay what they were at every moment; repeating it finds the others.
CREATE OR REPLACE FUNCTION fold_tallies(p_before timestamptz, p_most int) RETURNS int
LANGUAGE sql AS $$
  WITH due AS MATERIALIZED (
    SELECT organization_id, id, department_id, assignee_id, status FROM ticket_tally
    WHERE requester_id IS NOT NULL AND id < id_floor(p_before) ORDER BY id LIMIT p_most),
  kinds AS MATERIALIZED (SELECT DISTINCT organization_id, department_id, assignee_id, status FROM due),
  gone AS (
    DELETE FROM ticket_tally t
    WHERE (t.organization_id, t.id) IN (SELECT organization_id, id FROM due)
      OR (t.requester_id IS NULL AND t.organization_id IN (SELECT organization_id FROM kinds) AND EXISTS (
        SELECT 1 FROM kinds k WHERE k.organization_id = t.organization_id AND k.status = t.status
          AND k.department_id IS NOT DISTINCT FROM t.department_id AND k.assignee_id IS NOT DISTINCT FROM t.assignee_id))
    RETURNING t.*),
  folded AS (
    INSERT INTO ticket_tally (organization_id, id, department_id, assignee_id, status, tickets, resolved, seconds)
    SELECT organization_id, uuidv7(), department_id, assignee_id, status, sum(tickets), sum(resolved), sum(seconds)
    FROM gone GROUP BY organization_id, department_id, assignee_id, status
    HAVING sum(tickets) <> 0 OR sum(resolved) <> 0 OR sum(seconds) <> 0)
  SELECT count(*)::int FROM due
$$;
