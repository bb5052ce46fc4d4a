import type { Database } from '../../database/pool.js'
import { readConcerned, readStreamEnds } from '../../read/events/stream.js'
import type { Listener } from './listener.js'
import { retryDue } from './retry-due.js'
import { takeTurn } from './take-turn.js'

/** What another process left behind is found by this. */
const LOOK_AT_ALL_MS = 60_000

export interface RoundDeps {
  db: Database
  listeners: readonly Listener[]
  onError: (error: unknown) => void
}

const BEHIND = `SELECT g.id FROM organization g CROSS JOIN unnest($1::text[]) AS named (listener)
  LEFT JOIN LATERAL (SELECT cursor FROM listener_cursor c
    WHERE c.organization_id = g.id AND c.listener = named.listener) c ON true
  WHERE EXISTS (SELECT 1 FROM stream_event e WHERE e.organization_id = g.id AND e.cursor > coalesce(c.cursor, 0))
  GROUP BY g.id`

/**
 * Has all listeners handle what is in the log: each organization that has something gets one turn a round of each
 * listener, so that one with thousands keeps no other waiting. True when there may be more at once.
 */
export function createListenerRounds({ db, listeners, onError }: RoundDeps) {
  const waiting = new Set<string>()
  let seenTo = 0
  let lookAtAllAt = 0

  async function look(): Promise<void> {
    if (Date.now() >= lookAtAllAt) {
      const { head } = await readStreamEnds(db)
      const names = listeners.map(({ name }) => name)
      for (const { id } of await db.query<{ id: string }>(BEHIND, [names])) waiting.add(id)
      seenTo = head
      lookAtAllAt = Date.now() + LOOK_AT_ALL_MS
      return
    }
    const { organizationIds, to } = await readConcerned(db, seenTo)
    for (const id of organizationIds) waiting.add(id)
    seenTo = to
  }

  /** A listener that fails as a whole comes again, and holds back no other. */
  async function serve(organizationId: string): Promise<boolean> {
    const turns = await Promise.all(
      listeners.map((listener) =>
        takeTurn(db, listener, organizationId, onError).catch((error: unknown) => {
          onError(error)
          return 'busy' as const
        }),
      ),
    )
    if (turns.every((turn) => turn === 'done')) waiting.delete(organizationId)
    return turns.includes('more')
  }

  return async (): Promise<boolean> => {
    if (listeners.length === 0) return false
    await look()
    let hasMore = false
    for (const organizationId of [...waiting]) {
      if (await serve(organizationId)) hasMore = true
    }
    return (await retryDue(db, listeners, onError)) || hasMore
  }
}
