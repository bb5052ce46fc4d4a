import type { Client } from '@temporalio/client'
import type { Database } from '../prisma/client.js'
import { type StartSettings, startTicket, type TicketRef } from './start.js'

const IN_FLIGHT = 8
/** While commands run, starts take turns with them: a start costs as much as two commands. */
const IN_FLIGHT_WHILE_BUSY = 1

const LEASE = `WITH due AS (
    SELECT id FROM outbox WHERE kind = 'start' AND done_at IS NULL AND due_at <= now()
      AND (leased_until IS NULL OR leased_until < now()) ORDER BY due_at, id LIMIT $1 FOR UPDATE SKIP LOCKED),
  leased AS (UPDATE outbox o SET leased_until = now() + interval '30 seconds', attempts = attempts + 1 FROM due WHERE o.id = due.id RETURNING o.*)
  SELECT l.id, l.organization_id AS "organizationId", g.slug AS "organizationSlug", l.entity_id AS "ticketId", l.payload->>'number' AS number
  FROM leased l JOIN organization g ON g.id = l.organization_id ORDER BY l.id`

export interface StarterDeps {
  db: Database
  client: Client
  settings: StartSettings
  /** Whether commands were carried out just now. */
  busy: () => boolean
}

const CALL_DEADLINE_MS = 5_000

/** Starts the workflows of new tickets, a few at a time; true when there may be more. Starting twice is harmless. */
export async function startDueTickets({
  db,
  client,
  settings,
  busy,
}: StarterDeps): Promise<boolean> {
  const atOnce = busy() ? IN_FLIGHT_WHILE_BUSY : IN_FLIGHT
  const leased = await db.query<TicketRef & { id: string }>(LEASE, [atOnce])
  if (leased.length === 0) return false
  const results = await Promise.allSettled(
    leased.map(({ id: _id, ...ref }) =>
      client.connection.withDeadline(Date.now() + CALL_DEADLINE_MS, () =>
        startTicket(client, ref, settings),
      ),
    ),
  )
  const started = leased
    .filter((_, index) => results[index]?.status === 'fulfilled')
    .map(({ id }) => id)
  await db.query('UPDATE outbox SET done_at = now() WHERE id = ANY($1)', [started])
  const failed = results.find((result) => result.status === 'rejected')
  if (failed !== undefined) {
    const ids = leased.map(({ id }) => id).filter((id) => !started.includes(id))
    await db.query(
      `UPDATE outbox SET leased_until = now() + interval '1 second' WHERE id = ANY($1)`,
      [ids],
    )
    throw failed.reason
  }
  return true
}
