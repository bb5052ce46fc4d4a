import type { Database } from './pool.js'
import { IS_FREE, LEASE_END, LEASED_BY, type Leased } from './queue.js'
import { UNFLUSHED } from './unflushed.js'

/** What was answered 202, or waits for so long that whoever sent it is gone. */
const HAS_WAITED = `(deferred_at IS NOT NULL OR created_at < now() - interval '10 seconds')`

/** A later one of the same ticket was answered 202: it has waited for this one, whoever has that in hand. */
const IS_WAITED_FOR = `EXISTS (
      SELECT 1 FROM command_inbox d WHERE d.organization_id = c.organization_id AND d.ticket_id = c.ticket_id
        AND d.status = 'pending' AND d.deferred_at IS NOT NULL
        AND (d.created_at, d.id) > (c.created_at, c.id))`

/** The head of a ticket: while it is leased, the commands behind it are nobody else's either. */
const IS_HEAD = `NOT EXISTS (
      SELECT 1 FROM command_inbox e WHERE e.organization_id = c.organization_id AND e.ticket_id = c.ticket_id
        AND e.status = 'pending' AND (e.created_at, e.id) < (c.created_at, c.id))`

const LEASED_HEAD = `l AS (UPDATE command_inbox c SET leased_until = ${LEASE_END}, attempts = attempts + 1
    FROM free, ${UNFLUSHED} WHERE c.id = free.id RETURNING c.*)
  SELECT ${LEASED_BY}, l.ticket_id AS "ticketId", t.number, l.name, l.attempts,
    (t.state->'approval'->>'n')::int AS "approvalN"
  FROM l JOIN organization g ON g.id = l.organization_id
    JOIN ticket t ON t.organization_id = l.organization_id AND t.id = l.ticket_id
  ORDER BY l.created_at, l.id`

/**
 * Organizations take turns, each with those of its tickets that wait longest; before all, those whose runs have answered,
 * and of these those that nobody has looked at yet. Each organization is looked for by one step through the index.
 */
const LEASE = `WITH RECURSIVE organizations AS (
    (SELECT organization_id AS id FROM command_inbox WHERE status = 'pending' ORDER BY organization_id LIMIT 1)
    UNION ALL
    SELECT (SELECT organization_id FROM command_inbox WHERE status = 'pending' AND organization_id > o.id
      ORDER BY organization_id LIMIT 1) FROM organizations o WHERE o.id IS NOT NULL),
  heads AS (
    SELECT h.*, row_number() OVER (PARTITION BY o.id ORDER BY is_slow, was_served, created_at) AS turn
    FROM organizations o CROSS JOIN LATERAL (
      SELECT c.id, c.created_at, attempts > 2 AS is_slow, leased_until IS NOT NULL AS was_served FROM command_inbox c
      WHERE c.organization_id = o.id AND c.status = 'pending' AND (${HAS_WAITED} OR ${IS_WAITED_FOR})
        AND ${IS_FREE} AND ${IS_HEAD}
      ORDER BY attempts > 2, leased_until IS NOT NULL, created_at LIMIT $1) h),
  chosen AS (SELECT id FROM heads ORDER BY is_slow, turn, created_at LIMIT $1),
  free AS (SELECT id FROM command_inbox WHERE id IN (SELECT id FROM chosen) AND status = 'pending' AND ${IS_FREE}
    FOR UPDATE SKIP LOCKED),
  ${LEASED_HEAD}`

/** Behind one that was decided; another worker may have been faster. */
const LEASE_NEXT = `WITH free AS (
    SELECT id FROM command_inbox c WHERE organization_id = $1 AND ticket_id = $3 AND status = 'pending'
      AND ${IS_FREE} AND ${IS_HEAD} AND (${HAS_WAITED} OR ${IS_WAITED_FOR}) ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED),
  ${LEASED_HEAD}`

const HOLD = `UPDATE command_inbox SET leased_until = ${LEASE_END}, attempts = attempts - $3 FROM ${UNFLUSHED} WHERE id = $1`

/** The inbox as a queue of tickets: of each only the oldest pending command is leased, and so their order holds. */
export function createCommandQueue(db: Database) {
  return {
    /** The heads of at most so many tickets. */
    lease: <Command extends Leased<object>>(tickets: number, seconds: number): Promise<Command[]> =>
      db.query<Command>(LEASE, [tickets, seconds]),
    /** The command behind one that was decided; undefined where none waits. */
    leaseNext: async <Command extends Leased<object>>(
      { organizationId, ticketId }: Leased<object>,
      seconds: number,
    ): Promise<Command | undefined> => {
      const [next] = await db.query<Command>(LEASE_NEXT, [organizationId, seconds, ticketId])
      return next
    },
    /** It is nobody else's for so long, because it waits for another try; one that asked nobody does not count. */
    hold: async (id: string, seconds: number, { isCounted }: { isCounted: boolean }) => {
      await db.query(HOLD, [id, seconds, isCounted ? 0 : 1])
    },
    /** Whether it has no outcome. */
    isPending: async (id: string): Promise<boolean> => {
      const [row] = await db.query<{ status: string }>(
        'SELECT status FROM command_inbox WHERE id = $1',
        [id],
      )
      return row?.status === 'pending'
    },
  }
}

export type CommandQueue = ReturnType<typeof createCommandQueue>
