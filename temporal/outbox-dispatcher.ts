import type { Client } from '@temporalio/client'
import type { Database } from '../src/database/pool.js'
import type { CompanionFamily } from '../src/domain/ticket/deadlines.js'
import {
  type StartSettings,
  signalCatchUp,
  startTicket,
  type TicketRef,
} from './workflow-start-options.js'

const IN_FLIGHT = 8
/** While commands run, starts take turns with them: a start costs as much as two commands. */
const IN_FLIGHT_WHILE_BUSY = 1

const LEASE = `WITH due AS (
    SELECT id FROM outbox WHERE kind IN ('start', 'wake') AND done_at IS NULL AND due_at <= now()
      AND (leased_until IS NULL OR leased_until < now()) ORDER BY due_at, id LIMIT $1 FOR UPDATE SKIP LOCKED),
  leased AS (UPDATE outbox o SET leased_until = now() + interval '30 seconds', attempts = attempts + 1 FROM due WHERE o.id = due.id RETURNING o.*)
  SELECT l.id, l.organization_id AS "organizationId", g.slug AS "organizationSlug", l.entity_id AS "ticketId", l.payload->>'number' AS number,
    l.kind, l.payload->>'family' AS family, (l.payload->>'n')::int AS n
  FROM leased l JOIN organization g ON g.id = l.organization_id ORDER BY l.id`

export interface StarterDeps {
  db: Database
  client: Client
  settings: StartSettings
  /** Whether commands were carried out just now. */
  busy: () => boolean
}

type Leased = TicketRef & {
  id: string
  kind: 'start' | 'wake'
  family: 'ticket' | CompanionFamily | null
  n: number | null
}

/** A new ticket's start, or word to a run that a commit of another concerns. */
function carry(
  client: Client,
  { kind, family, n, id: _id, ...ref }: Leased,
  settings: StartSettings,
): Promise<void> {
  if (kind === 'start') return startTicket(client, ref, settings)
  if (family === null || family === 'ticket') return signalCatchUp(client, ref, settings)
  return signalCatchUp(client, { ...ref, family, ...(n === null ? {} : { n }) }, settings)
}

const CALL_DEADLINE_MS = 5_000

/** Starts and wakes workflows, a few at a time; true when there may be more. Twice is harmless: each reads its row. */
export async function startDueTickets({
  db,
  client,
  settings,
  busy,
}: StarterDeps): Promise<boolean> {
  const atOnce = busy() ? IN_FLIGHT_WHILE_BUSY : IN_FLIGHT
  const leased = await db.query<Leased>(LEASE, [atOnce])
  if (leased.length === 0) return false
  const results = await Promise.allSettled(
    leased.map((due) =>
      client.connection.withDeadline(Date.now() + CALL_DEADLINE_MS, () =>
        carry(client, due, settings),
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
