import type { TicketChange } from '../../src/domain/ticket/change.js'
import type { Store } from './store.js'

/**
 * What leaves the store as it was before a commit. A split's is never lost: the start of a sub-ticket that there is not
 * is another story.
 */
export function prepareTakingBack(
  store: Store,
  { commandId, changes }: { commandId: string; changes: TicketChange[] },
): (() => void) | undefined {
  if (changes.some(({ create }) => create !== undefined)) return undefined
  const rows = changes.map(({ state: { id } }) => {
    const row = store.row(id)
    return { row, state: row.state, events: row.events.length }
  })
  const command = store.inbox.get(commandId)
  const before = command && { entry: command.entry, decisions: command.decisions }
  const outbox = new Set(store.outbox)
  const commits = store.commits.length
  return () => {
    for (const { row, state, events } of rows) {
      row.state = state
      row.events.length = events
    }
    store.commits.length = commits
    store.outbox = store.outbox.filter((one) => outbox.has(one))
    if (command === undefined) store.inbox.delete(commandId)
    else Object.assign(command, before)
    // whoever came behind it may have left for its run already
    for (const row of store.inbox.values()) row.behind = row.behind.filter((id) => id !== commandId)
  }
}
