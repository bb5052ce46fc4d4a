import type { DomainEvent } from '../../domain/events/domain-event.js'
import type { ListenerTransaction } from './listener.js'

/** So often an entity is tried: for about two hours. */
const MOST_ATTEMPTS = 20
const MOST_ERROR = 200

/**
 * Of these entities something waits already. Their rows stay locked: one that is being tried again is waited for, and has
 * gone if that went well.
 */
const HELD = `SELECT entity_id AS "entityId" FROM listener_failure
  WHERE organization_id = $1 AND listener = $2 AND entity_id = ANY($3::uuid[]) ORDER BY id FOR UPDATE`

const APPEND = `UPDATE listener_failure SET events = events || $4::jsonb
  WHERE organization_id = $1 AND listener = $2 AND entity_id = $3`

/** Puts what came of entities that wait behind what they wait for; gives the rest. */
export async function holdBack(
  { query }: ListenerTransaction,
  listener: string,
  events: readonly DomainEvent[],
): Promise<DomainEvent[]> {
  const ids = [...new Set(events.map(({ entityId }) => entityId))]
  const rows = await query<{ entityId: string }>(HELD, [listener, ids])
  const held = new Set(rows.map(({ entityId }) => entityId))
  for (const entityId of held) {
    const own = events.filter((event) => event.entityId === entityId)
    await query(APPEND, [listener, entityId, JSON.stringify(own)])
  }
  return events.filter(({ entityId }) => !held.has(entityId))
}

const PUT_OFF = `INSERT INTO listener_failure (
    organization_id, id, listener, entity, entity_id, events, attempts, error, since, next_try_at)
  VALUES ($1, uuidv7(), $2, $3, $4, $5::jsonb, 1, $6, clock_timestamp(), clock_timestamp() + interval '1 second')`

/** What one entity's events could not be handled for the first time. */
export async function putOff(
  { query }: ListenerTransaction,
  listener: string,
  events: readonly [DomainEvent, ...DomainEvent[]],
  error: unknown,
): Promise<void> {
  const [{ entity, entityId }] = events
  await query(PUT_OFF, [listener, entity, entityId, JSON.stringify(events), describe(error)])
}

const PUT_OFF_AGAIN = `UPDATE listener_failure SET attempts = attempts + 1, error = $3,
    next_try_at = clock_timestamp() + least(600, 2 ^ least(attempts, 10)) * interval '1 second',
    set_aside_at = CASE WHEN attempts + 1 >= ${MOST_ATTEMPTS} THEN clock_timestamp() END
  WHERE organization_id = $1 AND id = $2`

/** It waits longer each time, and after the last for somebody to ask for it. */
export async function putOffAgain(
  { query }: ListenerTransaction,
  id: string,
  error: unknown,
): Promise<void> {
  await query(PUT_OFF_AGAIN, [id, describe(error)])
}

function describe(error: unknown): string {
  return String(error instanceof Error ? error.message : error).slice(0, MOST_ERROR)
}
