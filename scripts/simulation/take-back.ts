import type { TicketChange } from '../../src/domain/ticket/change.js'
import type { OutboxRow } from './outbox.js'
import type { Store } from './store.js'

/** What leaves the store as it was before a commit; the rows of the outbox that it adds are named when they are there. */
export function prepareTakingBack(
  store: Store,
  { commandId, changes }: { commandId: string; changes: TicketChange[] },
): (added: OutboxRow[]) => void {
  const existing = changes.filter(({ create }) => create === undefined)
  const rows = existing.map(({ state: { id } }) => {
    const row = store.row(id)
    return { row, state: row.state, events: row.events.length }
  })
  const command = store.inbox.get(commandId)
  const before = command && { entry: command.entry, decisions: command.decisions }
  const commits = store.commits.length
  return (added) => {
    for (const { row, state, events } of rows) {
      row.state = state
      row.events.length = events
    }
    store.commits.length = commits
    store.outbox.remove(added)
    if (command === undefined) store.inbox.delete(commandId)
    else Object.assign(command, before)
    store.forgetTurn(commandId)
  }
}
