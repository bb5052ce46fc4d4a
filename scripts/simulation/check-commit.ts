import { isRouting } from '../../src/domain/people.js'
import type { TicketChange } from '../../src/domain/ticket/change.js'
import { readLoad } from './routing.js'
import type { RunRef } from './run-ref.js'
import type { InboxRow } from './store.js'
import { Violation } from './violation.js'
import type { World } from './world.js'

/** What must hold at the very moment of a commit; later it can't be seen any more. */
export function checkCommit(
  world: World,
  row: InboxRow,
  ref: RunRef,
  changes: TicketChange[],
): void {
  checkLoads(world, row, changes)
  if (row.entry.actor.kind === 'user') {
    checkFacts(world, row, changes)
    checkTurn(world, row)
  } else checkApproval(world, ref)
}

/** Who commands, and who is named by it, is there when it commits, and not only when it was sent. */
function checkFacts({ organization }: World, row: InboxRow, changes: TicketChange[]): void {
  if (organization.findPerson(row.entry.actor) === null) {
    throw new Violation(`${row.id} was applied for somebody who is gone`)
  }
  for (const { event } of changes) {
    if (!ASSIGNMENTS.some((type) => type === event.type) || !('assigneeId' in event)) continue
    const { assigneeId: id } = event
    if (id !== null && organization.findPerson({ kind: 'user', id }) === null) {
      throw new Violation(`${row.id} gave a ticket to ${id}, who is gone`)
    }
  }
}

const ASSIGNMENTS = ['assign', 'reassign', 'claim', 'create_sub_ticket']

/** Neither a claim nor routing gives anybody more than they may have; what a moderator gives is not bounded. */
function checkLoads(world: World, { id, entry }: InboxRow, changes: TicketChange[]): void {
  if (entry.name !== 'claim' && !isRouting(entry.actor)) return
  for (const { state } of changes) {
    if (state.assigneeId === null) continue
    const { open, maxConcurrentTickets } = readLoad(world, state.assigneeId)
    if (open >= (maxConcurrentTickets ?? open + 1)) {
      throw new Violation(`${id} gave ${state.assigneeId} more than they may have`)
    }
  }
}

/** What was answered 202 before it came is decided before it. */
function checkTurn({ store }: World, row: InboxRow): void {
  const before = store.turns.get(row.id) ?? []
  const overtaken = [...before].find((id) => store.inbox.get(id)?.entry.status === 'pending')
  if (overtaken !== undefined) {
    throw new Violation(`${row.id} overtook ${overtaken}, which had its 202 before it came`)
  }
}

/** A run of one approval leaves what is due of the next one alone. */
function checkApproval({ store }: World, { ticketId, family, n }: RunRef): void {
  const approval = family === 'approval' ? store.row(ticketId).state.approval : null
  if (approval !== null && approval.n !== n) {
    throw new Violation(`the run of approval ${n} carried out what is due of ${approval.n}`)
  }
}
