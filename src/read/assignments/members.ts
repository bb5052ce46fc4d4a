import { isEntitled } from '../../database/names.js'
import { sqlList } from '../../database/sql-list.js'
import { LOAD_STATUSES } from '../../domain/routing/load.js'

/** What was chosen for somebody and is on its way to them is theirs as good as what they have. */
const PROMISED = `promised AS (
    SELECT (payload->>'assigneeId')::uuid AS user_id, count(*) AS tickets, max(created_at) AS at FROM command_inbox
    WHERE organization_id = $1 AND status = 'pending' AND actor->'for'->>'by' IN ('routing', 'rule')
      AND payload ? 'assigneeId' GROUP BY 1)`

/**
 * People as whoever gives them tickets sees them, the one first who has waited longest for another: `from` has rows of
 * `app_user u`, of the organization `$1`; `skills` is what they can.
 */
export const selectMembers = ({
  from,
  skills,
}: {
  from: string
  skills: string
}) => `WITH ${PROMISED}
  SELECT jsonb_build_object('id', u.id, 'roles', u.roles, 'departmentId', u.department_id, 'headOf', ARRAY(
      SELECT d.id FROM department d WHERE d.organization_id = $1 AND d.head_id = u.id AND d.deleted_at IS NULL)) AS person,
    u.availability = 'available' AS "isAvailable", ${skills} AS skills,
    u.max_concurrent_tickets AS "maxConcurrentTickets", (coalesce(p.tickets, 0) + (
      SELECT count(*) FROM ticket t WHERE t.organization_id = $1 AND t.assignee_id = u.id AND t.deleted_at IS NULL
        AND t.status IN (${sqlList(LOAD_STATUSES)})))::int AS open
  FROM ${from} LEFT JOIN promised p ON p.user_id = u.id
  WHERE u.organization_id = $1 AND ${isEntitled('u')}
  ORDER BY greatest(p.at, (
    SELECT max(t.given_at) FROM ticket t
    WHERE t.organization_id = $1 AND t.assignee_id = u.id AND t.given_at IS NOT NULL AND t.deleted_at IS NULL)) NULLS FIRST, u.id`
