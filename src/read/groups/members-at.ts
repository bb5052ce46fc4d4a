import { isEntitled, personName } from '../../database/names.js'
import type { OrganizationDb } from '../../database/pool.js'
import { sqlList } from '../../database/sql-list.js'
import type { Member } from '../../domain/routing/choose.js'
import { LOAD_STATUSES } from '../../domain/routing/load.js'

const LOAD = sqlList(LOAD_STATUSES)

/** Who is in the group, with what they had at an instant, of the tickets that are theirs; who had waited longest first. */
const MEMBERS = `SELECT ${personName('u')} AS name, jsonb_build_object('id', u.id, 'roles', u.roles, 'departmentId', u.department_id,
      'headOf', ARRAY(
        SELECT d.id FROM department d WHERE d.organization_id = $1 AND d.head_id = u.id AND d.deleted_at IS NULL)) AS person,
    true AS "isAvailable", u.skills || m.skills AS skills, u.max_concurrent_tickets AS "maxConcurrentTickets",
    had.open, had.until
  FROM group_member m
    JOIN app_user u ON u.organization_id = $1 AND u.id = m.user_id AND ${isEntitled('u')}
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS open, coalesce(array_agg(ended.at) FILTER (WHERE ended.at IS NOT NULL), '{}') AS until
      FROM ticket t LEFT JOIN LATERAL (
        SELECT e.at FROM ticket_event e
        WHERE e.organization_id = $1 AND e.ticket_id = t.id AND e.at >= t.given_at AND e.to_status NOT IN (${LOAD})
          AND e.from_status IN (${LOAD})
        ORDER BY e.seq LIMIT 1) ended ON true
      WHERE t.organization_id = $1 AND t.assignee_id = u.id AND t.deleted_at IS NULL AND t.given_at < $3::timestamptz
        AND (t.status IN (${LOAD}) OR t.updated_at >= $3::timestamptz)
        AND (ended.at IS NULL AND t.status IN (${LOAD}) OR ended.at >= $3::timestamptz)) had
  WHERE m.organization_id = $1 AND m.group_id = $2
  ORDER BY (
    SELECT max(t.given_at) FROM ticket t
    WHERE t.organization_id = $1 AND t.assignee_id = u.id AND t.given_at < $3::timestamptz AND t.deleted_at IS NULL) NULLS FIRST, u.id`

export interface PastMember extends Member {
  name: string
  /** When they had each of these no more, but for those that they have still. */
  until: Date[]
}

/** As they are now, but for what they had at that instant: nothing tells who was there. */
export function readMembersAt(
  db: OrganizationDb,
  groupId: string,
  at: string,
): Promise<PastMember[]> {
  return db.query<PastMember>(MEMBERS, [groupId, at])
}
