import { isRouting } from '../../src/domain/people.js'
import type { DeclaredFact, Facts, Surroundings } from '../../src/domain/ticket/facts.js'
import type { InboxEntry, LockedCommand } from '../../src/domain/ticket/judge.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import { isTerminal } from '../../src/domain/ticket/status.js'
import { readLoad } from './routing.js'
import { Violation } from './violation.js'
import type { World } from './world.js'

export interface LockRequest {
  ticketId: string
  relatives: boolean
  needs: readonly DeclaredFact[]
}

type Found = Pick<LockedCommand, 'rows' | 'facts'>

/** As `lock_command`: the facts, then the rows, parents before sub-tickets and these by number. */
export function lockRows(world: World, request: LockRequest, entry: InboxEntry | null): Found {
  const { ticketId, relatives } = request
  const { store } = world
  const { state: ticket } = store.row(ticketId)
  const parent = relatives && ticket.parentId !== null ? store.row(ticket.parentId).state : null
  const subTickets = relatives ? store.listSubTickets(ticketId) : []
  const order = [...(parent === null ? [] : [parent]), ticket, ...subTickets]
  checkOrder(world.fault === 'sub-tickets locked before the parent' ? order.reverse() : order)
  return { rows: { ticket, parent, subTickets }, facts: readFacts(world, request, entry) }
}

/** Two transactions that lock in the same order never wait for each other in a circle. */
function checkOrder(order: TicketState[]): void {
  const ranks = order.map(({ number }) => Number(number.split('.')[1] ?? 0))
  const isInOrder = ranks.every((rank, index) => index === 0 || rank > (ranks[index - 1] ?? 0))
  if (!isInOrder) {
    const numbers = order.map(({ number }) => number).join(', ')
    throw new Violation(`rows were locked in an order that can deadlock: ${numbers}`)
  }
}

/** What is known of a ticket wherever it is read. */
export function readSurroundings(
  { organization, store }: World,
  { parentId }: TicketState,
): Surroundings {
  const parent = parentId === null ? null : store.row(parentId).state
  return organization.readSurroundings(parent)
}

function readFacts(
  world: World,
  { ticketId, needs }: LockRequest,
  entry: InboxEntry | null,
): Facts {
  const { organization, store } = world
  const surroundings = readSurroundings(world, store.row(ticketId).state)
  const facts = organization.readFacts(entry?.actor ?? { kind: 'system' }, needs, () =>
    store
      .listSubTickets(ticketId)
      .flatMap(({ number, assigneeId, status, deletedAt, updatedAt }) => {
        const isOpen = deletedAt === null && !isTerminal(status)
        return isOpen && assigneeId !== null ? [{ number, assigneeId, updatedAt }] : []
      }),
  )
  const cause = entry?.actor.kind === 'system' ? entry.actor.for?.causedBy : undefined
  return {
    ...facts,
    ...surroundings,
    ...readTaker(world, entry, needs),
    ...(cause === undefined ? {} : { isCauseUndone: isUndone(world, ticketId, cause) }),
  }
}

/** How much whoever takes it, or is given it by routing, has to do. */
function readTaker(
  world: World,
  entry: InboxEntry | null,
  needs: readonly DeclaredFact[],
): Pick<Facts, 'load'> {
  if (entry === null || world.fault === 'loads are not judged') return {}
  const { actor, payload } = entry
  if (isRouting(actor) && 'assigneeId' in payload) {
    return { load: readLoad(world, String(payload.assigneeId)) }
  }
  const isTaken = needs.includes('load') && actor.kind === 'user'
  return isTaken ? { load: readLoad(world, actor.id) } : {}
}

function isUndone({ store }: World, ticketId: string, seq: number): boolean {
  return store
    .row(ticketId)
    .events.some(({ event }) => event.type === 'undo' && event.undoes.seq === seq)
}
