import type { Database } from './pool.js'
import { IS_FREE, LEASE_END, LEASED_BY, type Leased } from './queue.js'

/** What was answered 202, or waits for so long that whoever sent it is gone. */
const HAS_WAITED = `(deferred_at IS NOT NULL OR created_at < now() - interval '10 seconds')`

/** A later one of the same ticket was answered 202: it has waited for this one, whoever has that in hand. */
const IS_WAITED_FOR = `EXISTS (
      SELECT 1 FROM command_inbox d WHERE d.organization_id = c.organization_id AND d.ticket_id = c.ticket_id
        AND d.status = 'pending' AND d.deferred_at IS NOT NULL
        AND (d.created_at, d.id) > (c.created_at, c.id))`

/**
 * Of each ticket its oldest pending command is taken first and locked, so that the ticket is taken as a whole. Tickets
 * whose runs have not answered several times come after those that were not tried yet.
 */
const LEASE = `WITH oldest AS (
    SELECT organization_id, ticket_id FROM command_inbox c
    WHERE status = 'pending' AND (${HAS_WAITED} OR ${IS_WAITED_FOR}) AND ${IS_FREE} AND NOT EXISTS (
      SELECT 1 FROM command_inbox e WHERE e.organization_id = c.organization_id AND e.ticket_id = c.ticket_id
        AND e.status = 'pending' AND (e.created_at, e.id) < (c.created_at, c.id))
    ORDER BY attempts > 2, created_at LIMIT $1 FOR UPDATE SKIP LOCKED),
  l AS (UPDATE command_inbox c SET leased_until = ${LEASE_END}, attempts = attempts + 1 FROM oldest o
    WHERE c.organization_id = o.organization_id AND c.ticket_id = o.ticket_id
      AND c.status = 'pending' AND (${HAS_WAITED} OR ${IS_WAITED_FOR}) RETURNING c.*)
  SELECT ${LEASED_BY}, l.ticket_id AS "ticketId", t.number, l.name, l.attempts,
    (t.state->'approval'->>'n')::int AS "approvalN"
  FROM l JOIN organization g ON g.id = l.organization_id
    JOIN ticket t ON t.organization_id = l.organization_id AND t.id = l.ticket_id
  ORDER BY l.created_at, l.id`

/** The inbox as a queue: a ticket's pending commands are leased together, so that their order holds. */
export function createCommandQueue(db: Database) {
  return {
    /** Of at most so many tickets, those that wait longest and were seldom tried: one list a ticket, in order of arrival. */
    lease: async <Command extends Leased<object>>(
      tickets: number,
      seconds: number,
    ): Promise<Command[][]> => {
      const rows = await db.query<Command>(LEASE, [tickets, seconds])
      const byTicket = new Map<string, Command[]>()
      for (const row of rows) {
        const earlier = byTicket.get(row.ticketId)
        if (earlier === undefined) byTicket.set(row.ticketId, [row])
        else earlier.push(row)
      }
      return [...byTicket.values()]
    },
    /** They are nobody else's for so long, whether somebody works on them or they wait for another try. */
    hold: async (ids: readonly string[], seconds: number): Promise<void> => {
      await db.query(`UPDATE command_inbox SET leased_until = ${LEASE_END} WHERE id = ANY($1)`, [
        ids,
        seconds,
      ])
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
