import type { Refusal } from '../../src/domain/errors.js'
import type { Family } from '../../src/domain/ticket/deadlines.js'
import type { TicketEvent } from '../../src/domain/ticket/events.js'
import type { InboxEntry } from '../../src/domain/ticket/judge.js'
import type { TicketState } from '../../src/domain/ticket/state.js'
import type { Fault } from './faults.js'
import { Violation } from './violation.js'

/** A run of a ticket: its own, or one beside it; `n` tells approvals apart. */
export interface RunRef {
  ticketId: string
  family: Family
  n?: number
}

export interface Row {
  /** After its first event. */
  first: TicketState
  state: TicketState
  events: { commandId: string; event: TicketEvent; isInternal: boolean }[]
  /** When the sweep last woke its runs. */
  sweptMs: number
}

export interface InboxRow {
  id: string
  ticketId: string
  entry: InboxEntry
  createdMs: number
  /** Since when its caller has a 202. */
  deferredMs: number | null
  /** Commands that had their 202 when it came: it must not overtake them. */
  behind: string[]
  /** How often it was decided. */
  decisions: number
  /** A transaction is about to judge it. */
  isLocked: boolean
}

export interface OutboxRow {
  kind: 'start' | 'signal'
  ref: RunRef
  isDone: boolean
}

/** PostgreSQL as the command path uses it: its tables, and the statements outside `carryOut`. */
export class Store {
  readonly rows = new Map<string, Row>()
  readonly inbox = new Map<string, InboxRow>()
  outbox: OutboxRow[] = []
  /** What each commit meant to write: the tickets, and the place of their events. */
  readonly commits: { commandId: string; places: [ticketId: string, seq: number][] }[] = []
  /** Takes the last commit back, as a failover to a replica does; undefined once something was written after it. */
  takeBack: (() => void) | undefined
  readonly #fault: Fault | undefined
  #ids = 0

  constructor(fault: Fault | undefined) {
    this.#fault = fault
  }

  newId(): string {
    this.#ids += 1
    return `t${this.#ids}`
  }

  row(ticketId: string): Row {
    const row = this.rows.get(ticketId)
    if (row === undefined) throw new Violation(`there is no row of ${ticketId}`)
    return row
  }

  command(id: string): InboxRow {
    const row = this.inbox.get(id)
    if (row === undefined) throw new Violation(`${id} is not in the inbox`)
    return row
  }

  listSubTickets(ticketId: string): TicketState[] {
    const states = [...this.rows.values()].map(({ state }) => state)
    return states.filter(({ parentId }) => parentId === ticketId) // in the order of their numbers
  }

  /** As `receive_command`. */
  receive(id: string, ticketId: string, entry: InboxEntry, nowMs: number): InboxRow {
    const known = this.inbox.get(id)
    if (known !== undefined) return known
    const behind = this.listPending(ticketId).filter(({ deferredMs }) => deferredMs !== null)
    const row: InboxRow = {
      id,
      ticketId,
      entry,
      createdMs: nowMs,
      deferredMs: null,
      behind: behind.map((one) => one.id),
      decisions: 0,
      isLocked: false,
    }
    this.inbox.set(id, row)
    this.takeBack = undefined
    return row
  }

  /** In order of arrival. */
  listPending(ticketId: string): InboxRow[] {
    const found: InboxRow[] = []
    for (const row of this.inbox.values()) {
      if (row.entry.status === 'pending' && row.ticketId === ticketId) found.push(row)
    }
    return found
  }

  /** As `reject_command`: never over an outcome. */
  reject(row: InboxRow, problem: Refusal): void {
    const { entry } = row
    if (entry.status !== 'pending' && this.#fault !== 'refusal over an outcome') return
    this.takeBack = undefined
    row.entry = { ...entry, status: 'rejected', problem }
    row.decisions += 1
  }
}
