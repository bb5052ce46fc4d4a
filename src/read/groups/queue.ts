import { isEntitled } from '../../database/names.js'
import type { OrganizationDb } from '../../database/pool.js'
import { sqlList } from '../../database/sql-list.js'
import { type Choice, type Member, routeQueue, type Waiting } from '../../domain/routing/choose.js'
import { LOAD_STATUSES } from '../../domain/routing/load.js'
import { PRIORITIES } from '../../domain/ticket/status.js'

/** More than wait anywhere; what is behind them comes as these go. */
const MOST = 10_000
/** Whom so many were chosen for in vain waits for a while, so that no mistake becomes a loop. */
const MOST_REFUSALS = 5

/** Urgent ones first, of these the first due, of these the oldest. */
const ORDER = `array_position(ARRAY[${sqlList([...PRIORITIES].reverse())}], t.priority), t.due_at NULLS LAST,
  t.state->>'submittedAt', t.id`

const QUEUE = `SELECT t.id AS "ticketId", t.number, t.priority, t.department_id AS "departmentId", t.due_at AS "dueAt",
    coalesce(t.state->'queued'->>'at', t.state->>'updatedAt') AS since, place.seq AS "causedBy",
    c.routing->>'mode' AS mode, coalesce(c.routing->'requiredSkills', '[]') AS "requiredSkills",
    (c.routing->>'maxPerAgent')::int AS "maxPerAgent", tried.*
  FROM category c
    JOIN ticket t ON t.organization_id = c.organization_id AND t.category_id = c.id
    CROSS JOIN LATERAL (SELECT coalesce((t.state->'queued'->>'seq')::int, 0) AS seq) place
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS tries, coalesce(bool_or(i.status = 'pending'), false) AS "isPending",
        count(*) FILTER (WHERE i.status = 'rejected' AND i.decided_at > now() - interval '5 minutes')::int AS refusals
      FROM command_inbox i
      WHERE i.organization_id = t.organization_id AND i.ticket_id = t.id AND i.actor->'for'->>'by' = 'routing'
        AND (i.actor->'for'->>'causedBy')::int = place.seq) tried
  WHERE c.organization_id = $1 AND (c.routing->>'groupId')::uuid = $2 AND c.routing->>'mode' <> 'manual'
    AND t.status = 'open' AND t.deleted_at IS NULL AND t.state->'autoAssign' IS DISTINCT FROM 'false'
    AND t.department_id IS NOT NULL AND EXISTS (SELECT 1 FROM organization o WHERE o.id = $1 AND o.active)
  ORDER BY ${ORDER} LIMIT ${MOST}`

/** What was chosen for somebody and is on its way to them is theirs as good as what they have. */
const MEMBERS = `WITH promised AS (
    SELECT (payload->>'assigneeId')::uuid AS user_id, count(*) AS tickets, max(created_at) AS at FROM command_inbox
    WHERE organization_id = $1 AND status = 'pending' AND actor->'for'->>'by' = 'routing' GROUP BY 1)
  SELECT jsonb_build_object('id', u.id, 'roles', u.roles, 'departmentId', u.department_id, 'headOf', ARRAY(
      SELECT d.id FROM department d WHERE d.organization_id = $1 AND d.head_id = u.id AND d.deleted_at IS NULL)) AS person,
    u.availability = 'available' AS "isAvailable", u.skills || m.skills AS skills,
    u.max_concurrent_tickets AS "maxConcurrentTickets", (coalesce(p.tickets, 0) + (
      SELECT count(*) FROM ticket t WHERE t.organization_id = $1 AND t.assignee_id = u.id AND t.deleted_at IS NULL
        AND t.status IN (${sqlList(LOAD_STATUSES)})))::int AS open
  FROM group_member m
    JOIN app_user u ON u.organization_id = $1 AND u.id = m.user_id AND ${isEntitled('u')}
    LEFT JOIN promised p ON p.user_id = u.id
  WHERE m.organization_id = $1 AND m.group_id = $2
  ORDER BY greatest(p.at, (
    SELECT max(t.given_at) FROM ticket t
    WHERE t.organization_id = $1 AND t.assignee_id = u.id AND t.given_at IS NOT NULL AND t.deleted_at IS NULL)) NULLS FIRST, u.id`

/** A ticket that waits in the queue of a group. */
export interface Queued extends Waiting {
  ticketId: string
  number: string
  dueAt: Date | null
  since: string
  /** The seq of the event that has brought it there. */
  causedBy: number
  /** How often somebody was chosen since. */
  tries: number
}

interface Row extends Queued {
  isPending: boolean
  refusals: number
}

/** What becomes of it now; undefined while it is on its way to somebody. */
export type Routed = Queued & { choice: Choice | undefined }

/** A group's queue in its order, with what would become of each ticket now. */
export async function readGroupQueue(db: OrganizationDb, groupId: string): Promise<Routed[]> {
  const members = await db.query<Member>(MEMBERS, [groupId])
  const rows = await db.query<Row>(QUEUE, [groupId])
  const waiting = rows.filter(({ isPending, refusals }) => !isPending && refusals < MOST_REFUSALS)
  const choices = new Map(
    routeQueue(waiting, members).map((choice, index) => [waiting[index], choice]),
  )
  return rows.map((row) => ({ ...row, choice: choices.get(row) }))
}
