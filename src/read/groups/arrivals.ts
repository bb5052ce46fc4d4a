import { selectPerson } from '../../database/names.js'
import type { OrganizationDb } from '../../database/pool.js'
import { sqlList } from '../../database/sql-list.js'
import type { AssignmentMode } from '../../domain/routing/assignment.js'
import type { Skill } from '../../domain/routing/choose.js'
import { LOAD_STATUSES } from '../../domain/routing/load.js'
import type { Priority } from '../../domain/ticket/status.js'
import { QUEUE_ORDER } from './queue.js'

const LOAD = sqlList(LOAD_STATUSES)

/** What came into the queue in a span of time, each as it came last, and what has become of it. */
const ARRIVALS = `SELECT t.id AS "ticketId", t.number, t.priority, t.department_id AS "departmentId", came.at,
    ${selectPerson(`(went.data->>'assigneeId')::uuid`)} AS was, c.routing->>'mode' AS mode,
    coalesce(c.routing->'requiredSkills', '[]') AS "requiredSkills", (c.routing->>'maxPerAgent')::int AS "maxPerAgent",
    CASE WHEN went.to_status IN (${LOAD}) THEN extract(epoch FROM ended.at - went.at)::float8 * 1000 END AS "workedMs",
    CASE WHEN went.to_status NOT IN (${LOAD}) THEN went.at END AS "leftAt"
  FROM category c
    JOIN ticket t ON t.organization_id = c.organization_id AND t.category_id = c.id
    CROSS JOIN LATERAL (
      SELECT e.seq, e.at FROM ticket_event e
      WHERE e.organization_id = t.organization_id AND e.ticket_id = t.id AND e.to_status = 'open'
        AND e.from_status IS DISTINCT FROM 'open' AND e.at >= $3::timestamptz AND e.at < $4::timestamptz
      ORDER BY e.seq DESC LIMIT 1) came
    LEFT JOIN LATERAL (
      SELECT e.seq, e.at, e.to_status, e.data FROM ticket_event e
      WHERE e.organization_id = t.organization_id AND e.ticket_id = t.id AND e.seq > came.seq AND e.to_status <> 'open'
      ORDER BY e.seq LIMIT 1) went ON true
    LEFT JOIN LATERAL (
      SELECT e.at FROM ticket_event e
      WHERE e.organization_id = t.organization_id AND e.ticket_id = t.id AND e.seq > went.seq AND e.to_status NOT IN (${LOAD})
      ORDER BY e.seq LIMIT 1) ended ON true
  WHERE c.organization_id = $1 AND coalesce((c.routing->>'groupId')::uuid, c.group_id) = $2
    AND ($5 OR c.routing->>'mode' <> 'manual') AND t.deleted_at IS NULL AND t.department_id IS NOT NULL
    AND t.created_at < $4::timestamptz AND t.updated_at >= $3::timestamptz
  ORDER BY ${QUEUE_ORDER} LIMIT $6`

export interface ArrivalRow {
  ticketId: string
  number: string
  priority: Priority
  departmentId: string
  at: Date
  /** Who got it. */
  was: { id: string; name: string } | null
  mode: AssignmentMode | null
  requiredSkills: Skill[]
  maxPerAgent: number | null
  workedMs: number | null
  leftAt: Date | null
}

interface Asked {
  groupId: string
  from: string
  to: string
  /** Those of categories that leave it to people as well. */
  isForAll: boolean
  most: number
}

/** In the order of the queue. */
export function readArrivals(db: OrganizationDb, asked: Asked): Promise<ArrivalRow[]> {
  const { groupId, from, to, isForAll, most } = asked
  return db.query<ArrivalRow>(ARRIVALS, [groupId, from, to, isForAll, most])
}
