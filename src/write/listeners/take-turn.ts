import type { Database } from '../../database/pool.js'
import type { Transaction } from '../../database/transaction.js'
import type { DomainEvent } from '../../domain/events/domain-event.js'
import { readDomainEvents } from '../../read/events/domain-events.js'
import { attempt } from './attempt.js'
import { holdBack, putOff } from './failures.js'
import { bindToOrganization, type Listener, type ListenerTransaction } from './listener.js'

/** Entries of the log. */
const MOST_AT_ONCE = 100

/** `busy`: another process has it in hand. */
export type Turn = 'done' | 'more' | 'busy'

const LOCK = `SELECT cursor FROM listener_cursor
  WHERE organization_id = $1 AND listener = $2 FOR UPDATE SKIP LOCKED`
const BEGIN = `INSERT INTO listener_cursor (organization_id, listener) VALUES ($1, $2)
  ON CONFLICT DO NOTHING RETURNING cursor`
const MOVE = 'UPDATE listener_cursor SET cursor = $3 WHERE organization_id = $1 AND listener = $2'

/**
 * Has a listener handle what comes next in one organization's log: what follows from it and its new place are one
 * transaction. Of two processes the one that has locked the place does it.
 */
export function takeTurn(
  db: Database,
  listener: Listener,
  organizationId: string,
  onError: (error: unknown) => void,
): Promise<Turn> {
  return db.transaction(async (transaction) => {
    const bound = bindToOrganization(transaction, organizationId)
    const from = await lockPlace(bound, listener)
    if (from === undefined) return 'busy'
    const { events, to, hasMore } = await readDomainEvents(bound, from, MOST_AT_ONCE)
    if (to === from) return 'done'
    await handleAll(transaction, bound, { listener, events, onError })
    await bound.query(MOVE, [listener.name, to])
    return hasMore ? 'more' : 'done'
  })
}

/** A new listener begins with what is kept. */
async function lockPlace(
  { query }: ListenerTransaction,
  { name }: Listener,
): Promise<number | undefined> {
  const locked = await query<{ cursor: string }>(LOCK, [name])
  const [place] = locked.length > 0 ? locked : await query<{ cursor: string }>(BEGIN, [name])
  return place === undefined ? undefined : Number(place.cursor)
}

interface Handling {
  listener: Listener
  events: readonly DomainEvent[]
  onError: (error: unknown) => void
}

/** All at once, and where that fails each entity alone: what can't be handled keeps nobody else's. */
async function handleAll(
  transaction: Transaction,
  bound: ListenerTransaction,
  { listener, events, onError }: Handling,
): Promise<void> {
  const free = await holdBack(bound, listener.name, events)
  const entities = [...groupByEntity(free)]
  if (entities.length === 0) return
  if (!(await attempt(transaction, () => listener.handle(bound, free)))) return
  for (const own of entities) {
    const failed = await attempt(transaction, () => listener.handle(bound, own))
    if (failed === undefined) continue
    onError(failed.error)
    await putOff(bound, listener.name, own, failed.error)
  }
}

function groupByEntity(events: readonly DomainEvent[]): Iterable<[DomainEvent, ...DomainEvent[]]> {
  const groups = new Map<string, [DomainEvent, ...DomainEvent[]]>()
  for (const event of events) {
    const group = groups.get(event.entityId)
    if (group === undefined) groups.set(event.entityId, [event])
    else group.push(event)
  }
  return groups.values()
}
