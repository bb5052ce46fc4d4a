import type { Client } from '@temporalio/client'
import type { Database } from '../src/database/pool.js'
import type { Actor } from '../src/domain/people.js'
import type { CommandName } from '../src/domain/ticket/commands.js'
import type { Envelope } from '../src/domain/ticket/envelope.js'
import type { Origin } from '../src/write/audit/record.js'
import { receiveCommand, rejectCommand } from '../src/write/inbox/commands.js'
import type { Acknowledger } from './acknowledger.js'
import type { Gateway } from './gateway.js'
import { type StartSettings, signalCatchUp, type TicketRef } from './workflow-start-options.js'

export interface RelayDeps {
  db: Database
  client: Client
  gateway: Gateway
  acknowledger: Acknowledger
  settings: StartSettings
}

const LANES = 8

/** A ticket is leased as a whole: nobody else sends its commands meanwhile, so their order holds. */
const LEASE_LANES = `WITH lane AS (
    SELECT DISTINCT organization_id, ticket_id FROM command_inbox c
    WHERE status = 'pending' AND created_at < now() - interval '10 seconds' AND user_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM command_inbox x WHERE x.organization_id = c.organization_id
        AND x.ticket_id = c.ticket_id AND x.status = 'pending' AND x.leased_until > now())
    LIMIT ${LANES}),
  leased AS (
    UPDATE command_inbox c SET leased_until = now() + interval '60 seconds', attempts = attempts + 1 FROM lane
    WHERE c.organization_id = lane.organization_id AND c.ticket_id = lane.ticket_id AND c.status = 'pending'
      AND (c.deferred_at IS NOT NULL OR c.created_at < now() - interval '10 seconds')
      AND (c.leased_until IS NULL OR c.leased_until <= now())
    RETURNING c.*)
  SELECT l.id, l.name, l.actor, l.origin, l.payload, l.texts, l.if_match AS "ifMatch", l.organization_id AS "organizationId",
    g.slug AS "organizationSlug", l.ticket_id AS "ticketId", t.number
  FROM leased l JOIN organization g ON g.id = l.organization_id
    JOIN ticket t ON t.organization_id = l.organization_id AND t.id = l.ticket_id
  ORDER BY l.created_at, l.id`

type Leased = TicketRef & {
  id: string
  name: CommandName
  actor: Actor
  origin: Origin
  payload: Record<string, unknown>
  texts: Record<string, string>
  ifMatch: number | null
}

/** Sends what was answered 202, or was lost on the way, under the same ids; true when there may be more. */
export async function relayPending(deps: RelayDeps): Promise<boolean> {
  const leased = await deps.db.query<Leased>(LEASE_LANES)
  const lanes = new Map<string, Leased[]>()
  for (const command of leased) {
    lanes.set(command.ticketId, [...(lanes.get(command.ticketId) ?? []), command])
  }
  const done = await Promise.all([...lanes.values()].map((lane) => relayLane(deps, lane)))
  return leased.length > 0 && done.every(Boolean)
}

async function relayLane(deps: RelayDeps, lane: Leased[]): Promise<boolean> {
  for (const [index, command] of lane.entries()) {
    if (await relayOne(deps, command)) continue
    const rest = lane.slice(index).map(({ id }) => id)
    await deps.db.query(
      `UPDATE command_inbox SET leased_until = now() + interval '2 seconds' WHERE id = ANY($1)`,
      [rest],
    )
    return false
  }
  return true
}

/** False when Temporal is away: the rest of the lane waits. */
async function relayOne(
  { db, gateway, acknowledger }: RelayDeps,
  command: Leased,
): Promise<boolean> {
  const { id: commandId, name, actor, payload, texts, ifMatch, ...rest } = command
  const answer = await receiveCommand(db, { ...rest, commandId, name, actor, payload, texts })
  if (answer.kind !== 'pending') return true
  const envelope: Envelope = {
    commandId,
    name,
    actor,
    payload,
    given: Object.keys(texts),
    ...(ifMatch === null ? {} : { ifMatch }),
    facts: answer.facts,
    seen: answer.seq,
  }
  const outcome = await gateway.send(command, answer.state, envelope)
  if (outcome.kind === 'away') return false
  if (outcome.kind === 'applied') acknowledger.acknowledge(commandId)
  else await rejectCommand(db, commandId, outcome.refusal)
  return true
}

const UNACKED = `UPDATE command_inbox c SET leased_until = now() + interval '30 seconds'
  FROM organization g, ticket t
  WHERE c.id IN (SELECT id FROM command_inbox WHERE status = 'applied' AND acked_at IS NULL
      AND decided_at < now() - interval '10 seconds' AND (leased_until IS NULL OR leased_until < now()) LIMIT 200)
    AND g.id = c.organization_id AND t.organization_id = c.organization_id AND t.id = c.ticket_id
  RETURNING c.organization_id AS "organizationId", g.slug AS "organizationSlug", c.ticket_id AS "ticketId", t.number`

/** Applied, but its workflow may not know: one catch-up a ticket. A second one is harmless. */
export async function relayCatchUps({ db, client, settings }: RelayDeps): Promise<void> {
  const behind = await db.query<TicketRef>(UNACKED)
  const tickets = new Map(behind.map((ref) => [ref.ticketId, ref]))
  for (const ref of tickets.values()) {
    await client.connection.withDeadline(Date.now() + 5_000, () =>
      signalCatchUp(client, ref, settings),
    )
  }
}
