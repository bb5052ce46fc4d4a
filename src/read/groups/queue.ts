import type { OrganizationDb } from '../../database/pool.js'
import { sqlList } from '../../database/sql-list.js'
import { type Choice, type Member, routeQueue, type Waiting } from '../../domain/routing/choose.js'
import { PRIORITIES } from '../../domain/ticket/status.js'
import { selectMembers } from '../assignments/members.js'

/** More than wait anywhere; what is behind them comes as these go. */
const MOST = 10_000
/** Whom so many were chosen for in vain waits for a while, so that no mistake becomes a loop. */
const MOST_REFUSALS = 5

/** Urgent ones first, of these the first due, of these the oldest; of a row `t` of `ticket`. */
export const QUEUE_ORDER = `array_position(ARRAY[${sqlList([...PRIORITIES].reverse())}], t.priority), t.due_at NULLS LAST,
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
  ORDER BY ${QUEUE_ORDER} LIMIT ${MOST}`

const MEMBERS = selectMembers({
  from: 'group_member m JOIN app_user u ON m.organization_id = $1 AND m.group_id = $2 AND u.id = m.user_id',
  skills: 'u.skills || m.skills',
})

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
