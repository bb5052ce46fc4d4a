import type { Database } from '../../database/pool.js'
import type { DomainEvent } from '../../domain/events/domain-event.js'
import { attempt } from './attempt.js'
import { putOffAgain } from './failures.js'
import { bindToOrganization, type Listener } from './listener.js'

const MOST_AT_ONCE = 20

const DUE = `SELECT organization_id AS "organizationId", id FROM listener_failure
  WHERE set_aside_at IS NULL AND next_try_at <= now() AND listener = ANY($1) ORDER BY next_try_at LIMIT $2`

const LOCK = `SELECT listener, events FROM listener_failure
  WHERE organization_id = $1 AND id = $2 AND set_aside_at IS NULL AND next_try_at <= now()
  FOR UPDATE SKIP LOCKED`

const FORGET = 'DELETE FROM listener_failure WHERE organization_id = $1 AND id = $2'

/** Tries again what is due of what listeners could not handle; true when there may be more. */
export async function retryDue(
  db: Database,
  listeners: readonly Listener[],
  onError: (error: unknown) => void,
): Promise<boolean> {
  const names = listeners.map(({ name }) => name)
  const due = await db.query<{ organizationId: string; id: string }>(DUE, [names, MOST_AT_ONCE])
  for (const { organizationId, id } of due) {
    await db.transaction(async (transaction) => {
      const bound = bindToOrganization(transaction, organizationId)
      const [row] = await bound.query<{ listener: string; events: DomainEvent[] }>(LOCK, [id])
      const listener = listeners.find(({ name }) => name === row?.listener)
      if (row === undefined || listener === undefined) return
      const failed = await attempt(transaction, () => listener.handle(bound, row.events))
      if (failed === undefined) return void (await bound.query(FORGET, [id]))
      onError(failed.error)
      await putOffAgain(bound, id, failed.error)
    })
  }
  return due.length === MOST_AT_ONCE
}
